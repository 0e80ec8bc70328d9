import type {CreateReply, OrderPage} from '../../api/api.ts';
import type {Ticket, TicketSummary} from '../../domain/ticket.ts';
import {ApiError, AppError, asAppError} from '../../errors.ts';
import {LIMITS} from '../../domain/limits.ts';
import {wantsAnswer} from '../../domain/ticket/permissions.ts';
import type {Millis, OutboxItem} from '../../domain/records.ts';
import {createdCandidates, isCreatedTicket, likelyFirst} from './match-created.ts';
import {type Before, beforeOf} from '../../domain/outbox-before.ts';
import {answerFieldsOf, createRequestOf} from './outbox-check.ts';
import type {OutboxContext} from './outbox-context.ts';
import {isSharedFailure} from './outbox-outcome.ts';
import {createdNotBefore, lookForNote} from './outbox-search.ts';
import {createPageEnd} from '../page-end.ts';
import {NEWEST_FIRST} from '../poller/list-pass.ts';
import type {Negotiation} from '../../domain/orders/negotiation.ts';

/** What reading the service says about an item: it is there (with the service's id if it has one), or not. */
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

/** At most so many tickets are read in one check for a created ticket. */
const LOOKED_AT = 25;
/** Ten thousand tickets. */
const PAGES = 50;

/**
 * Checks on the service whether an earlier attempt worked, with requests that start now. Throws an AppError if it
 * cannot be read.
 */
export async function lookUp(context: OutboxContext, item: OutboxItem): Promise<Looked> {
  if (item.kind === 'create') return lookUpCreated(context, item);
  if (item.kind === 'answer') return lookUpAnswer(context, item);
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
 * Reads the ticket to decide about an item. If the store cannot keep the answer (a full disk), the answer still counts.
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

/** The first page of order history, newest first, or a further one. */
export async function newestOrders({api, reads}: OutboxContext, page = 0): Promise<OrderPage> {
  return api.searchOrders({...NEWEST_FIRST, page}, {signal: reads, tries: 1});
}

/**
 * Whether an answer without a reply has taken effect: its question no longer waits although its time has not run out,
 * and the ticket no longer waits for the customer. A list without the question alone proves nothing. If the question
 * ended in another way (its time ran out, or the order was cancelled), nobody knows.
 */
async function lookUpAnswer(context: OutboxContext, item: OutboxItem): Promise<Looked> {
  const {referenceId, action, expires} = answerFieldsOf(item);
  const pending = await pendingOf(context, item);
  const ticket = await readFor(context, item.ticketId);
  const isCancelled = ticket.status === 'CANCELLED';
  const isOver = Date.parse(expires ?? '') <= context.clock.now();
  const waits = pending.some((one) => one.referenceId === referenceId);
  const hasGoneOn = !isCancelled && !isOver && !wantsAnswer(ticket);
  const isDone = !waits && (action === 'CANCEL' ? isCancelled : hasGoneOn);
  const found = isDone ? {remoteId: item.remoteId, key: undefined} : undefined;
  return {...NOTHING, found};
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
  const {rows, trouble} = await ordersSince(context, before);
  const candidates = likelyFirst(createdCandidates(rows, search), request, before.at);
  const others: string[] = [];
  let unread = trouble;
  for (const {id} of candidates.slice(0, LOOKED_AT)) {
    const ticket = await readFor(context, id).catch((error: unknown) => {
      if (isSharedFailure(error) || !context.gate.isOpen()) throw error;
      unread ??= asAppError(error);
    });
    if (ticket === undefined) continue;
    const created = {id: ticket.id, kind: ticket.kind};
    if (isCreatedTicket(request, ticket))
      return {...NOTHING, found: {remoteId: ticket.id, key: ticket.id, created}};
    others.push(id);
  }
  const isPart = candidates.length > LOOKED_AT && others.length > 0;
  // Not found, and not all could be read: nobody knows.
  if (unread !== undefined && !isPart) throw unread;
  return {...NOTHING, others, isPart};
}

type Orders = {readonly rows: readonly TicketSummary[]; readonly trouble: AppError | undefined};

/** Of order history what may be as new as the item, and why the list ended too early. */
async function ordersSince(context: OutboxContext, before: Before): Promise<Orders> {
  const rows = new Map<string, TicketSummary>();
  const end = createPageEnd();
  const notBefore = createdNotBefore(before);
  for (let number = 0; number < PAGES; number += 1) {
    const page = await newestOrders(context, number);
    for (const row of page.tickets) rows.set(row.id, row);
    if (isOlder(page.tickets, notBefore) || end.isLast(page, number, LIMITS.pageSize)) break;
  }
  return {rows: [...rows.values()], trouble: end.trouble()};
}

/** Whether all later rows are older; false if the service does not sort as it was asked to. */
function isOlder(tickets: readonly TicketSummary[], than: Millis): boolean {
  const dates = tickets.map(({createdDateTime = ''}) => Date.parse(createdDateTime)).filter((at) => at > 0);
  const isSorted = dates.every((at, index) => index === 0 || at <= (dates[index - 1] ?? at));
  return isSorted && Math.min(...dates) < than;
}

function claimedTickets({store}: OutboxContext, item: OutboxItem): readonly string[] {
  const created = store.outbox(['sent']).filter(({id, kind}) => kind === 'create' && id !== item.id);
  return created.map(({remoteId}) => remoteId).filter((id) => id !== undefined);
}

/** Whether a copy of the ticket that the store got after the sending ended shows the item; costs no request. */
export function findInStore(context: OutboxContext, item: OutboxItem): Found | undefined {
  const endedAt = beforeOf(item)?.endedAt;
  // The ticket does not show whether a question still waits.
  if (item.kind === 'create' || item.kind === 'answer' || endedAt === undefined) return undefined;
  const stored = context.store.ticket(item.ticketId);
  const readAt = stored?.row.fetchedAt;
  if (stored === undefined || readAt === undefined || readAt <= endedAt) return undefined;
  return findOnTicket(context, item, stored.ticket);
}

/** How soon a list that was read here is read again by the poller, in milliseconds. */
const AGAIN_MS = 60_000;

/** What the order still asks, read now and kept. Throws an AppError where it cannot be read. */
export async function pendingOf(context: OutboxContext, item: OutboxItem): Promise<readonly Negotiation[]> {
  const {api, store, clock, reads} = context;
  const {orderId} = answerFieldsOf(item);
  const list = await api.listNegotiations(orderId, {signal: reads, tries: 1}).catch((error: unknown) => {
    if (error instanceof ApiError && error.code?.endsWith('2042252') === true) return [];
    throw error;
  });
  reads.throwIfAborted();
  try {
    const at = clock.now();
    store.putNegotiations(item.ticketId, list, {at, nextAt: at + AGAIN_MS});
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return list;
}
