import type {Draft, OutboxItem, OutboxState} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';

/** A text that was written here and is not at the service: a draft, or an item of the outbox. */
export type OutboxEntry =
  | {readonly kind: 'draft'; readonly draft: Draft}
  | {readonly kind: 'item'; readonly item: OutboxItem};

/** What is done with, and no longer listed. */
const DONE: ReadonlySet<OutboxState> = new Set(['sent', 'withdrawn']);

/** What needs the user first: failed and unknown sends, then drafts, newest first, then what is sent by itself. */
export function outboxEntries(
  drafts: readonly Draft[],
  outbox: readonly OutboxItem[],
): readonly OutboxEntry[] {
  const items = outbox.filter(({state}) => !DONE.has(state));
  const isStuck = ({state}: OutboxItem) => state === 'failed' || state === 'unknown' || state === 'held';
  const entry = (item: OutboxItem): OutboxEntry => ({kind: 'item', item});
  return [
    ...items.filter(isStuck).map(entry),
    ...drafts.map((draft): OutboxEntry => ({kind: 'draft', draft})),
    ...items.filter((item) => !isStuck(item)).map(entry),
  ];
}

/** What the entry is about, whichever it is. */
export function entryText(entry: OutboxEntry): Pick<Draft, 'ticketId' | 'kind' | 'text' | 'updatedAt'> {
  return entry.kind === 'draft' ? entry.draft : entry.item;
}

/** Stays the same while the entry lives, so that the cursor can stay on it. */
export function entryKey(entry: OutboxEntry): string {
  if (entry.kind === 'item') return `item ${entry.item.id}`;
  return draftKey(entry.draft);
}

/** The name of a draft among the entries. */
export function draftKey({ticketId, kind}: Pick<Draft, 'ticketId' | 'kind'>): string {
  return `draft ${ticketId} ${kind}`;
}

/** The same as the store has it now, also where it is no longer listed. */
export function entryNow(entry: OutboxEntry, store: Pick<Store, 'outboxOf'>): OutboxEntry {
  if (entry.kind === 'draft') return entry;
  const item = store.outboxOf(entry.item.ticketId).find(({id}) => id === entry.item.id);
  return item === undefined ? entry : {kind: 'item', item};
}
