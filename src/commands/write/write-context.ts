import {AppError, EditorError} from '../../errors.ts';
import {refuseOrder} from '../../sync/outbox/outbox-check.ts';
import type {OutboxKind, StoredTicket} from '../../domain/records.ts';
import {idProblems, refuseProblems} from '../../domain/new-ticket/check-request.ts';
import {LIMITS} from '../../domain/limits.ts';
import {contentOf, joinTexts} from '../../domain/draft-content.ts';
import type {CommandContext, Finishing} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {isAway} from '../read/read-first.ts';
import {readText, type TextSource} from './text-input.ts';
import {keptMessage, NAMES} from '../../console/outbox-text.ts';

/** What every command that writes works with. */
export type WriteContext = {
  readonly services: Opened;
  readonly io: Io;
  readonly interrupted: AbortSignal;
  readonly finishing: Finishing;
};

type Given = Parameters<Parameters<CommandContext['withServices']>[0]>;

/** What a command gets, together. */
export function writeContext(io: Io, [services, interrupted, finishing]: Given): WriteContext {
  return {services, io, interrupted, finishing};
}

/** Refuses what no request can be made from. Throws an AppError `input` or `read-only`. */
export function checkMayWrite(
  {settings, store}: Pick<Opened, 'settings' | 'store'>,
  id: string | undefined,
  what: string,
): void {
  if (id !== undefined) refuseProblems(idProblems('id', id, LIMITS.ticketId), what);
  if (id !== undefined) refuseOrder(store, id);
  if (!settings.readOnly) return;
  throw new AppError('read-only', 'This profile never writes: nothing was sent.', {
    hint: 'Leave out --read-only, or use a profile without read_only.',
  });
}

export type CurrentTicket = {
  /** Undefined where neither the service nor the store could tell. */
  readonly stored: StoredTicket | undefined;
  /** True where the service was asked just now. */
  readonly isFresh: boolean;
};

/** The ticket as it is now, or as far as the store knows it while the service cannot be reached. Throws where the service says no. */
export async function readCurrent(
  {poller, store}: Pick<Opened, 'poller' | 'store'>,
  id: string,
): Promise<CurrentTicket> {
  try {
    await poller.refresh(id);
    return {stored: store.ticket(id), isFresh: true};
  } catch (error) {
    if (!isAway(error)) throw error;
    return {stored: store.ticket(id), isFresh: false};
  }
}

/** A text on its way to a ticket. */
export type OwnText = {
  readonly ticketId: string;
  readonly kind: OutboxKind;
  readonly text: string;
  /** The other fields of a new ticket. */
  readonly extra?: Readonly<Record<string, unknown>>;
};

/** Runs what comes before a text is queued; where that fails, the text is kept as the draft and the words say so. */
export async function keepingText<T>(
  {services, io}: WriteContext,
  own: OwnText,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (keepText(services, own)) io.err(keptMessage(own.kind, own.ticketId));
    throw error;
  }
}

/** It goes before what is on the draft already. False where there is nothing to keep. */
function keepText(
  {store, clock}: Pick<Opened, 'store' | 'clock'>,
  {ticketId, kind, text, extra}: OwnText,
): boolean {
  if (text === '') return false;
  const draft = store.draft(ticketId, kind);
  const own = draft?.text ?? '';
  const isThere = own === text || own.startsWith(`${text}\n\n`);
  // Two new tickets cannot be one draft.
  if (kind === 'create' && own !== '' && !isThere) return false;
  const {attachments, fields} = contentOf('', JSON.stringify(extra));
  store.saveDraft({
    ticketId,
    kind,
    text: joinTexts(isThere ? '' : text, own),
    fields: {...draft?.fields, ...fields},
    ...(attachments.length === 0 ? {} : {attachments}),
    updatedAt: clock.now(),
  });
  return true;
}

/**
 * The text that a source gives, or with `draft` the kept one; an editor begins with the kept one. Throws
 * an AppError `input` where there is none.
 */
export async function readOwnText(
  {services, io}: WriteContext,
  {ticketId, kind}: Omit<OwnText, 'text'>,
  source: TextSource | 'draft',
): Promise<string> {
  const {store, platform, clock} = services;
  const draft = store.draft(ticketId, kind);
  const keep = (text: string) => store.saveDraft({ticketId, kind, text, updatedAt: clock.now()});
  if (source === 'draft') {
    if (draft !== undefined) return draft.text;
    throw new AppError(
      'input',
      `There is no draft of a ${NAMES[kind]}${ticketId === '' ? '' : ` for ${ticketId}`}.`,
      {
        hint: 'Give the text with -m, --file or -.',
      },
    );
  }
  const options = {io, platform, initial: draft?.text ?? '', name: `${kind}-${ticketId}`};
  const text = await readText(source, options).catch((error: unknown) => {
    if (error instanceof EditorError && error.saved !== undefined) keep(error.saved);
    throw error;
  });
  // The edited text replaces the draft that the editor was opened with.
  if (source.from === 'editor') keep(text);
  return text;
}
