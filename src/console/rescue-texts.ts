import {randomBytes} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Draft, OutboxItem} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {toSafeText} from '../text/safe/to-safe-text.ts';

type Text = Pick<Draft, 'kind' | 'ticketId' | 'text'>;

const KINDS: Readonly<Record<Draft['kind'], string>> = {
  note: 'Note to',
  reply: 'Reply to',
  answer: 'Answer to',
  cancel: 'Reason to cancel',
  create: 'New ticket',
  remark: 'Private note on',
};

/** What is written in a store that ends with this process: drafts, and what was not sent. */
export function textsIn(store: Pick<Store, 'drafts' | 'outbox'>): readonly Text[] {
  const isUnsent = ({state}: OutboxItem) => state !== 'sent' && state !== 'withdrawn';
  return [...store.outbox().filter(isUnsent), ...store.drafts()];
}

/**
 * Saves texts that the database did not accept in a private temporary file; if that fails too, the message contains
 * them. Undefined if there are none.
 */
export function rescueTexts(texts: readonly Text[], folder = tmpdir()): string | undefined {
  const kept = texts.filter(({text}) => text.trim() !== '');
  if (kept.length === 0) return undefined;
  const content = kept.map((item) => `${titleOf(item)}\n\n${item.text}\n`).join('\n');
  const what = kept.length === 1 ? 'A text' : `${String(kept.length)} texts`;
  try {
    const file = join(folder, `casedeck-texts-${randomBytes(4).toString('hex')}.txt`);
    writeFileSync(file, content, {mode: 0o600, flag: 'wx'});
    return `${what} that could not be kept in the database ${kept.length === 1 ? 'is' : 'are'} in ${file}\n`;
  } catch {
    return `${what} could not be kept anywhere:\n\n${toSafeText(content)}`;
  }
}

function titleOf({kind, ticketId}: Text): string {
  return `== ${KINDS[kind]}${ticketId === '' ? '' : ` ${ticketId}`} ==`;
}
