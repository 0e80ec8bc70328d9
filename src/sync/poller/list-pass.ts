import type {Api} from '../../api/api.ts';
import type {AppError} from '../../errors.ts';
import type {OrderSearch} from '../../domain/requests.ts';
import type {TicketSummary} from '../../domain/ticket.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Millis, TicketChange} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {Priority} from '../../api/gate/gate.ts';
import {createPageEnd, type PageEnd} from '../page-end.ts';
import {readListState, writeListState} from './list-progress.ts';
import {delay, type Timers} from '../../api/timers.ts';

export type ListPassDeps = {
  readonly api: Pick<Api, 'searchOrders'>;
  readonly store: Pick<Store, 'putSummaries' | 'meta' | 'setMeta'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** The next page waits for its end. */
  readonly onPage: (page: ListPage) => void | Promise<void>;
  /** Another list than that of the tickets. */
  readonly list?: OtherList;
};

export type OtherList = {
  readonly search: OrderSearch;
  /** Under which name the store keeps how far it was read. */
  readonly name: string;
  readonly isWanted: (ticket: TicketSummary) => boolean;
};

export type ListPage = {
  readonly changes: readonly TicketChange[];
  /** Tickets so far, and of how many; only in a full pass. */
  readonly progress: {readonly done: number; readonly total: number} | undefined;
};

export type ListPassOptions = {
  readonly full: boolean;
  readonly priority: Priority;
  readonly signal: AbortSignal;
};

export type ListEnd = {readonly at: Millis; readonly trouble: AppError | undefined};

const PAGE_SIZE = 200;
/** New tickets that are stored in one go: more of them would make a key wait that is pressed meanwhile. */
const SLICE = 50;

/**
 * Order history's newest first: a ticket created meanwhile moves the others to later pages, so that
 * one may come twice but none is missed.
 */
export const NEWEST_FIRST: OrderSearch = {
  productTypes: ['TROUBLE'],
  dateRange: 'PAST_YEAR',
  sort: {name: 'CREATED_ON', direction: 'DESC'},
  size: PAGE_SIZE,
};

/**
 * Reads order history into the store: the newest pages until one brings nothing new, or, if `full`,
 * all of them, going on where an interrupted full pass stopped. Resolves to the time at which the
 * list was up to date, with the reason where the service's pages had no end of their own. Throws an AppError.
 */
export async function passOverList(deps: ListPassDeps, options: ListPassOptions): Promise<ListEnd> {
  const {store, clock, list} = deps;
  const startedAt = clock.now();
  let page = options.full ? (readListState(store, startedAt, list?.name).nextPage ?? 0) : 0;
  const end = createPageEnd();
  for (;;) {
    const {isLast, isKnown} = await readPage(deps, end, page, options);
    if (isLast || (isKnown && !options.full)) break;
    page += 1;
    if (options.full) writeListState(store, {nextPage: page, nextPageAt: clock.now()}, list?.name);
  }
  const at = clock.now();
  const state = options.full ? {listAt: at, fullAt: at, nextPage: undefined} : {listAt: at};
  writeListState(store, state, list?.name);
  return {at, trouble: end.trouble()};
}

async function readPage(
  deps: ListPassDeps,
  end: PageEnd,
  page: number,
  {full, priority, signal}: ListPassOptions,
): Promise<{isLast: boolean; isKnown: boolean}> {
  const {api, onPage, list} = deps;
  const options = {signal, priority, ...(priority === 'user' ? {} : {tries: 1})};
  const answer = await api.searchOrders({...(list?.search ?? NEWEST_FIRST), page}, options);
  const {tickets, totalElements} = answer;
  signal.throwIfAborted();
  const changes = await storeSlices(deps, tickets, signal);
  const done = Math.min(page * PAGE_SIZE + tickets.length, totalElements);
  await onPage({changes, progress: full ? {done, total: totalElements} : undefined});
  return {isLast: end.isLast(answer, page, PAGE_SIZE), isKnown: changes.length === 0};
}

async function storeSlices(
  {store, clock, timers, list}: ListPassDeps,
  found: readonly TicketSummary[],
  signal: AbortSignal,
): Promise<readonly TicketChange[]> {
  const changes: TicketChange[] = [];
  const tickets = list === undefined ? found : found.filter(list.isWanted);
  const silent = readListState(store, clock.now(), list?.name).listAt === undefined;
  for (let at = 0; at < tickets.length; at += SLICE) {
    if (at > 0) await delay(timers, 0, signal);
    changes.push(...store.putSummaries(tickets.slice(at, at + SLICE), clock.now(), {silent}));
  }
  return changes;
}
