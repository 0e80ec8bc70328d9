import type {CreateReply} from '../../api/api.ts';
import type {Ticket, TicketSummary} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {createdCandidates, isCreatedTicket, likelyFirst} from './match-created.ts';
import {beforeOf, type Before} from '../../domain/outbox-before.ts';
import {createRequestOf} from './outbox-check.ts';
import type {OutboxContext} from './outbox-context.ts';
import {createdNotBefore, lookForNote} from './outbox-search.ts';
import {NEWEST_FIRST} from '../poller/list-pass.ts';

/** What reading the service says about an item: there, with the service's id where it has one, or not there. */
export type Found = {
  readonly remoteId: string | undefined;
  /** Of the note, see match-note.ts. */
  readonly key: string | undefined;
  /** A ticket that turned out to have been created. */
  readonly created?: CreateReply;
};

/** What one look came to. */
export type Looked = {
  readonly found: Found | undefined;
  /** Keys of notes that resemble the item. */
  readonly near: readonly string[];
  /** Ids of tickets that turned out to be others; they need no second look. */
  readonly others: readonly string[];
  /** True where there is more to be looked at. */
  readonly isPart: boolean;
};

const NOTHING: Looked = {found: undefined, near: [], others: [], isPart: false};

/** So many tickets are read at one look for one that was created. */
const LOOKED_AT = 25;
/** Ten thousand tickets. */
const PAGES = 50;

/**
 * Looks on the service for what an earlier attempt may have left there, by requests that begin now. Throws an AppError
 * where it cannot be read.
 */
export async function lookUp(context: OutboxContext, item: OutboxItem): Promise<Looked> {
  if (item.kind === 'create') return lookUpCreated(context, item);
  return lookAt(context, item, await readFor(context, item.ticketId));
}

/** As {@link lookUp}, in a ticket that was read already, after the sending ended. */
function lookAt(context: OutboxContext, item: OutboxItem, ticket: Ticket): Looked {
  if (item.kind === 'cancel') {
    const isDone = ticket.status === 'CANCELLED';
    return isDone ? {...NOTHING, found: {remoteId: item.remoteId, key: undefined}} : NOTHING;
  }
  const items = context.store.outboxOf(item.ticketId);
  const {key, near} = lookForNote({item, ticket, items, author: context.author?.()});
  if (key === undefined) return {...NOTHING, near};
  return {...NOTHING, found: foundNote(item, ticket, key)};
}

/** The note of this key as what the item turned out to be. */
export function foundNote(
  {remoteId}: Pick<OutboxItem, 'remoteId'>,
  {notes}: Pick<Ticket, 'notes'>,
  key: string,
): Found {
  return {remoteId: remoteId ?? notes?.find(({id}) => id === key)?.id, key};
}

/** Whether a ticket that was read after the sending ended shows the item. */
export function findOnTicket(context: OutboxContext, item: OutboxItem, ticket: Ticket): Found | undefined {
  return lookAt(context, item, ticket).found;
}

/**
 * Reads the ticket to decide about an item. That the store cannot keep what was read (a full disk) must
 * not look as if the service had not said it.
 */
export async function readFor({api, store, clock, reads}: OutboxContext, ticketId: string): Promise<Ticket> {
  const {ticket, raw} = await api.getTicket(ticketId, {signal: reads, tries: 1});
  reads.throwIfAborted();
  try {
    store.putTicket(ticket, raw, clock.now());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return ticket;
}

/** The first page of order history, newest first. */
export async function newestOrders(context: OutboxContext, page = 0): Promise<readonly TicketSummary[]> {
  const {api, reads} = context;
  const {tickets} = await api.searchOrders({...NEWEST_FIRST, page}, {signal: reads, tries: 1});
  return tickets;
}

async function lookUpCreated(context: OutboxContext, item: OutboxItem): Promise<Looked> {
  const before = beforeOf(item);
  if (before === undefined) return NOTHING;
  const request = createRequestOf(item);
  const search = {
    request,
    known: new Set([...before.keys, ...claimedTickets(context, item)]),
    notBefore: createdNotBefore(before),
  };
  const rows = await ordersSince(context, before);
  const candidates = likelyFirst(createdCandidates(rows, search), request, before.at);
  const others: string[] = [];
  for (const {id} of candidates.slice(0, LOOKED_AT)) {
    const ticket = await readFor(context, id);
    const created = {id: ticket.id, kind: ticket.kind};
    if (isCreatedTicket(request, ticket))
      return {...NOTHING, found: {remoteId: ticket.id, key: ticket.id, created}};
    others.push(id);
  }
  return {...NOTHING, others, isPart: candidates.length > LOOKED_AT};
}

async function ordersSince(context: OutboxContext, before: Before): Promise<readonly TicketSummary[]> {
  const rows = new Map<string, TicketSummary>();
  for (let page = 0; page < PAGES; page += 1) {
    const known = rows.size;
    const more = await newestOrders(context, page);
    for (const row of more) rows.set(row.id, row);
    const dates = more.map(({createdDateTime = ''}) => Date.parse(createdDateTime)).filter((at) => at > 0);
    // A page that brings nothing new ends it, whatever the service says of further ones.
    if (rows.size === known || Math.min(...dates) < createdNotBefore(before)) break;
  }
  return [...rows.values()];
}

function claimedTickets({store}: OutboxContext, item: OutboxItem): readonly string[] {
  const created = store.outbox(['sent']).filter(({id, kind}) => kind === 'create' && id !== item.id);
  return created.map(({remoteId}) => remoteId).filter((id) => id !== undefined);
}

/** Whether a copy of the ticket that the store got after the sending ended shows the item; costs no request. */
export function findInStore(context: OutboxContext, item: OutboxItem): Found | undefined {
  const endedAt = beforeOf(item)?.endedAt;
  if (item.kind === 'create' || endedAt === undefined) return undefined;
  const stored = context.store.ticket(item.ticketId);
  const readAt = stored?.row.fetchedAt;
  if (stored === undefined || readAt === undefined || readAt <= endedAt) return undefined;
  return findOnTicket(context, item, stored.ticket);
}
