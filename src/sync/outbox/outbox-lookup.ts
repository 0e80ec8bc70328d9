import type {CreateReply} from '../../api/api.ts';
import type {Ticket, TicketSummary} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {createdCandidates, isCreatedTicket} from './match-created.ts';
import {beforeOf, type Before} from '../../domain/outbox-before.ts';
import {createRequestOf} from './outbox-check.ts';
import type {OutboxContext} from './outbox-context.ts';
import {createdNotBefore, noteOfItem} from './outbox-search.ts';
import {NEWEST_FIRST} from '../poller/list-pass.ts';

/** What reading the service says about an item: there, with the service's id where it has one, or not there. */
export type Found = {
  readonly remoteId: string | undefined;
  /** Of the note, see match-note.ts. */
  readonly key: string | undefined;
  /** A ticket that turned out to have been created. */
  readonly created?: CreateReply;
};

const LOOKED_AT = 5;
const PAGES = 5;

/**
 * Looks on the service for what an earlier attempt may have left there, by requests that begin now.
 * Undefined where it is not there; throws an AppError where it cannot be read.
 */
export function lookUp(context: OutboxContext, item: OutboxItem): Promise<Found | undefined> {
  if (item.kind === 'create') return lookUpCreated(context, item);
  return lookUpOnTicket(context, item);
}

async function lookUpOnTicket(context: OutboxContext, item: OutboxItem): Promise<Found | undefined> {
  const ticket = await readFor(context, item.ticketId);
  return findOnTicket(context, item, ticket);
}

/** As {@link lookUp}, in a ticket that was read already, after the sending ended. */
export function findOnTicket(context: OutboxContext, item: OutboxItem, ticket: Ticket): Found | undefined {
  if (item.kind === 'cancel')
    return ticket.status === 'CANCELLED' ? {remoteId: item.remoteId, key: undefined} : undefined;
  const items = context.store.outboxOf(item.ticketId);
  const key = noteOfItem({item, ticket, items, author: context.author?.()});
  if (key === undefined) return undefined;
  const note = ticket.notes?.find(({id}) => id === key);
  return {remoteId: item.remoteId ?? note?.id, key};
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

async function lookUpCreated(context: OutboxContext, item: OutboxItem): Promise<Found | undefined> {
  const before = beforeOf(item);
  if (before === undefined) return undefined;
  const request = createRequestOf(item);
  const search = {
    request,
    known: new Set([...before.keys, ...claimedTickets(context, item)]),
    notBefore: createdNotBefore(before),
  };
  const rows = await ordersSince(context, before);
  for (const {id} of createdCandidates(rows, search).toReversed().slice(0, LOOKED_AT)) {
    const ticket = await readFor(context, id);
    if (isCreatedTicket(request, ticket))
      return {remoteId: ticket.id, key: ticket.id, created: {id: ticket.id, kind: ticket.kind}};
  }
  return undefined;
}

async function ordersSince(context: OutboxContext, before: Before): Promise<readonly TicketSummary[]> {
  const rows: TicketSummary[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const more = await newestOrders(context, page);
    rows.push(...more);
    const oldest = Date.parse(more.at(-1)?.createdDateTime ?? '');
    if (more.length === 0 || !(oldest >= createdNotBefore(before))) break;
  }
  return rows;
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
