import {changesAfter, changesSince, lastChange, takeChanges} from './tickets/change-log.ts';
import type {Database} from './database/database.ts';
import {draft, drafts, draftSaver} from './drafts.ts';
import {missingEmails, putEmail, readEmail, timelineTexts} from './tickets/emails.ts';
import {setUser} from './flags.ts';
import {between, count, counts, placeIn, placeOf, places, positionOf, row, rows, rowsFrom} from './list.ts';
import {changeMeta, readMeta, releaseLease, tryLease, writeMeta} from './meta.ts';
import {askedTickets, putNegotiations, takeDeadlines} from './negotiations.ts';
import {
  lastNotice,
  markNoticesSeen,
  noticesAfter,
  putFullNotice,
  putNotices,
  readNotices,
  takeNotices,
} from './notices.ts';
import {openDatabase, type OpenOptions} from './database/open-database.ts';
import {isDamage} from './database/store-errors.ts';
import {enqueue, moveOutbox, outbox, outboxItem, outboxOf, withdraw} from './outbox.ts';
import {OutboxNumbers} from './outbox-numbers.ts';
import {overview} from './overview.ts';
import {markSeen, markUnseen} from './tickets/reads.ts';
import {endSnoozes} from './snoozes.ts';
import {deskReading, deskWriting, type DeskReading, type DeskWriting} from './desk/desk-store.ts';
import type {DeskOwner} from './desk/desk-ops.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {search} from './search/search.ts';
import {indexParts, waitingParts} from './search/word-parts.ts';
import {ibxs} from './tickets/ticket-row.ts';
import {readTicket} from './tickets/read-ticket.ts';
import {forgetOrders} from './tickets/forget-orders.ts';
import {ASIDE_NAMES, asideState, asideTrouble} from '../domain/aside-state.ts';
import {ORDERS_LIST} from '../domain/orders/other-orders.ts';
import {stale} from './tickets/stale.ts';
import {knownUpdated, markTried, putSummaries, putTicket} from './tickets/tickets.ts';
import {track, tracked, untrack} from './tracks.ts';
import type {RankedList, Store} from './store.ts';
import type {OutboxItem} from '../domain/records.ts';

export type StoreOptions = OpenOptions & {
  /** Milliseconds since 1970. */
  readonly clock?: {readonly now: () => number};
  /** Whose deeds are kept here, and whether a team is to know of them; nobody's and no if absent. */
  readonly owner?: DeskOwner;
  /** The profile whose database it is. */
  readonly account?: string;
};

/**
 * Opens the database of a profile, makes it where there is none, and brings an older one up to date.
 * `file` may be `:memory:`. Throws an AppError `store` where the file cannot be used; then the caller
 * may go on with `:memory:`.
 */
export function openStore(options: StoreOptions): Store {
  const numbers = new OutboxNumbers();
  const db = openDatabase({...options, onRenumbered: (changed) => numbers.renumber(changed)});
  const now = options.clock?.now ?? Date.now;
  const {owner = {me: toSafeLine('you'), shares: false}} = options;
  endSnoozes(db, now());
  return {
    ...mending(db, {...reading(db, owner, now), ...deskReading(db, owner), ...outboxReading(db, numbers)}),
    ...mending(
      db,
      {...writing(db, now), ...deskWriting(db, owner), ...outboxWriting(db, numbers)},
      {settle: true},
    ),
    ...mending(db, {...ranking(db), version: () => db.version()}),
    accounts: () => (options.account === undefined ? [] : [options.account]),
    close: () => db.close(),
  };
}

/**
 * What meets damage is done once more where the database could be mended. With `settle`, nothing is done before it is
 * certain that this is still the file at the path.
 */
function mending<Methods extends object>(db: Database, methods: Methods, {settle = false} = {}): Methods {
  const guarded = Object.entries(methods).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      if (settle) db.settle();
      try {
        return method(...args);
      } catch (error) {
        if (!isDamage(error) || !db.settle()) throw error;
        return method(...args);
      }
    },
  ]);
  return Object.fromEntries(guarded) as Methods;
}

type Reading =
  | 'page'
  | 'rows'
  | 'count'
  | 'positionOf'
  | 'placeOf'
  | 'counts'
  | 'overview'
  | 'ibxs'
  | 'row'
  | 'ticket'
  | 'stale'
  | 'lastChange'
  | 'changesAfter'
  | 'changesSince'
  | 'knownUpdated'
  | 'askedTickets'
  | 'user'
  | 'email'
  | 'missingEmails'
  | 'timelineTexts'
  | 'tracked'
  | 'draft'
  | 'drafts'
  | 'search'
  | 'notices'
  | 'troubleOf'
  | 'noticesAfter'
  | 'lastNotice'
  | 'waitingParts'
  | 'meta';

function reading(db: Database, owner: DeskOwner, now: () => number): Pick<Store, Reading> {
  return {
    page: (query, skip, limit) => rowsFrom(db, query, {skip}, limit),
    rows: (query) => rows(db, query),
    count: (query) => count(db, query),
    positionOf: (query, id) => positionOf(db, query, id),
    placeOf: (query, id) => placeOf(db, query, id),
    counts: () => counts(db),
    overview: (ages, days) => overview(db, ages, days),
    ibxs: () => ibxs(db),
    row: (id) => row(db, id),
    ticket: (id, shown) => readTicket(db, id, {me: owner.me, now: now(), shown}),
    lastChange: () => lastChange(db),
    changesAfter: (version) => changesAfter(db, version),
    changesSince: (at) => changesSince(db, at),
    stale: (before, limit, time) => stale(db, {before, limit, now: time}),
    knownUpdated: (ids) => knownUpdated(db, ids),
    user: () => readMeta(db, 'user'),
    askedTickets: (at, limit) => askedTickets(db, at, limit),
    email: (_ticketId, emailId) => readEmail(db, emailId),
    missingEmails: (ticketId) => missingEmails(db, ticketId),
    timelineTexts: (ticketId) => timelineTexts(db, ticketId),
    tracked: () => tracked(db),
    draft: (ticketId, kind) => draft(db, ticketId, kind),
    drafts: () => drafts(db),
    search: (words, limit) => search(db, words, limit),
    waitingParts: () => waitingParts(db),
    meta: (name, ticketId) => readMeta(db, metaName(name, ticketId)),
    notices: () => readNotices(db),
    troubleOf: (aside) =>
      asideTrouble(aside, asideState({meta: (name) => readMeta(db, metaName(name))}, aside)),
    noticesAfter: (version) => noticesAfter(db, version),
    lastNotice: () => lastNotice(db),
  };
}

function ranking(db: Database): RankedList {
  return {
    places: (query, from, limit) => places(db, query, from, limit),
    rowsFrom: (query, from, limit) => rowsFrom(db, query, from, limit),
    between: (query, from, to) => between(db, query, from, to),
    placeIn: (query, id, anyway) => placeIn(db, query, id, anyway),
  };
}

function metaName(name: string, ticketId?: string): string {
  return ticketId === undefined ? `user.${name}` : `user.${name}.${ticketId}`;
}

type OutboxReading = 'outbox' | 'outboxItem' | 'outboxOf';

function outboxReading(db: Database, numbers: OutboxNumbers): Pick<Store, OutboxReading> {
  const ours = (items: readonly OutboxItem[]) => items.map((item) => numbers.ours(item));
  return {
    outbox: (states) => ours(outbox(db, states)),
    outboxOf: (ticketId) => ours(outboxOf(db, ticketId)),
    outboxItem: (id) => {
      const item = outboxItem(db, numbers.toTheirs(id));
      return item === undefined ? undefined : numbers.ours(item);
    },
  };
}

type OutboxWriting = 'enqueue' | 'moveOutbox' | 'withdraw';

function outboxWriting(db: Database, numbers: OutboxNumbers): Pick<Store, OutboxWriting> {
  return {
    enqueue: (item, at) => numbers.ours(enqueue(db, item, at)),
    // oxlint-disable-next-line max-params -- reads as a sentence: move id from, to
    moveOutbox: (id, from, to, change, at) =>
      moveOutbox(db, {id: numbers.toTheirs(id), from, to, change}, at),
    withdraw: ({id, state}, draft, at) => withdraw(db, {id: numbers.toTheirs(id), state}, draft, at),
  };
}

type Writing = Exclude<
  keyof Store,
  | Reading
  | keyof DeskReading
  | keyof DeskWriting
  | OutboxReading
  | OutboxWriting
  | keyof RankedList
  | 'accounts'
  | 'version'
  | 'close'
>;

function writing(db: Database, now: () => number): Pick<Store, Writing> {
  return {
    indexParts: (most) => indexParts(db, most),
    takeChanges: () => takeChanges(db),
    putNotices: (found, at, options) => putNotices(db, found, at, options),
    putFullNotice: (id, notice, at) => putFullNotice(db, id, notice, at),
    takeNotices: () => takeNotices(db),
    markNoticesSeen: (ids, at) => markNoticesSeen(db, ids, at),
    putSummaries: (summaries, at, options) => putSummaries(db, summaries, at, options),
    putTicket: (ticket, raw, at) => putTicket(db, ticket, raw, at),
    forgetOrders: () =>
      forgetOrders(
        db,
        [ORDERS_LIST, ASIDE_NAMES.orders].map((name) => metaName(name)),
      ),
    putNegotiations: (ticketId, list, times) => putNegotiations(db, ticketId, list, times),
    takeDeadlines: (at, until) => takeDeadlines(db, at, until),
    putEmail: (ticketId, emailId, body, at) => putEmail(db, {ticketId, emailId, body}, at),
    markTried: (id, at) => markTried(db, id, at),
    track: (ids, by, at) => track(db, ids, by, at),
    untrack: (ids) => untrack(db, ids),
    setUser: (userName) => setUser(db, userName),
    markSeen: (ticketId, keys, at) => markSeen(db, ticketId, keys, at),
    markUnseen: (ticketId, keys) => markUnseen(db, ticketId, keys, now()),
    saveDraft: draftSaver(db, now),
    changeMeta: (name, change) => changeMeta(db, `user.${name}`, change),
    setMeta: (name, value, ticketId) => writeMeta(db, metaName(name, ticketId), value),
    tryLease: (name, owner, ttlMs, time) => tryLease(db, {name, owner, ttlMs}, time),
    releaseLease: (name, owner) => releaseLease(db, name, owner),
  };
}
