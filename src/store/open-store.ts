import {changesAfter, changesSince, lastChange, takeChanges} from './tickets/change-log.ts';
import {bound, type Database} from './database/database.ts';
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
import {overview} from './overview.ts';
import {markSeen, markUnseen} from './tickets/reads.ts';
import {endSnoozes} from './snoozes.ts';
import {deskReading, deskWriting} from './desk/desk-store.ts';
import type {DeskOwner} from './desk/desk-ops.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {search} from './search/search.ts';
import {indexParts, waitingParts} from './search/word-parts.ts';
import {ibxs} from './tickets/ticket-columns.ts';
import {readTicket} from './tickets/read-ticket.ts';
import {forgetOrders} from './tickets/forget-orders.ts';
import {ASIDE_NAMES, asideState, asideTrouble} from '../domain/aside-state.ts';
import {ORDERS_LIST} from '../domain/orders/other-orders.ts';
import {stale} from './tickets/stale.ts';
import {knownUpdated, markTried, putSummaries, putTicket} from './tickets/tickets.ts';
import {track, tracked, untrack} from './tracks.ts';
import type {Store} from './store.ts';
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
    ...mending(db, {...bound(db, {places, rowsFrom, between, placeIn}), version: () => db.version()}),
    accounts: () => (options.account === undefined ? [] : [options.account]),
    close: () => db.close(),
  };
}

/**
 * Work that meets damage is done again if the database could be repaired. With `settle`, nothing is done before it is
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

function reading(db: Database, owner: DeskOwner, now: () => number) {
  return {
    ...bound(db, {rows, count, positionOf, placeOf, counts, overview, ibxs, row, knownUpdated, askedTickets}),
    ...bound(db, {
      lastChange,
      changesAfter,
      changesSince,
      missingEmails,
      timelineTexts,
      tracked,
      draft,
      drafts,
    }),
    ...bound(db, {search, waitingParts, notices: readNotices, noticesAfter, lastNotice}),
    ...({
      page: (query, skip, limit) => rowsFrom(db, query, {skip}, limit),
      ticket(id, shown) {
        const read = () => readTicket(db, id, {me: owner.me, now: now(), shown});
        // A notice begins and ends at a time.
        const name = `${Math.floor(now() / MINUTE)} ${id}`;
        return shown === undefined ? db.recall({kind: 'ticket', name, most: TICKETS_KEPT}, read) : read();
      },
      stale: (before, limit, time) => stale(db, {before, limit, now: time}),
      user: () => readMeta(db, 'user'),
      email: (_ticketId, emailId) => readEmail(db, emailId),
      meta: (name, ticketId) => readMeta(db, metaName(name, ticketId)),
      troubleOf: (aside) =>
        asideTrouble(aside, asideState({meta: (name) => readMeta(db, metaName(name))}, aside)),
    } satisfies Partial<Store>),
  };
}

const MINUTE = 60_000;
/** The one under the cursor and the one beside the list, asked for by each part of the screen. */
const TICKETS_KEPT = 2;

function metaName(name: string, ticketId?: string): string {
  return ticketId === undefined ? `user.${name}` : `user.${name}.${ticketId}`;
}

function outboxReading(
  db: Database,
  numbers: OutboxNumbers,
): Pick<Store, 'outbox' | 'outboxItem' | 'outboxOf'> {
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

function outboxWriting(
  db: Database,
  numbers: OutboxNumbers,
): Pick<Store, 'enqueue' | 'moveOutbox' | 'withdraw'> {
  return {
    enqueue: (item, at) => numbers.ours(enqueue(db, item, at)),
    // oxlint-disable-next-line max-params -- reads as a sentence: move id from, to
    moveOutbox: (id, from, to, change, at) =>
      moveOutbox(db, {id: numbers.toTheirs(id), from, to, change}, at),
    withdraw: ({id, state}, draft, at) => withdraw(db, {id: numbers.toTheirs(id), state}, draft, at),
  };
}

function writing(db: Database, now: () => number) {
  return {
    ...bound(db, {indexParts, takeChanges, putNotices, putFullNotice, takeNotices, markNoticesSeen}),
    ...bound(db, {putSummaries, putTicket, putNegotiations, takeDeadlines, markTried, track, untrack}),
    ...bound(db, {setUser, markSeen, releaseLease}),
    ...({
      forgetOrders: () =>
        forgetOrders(
          db,
          [ORDERS_LIST, ASIDE_NAMES.orders].map((name) => metaName(name)),
        ),
      putEmail: (ticketId, emailId, body, at) => putEmail(db, {ticketId, emailId, body}, at),
      markUnseen: (ticketId, keys) => markUnseen(db, ticketId, keys, now()),
      saveDraft: draftSaver(db, now),
      changeMeta: (name, change) => changeMeta(db, `user.${name}`, change),
      setMeta: (name, value, ticketId) => writeMeta(db, metaName(name, ticketId), value),
      tryLease: (name, holder, ttlMs, time) => tryLease(db, {name, owner: holder, ttlMs}, time),
    } satisfies Partial<Store>),
  };
}

/**
 * The numbers by which this process knows the items of the outbox. They stay the same when it continues with another
 * database, in which an item may have another number.
 */
class OutboxNumbers {
  /** Of items that have another number there, by ours. */
  #there = new Map<number, number>();
  #here = new Map<number, number>();

  /** Takes in which items got another number, by the one in the database so far. */
  renumber(changed: ReadonlyMap<number, number>): void {
    const next = new Map(this.#there);
    for (const [before, now] of changed) next.set(this.toOurs(before), now);
    this.#there = next;
    this.#here = new Map([...next].map(([ours, theirs]) => [theirs, ours]));
  }

  /** The number in the database. */
  toTheirs(ours: number): number {
    return this.#there.get(ours) ?? follow(this.#here, ours);
  }

  toOurs(theirs: number): number {
    return this.#here.get(theirs) ?? follow(this.#there, theirs);
  }

  ours(item: OutboxItem): OutboxItem {
    const id = this.toOurs(item.id);
    return id === item.id ? item : {...item, id};
  }
}

/** A number that another item has now leads on to the number that replaced it. */
function follow(steps: ReadonlyMap<number, number>, from: number): number {
  let at = from;
  for (let next = steps.get(at); next !== undefined; next = steps.get(at)) at = next;
  return at;
}
