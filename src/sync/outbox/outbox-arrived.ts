import type {CreateReply} from '../../api/api.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {auditWrite} from './outbox-audit.ts';
import {beforeOf, formatBefore} from '../../domain/outbox-before.ts';
import {untilStored, move, type OutboxContext} from './outbox-context.ts';
import {findOnTicket, type Found, pendingOf, readFor} from './outbox-lookup.ts';
import {isNote} from './outbox-search.ts';

/** What the service said that it did. */
export type Written = {readonly remoteId: string | undefined; readonly created?: CreateReply};

/** Writes down that an item is at the service, and shows what became of its ticket. */
export async function arrived(
  context: OutboxContext,
  item: OutboxItem,
  {remoteId, created}: Written,
): Promise<void> {
  auditWrite(context, item, {result: 'sent', remoteId});
  const change = {remoteId, error: undefined};
  // Another process may have thought that this one ended; the service's answer is more certain.
  await untilStored(context, () =>
    POSSIBLE_STATES.some((from) => move(context, item, [from, 'sent'], change)),
  );
  if (created !== undefined) await untilStored(context, () => keepCreated(context, item, created));
  await confirm(context, {...item, remoteId, state: 'sent'});
}

const POSSIBLE_STATES = ['sending', 'unknown', 'queued', 'failed', 'held'] as const;

/**
 * Shows the service's answer, and remembers which note it is, so that a second one with the same text is not confused
 * with it.
 */
async function confirm(context: OutboxContext, item: OutboxItem): Promise<void> {
  try {
    const ticket = await readFor(context, item.kind === 'create' ? (item.remoteId ?? '') : item.ticketId);
    if (item.kind === 'answer') await pendingOf(context, item);
    if (!isNote(item)) return;
    const found = findOnTicket(context, item, ticket);
    if (found !== undefined)
      move(context, item, ['sent', 'sent'], {remoteId: found.remoteId, before: withFound(item, found)});
  } catch {
    // It is sent; the poller reads the ticket again in its turn.
  }
}

/** An earlier attempt, thought to have failed, had worked after all: the item is not sent again. */
export function arrivedBefore(context: OutboxContext, item: OutboxItem, found: Found): boolean {
  const change = {remoteId: found.remoteId, error: undefined, before: withFound(item, found)};
  if (found.created !== undefined) keepCreated(context, item, found.created);
  if (!move(context, item, [item.state, 'sent'], change)) return false;
  auditWrite(context, item, {result: 'found', remoteId: found.remoteId});
  return true;
}

function withFound(item: OutboxItem, {key}: Found): string | undefined {
  const before = beforeOf(item);
  return before === undefined || key === undefined ? item.before : formatBefore({...before, found: key});
}

/** The new ticket is in the list at once, with the kind that only this answer tells. */
function keepCreated({store, clock}: OutboxContext, item: OutboxItem, {id, kind}: CreateReply): void {
  store.track([id], 'created', clock.now());
  if (store.row(id) !== undefined) return;
  store.putSummaries([{id, kind, ibx: [], description: toSafeText(item.text)}], clock.now());
}
