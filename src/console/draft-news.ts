import {isFinal} from '../domain/ticket.ts';
import type {Draft} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {NAMES as OUTBOX_NAMES, oneOf, whoseText} from './outbox-text.ts';

const NAMES: Readonly<Record<Draft['kind'], string>> = {...OUTBOX_NAMES, remark: 'private note'};

type DraftStore = Pick<Store, 'drafts' | 'row'>;

/** What was begun and not sent, for the start of the console; undefined where nothing was. `where` says how to get there. */
export function waitingText(store: DraftStore, where: string): string | undefined {
  const drafts = store.drafts();
  const [first] = drafts;
  if (first === undefined) return undefined;
  const closed = drafts.filter((draft) => finalStatus(store, draft) !== undefined).length;
  if (drafts.length === 1) {
    const status = finalStatus(store, first);
    return `A draft waits: ${oneOf(NAMES[first.kind])}${whoseText(first)}${status === undefined ? '' : `, ${status} by now`}. ${where}`;
  }
  const fate = closed === 0 ? '' : `, ${String(closed)} of closed tickets`;
  return `${String(drafts.length)} drafts wait${fate}. ${where}`;
}

/** Tells when a ticket that has a draft came to its end: the text is kept. */
export function createDraftNews(store: DraftStore, tell: (words: string) => void): () => void {
  const ended = new Set(endedDrafts(store).map(nameOf));
  return () => {
    for (const draft of endedDrafts(store)) {
      if (ended.has(nameOf(draft))) continue;
      ended.add(nameOf(draft));
      const status = finalStatus(store, draft) ?? '';
      tell(
        `${draft.ticketId} is ${status} by now. Your ${NAMES[draft.kind]} was not sent; its text is kept as a draft.`,
      );
    }
  };
}

function endedDrafts(store: DraftStore): readonly Draft[] {
  return store.drafts().filter((draft) => draft.text !== '' && finalStatus(store, draft) !== undefined);
}

function finalStatus(store: DraftStore, {ticketId}: Draft): string | undefined {
  const status = ticketId === '' ? undefined : store.row(ticketId)?.status;
  return isFinal(status) ? status?.toLowerCase() : undefined;
}

function nameOf({kind, ticketId}: Draft): string {
  return `${kind} ${ticketId}`;
}
