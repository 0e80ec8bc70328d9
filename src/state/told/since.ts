import type {Draft, Millis, OutboxItem, TicketRow} from '../../domain/records.ts';
import {shownNotices} from '../../domain/notices/notice-choice.ts';
import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import {isOrderKind} from '../../domain/orders/other-orders.ts';
import {isFinal, KNOWN_STATUSES} from '../../domain/ticket.ts';
import {toldChanges, type Change} from './told-changes.ts';
import type {Store} from '../../store/store.ts';

/** A ticket, and what became new in it, the latest last. */
export type SinceTicket = {readonly row: TicketRow; readonly changes: readonly Change[]};

/** What happened since somebody was here last. No ticket stands in two of the lists. */
export type SinceReport = {
  readonly since: Millis;
  /** It is this side's turn, whether something is new in it or not. */
  readonly waiting: readonly SinceTicket[];
  /** Resolved, closed or cancelled since then. */
  readonly resolved: readonly SinceTicket[];
  readonly news: readonly SinceTicket[];
  /** Orders that are no tickets in which something is new. */
  readonly orders: readonly SinceTicket[];
  /** Notices of the sites that are new or were changed since then, what matters most first. */
  readonly notices: readonly StoredNotice[];
  readonly drafts: readonly Draft[];
  /** Written here, and not known to have been sent. */
  readonly unsent: readonly OutboxItem[];
};

/** More nobody reads. */
const MOST = 200;
const ENDED = new Set(['RESOLVED', 'CLOSED', 'CANCELLED']);

type SinceStore = Pick<Store, 'changesSince' | 'notices' | 'ticket' | 'row' | 'page' | 'drafts' | 'outbox'>;

/** Puts together what became known on this machine after `since`. */
export function sinceReport(store: SinceStore, since: Millis, now: Millis): SinceReport {
  const changes = Map.groupBy(toldChanges(store, store.changesSince(since)), ({id}) => id);
  const changesOf = (id: string) => changes.get(id) ?? [];
  const filter = {turns: ['us'], notStatuses: KNOWN_STATUSES.filter(isFinal), snoozed: false} as const;
  const waiting = store.page({filter, sort: 'attention'}, 0, MOST);
  const isWaiting = new Set(waiting.map(({id}): string => id));
  const others = [...changes]
    .filter(([id]) => !isWaiting.has(id))
    .flatMap(([id, own]): SinceTicket[] => {
      const row = store.row(id);
      return row === undefined ? [] : [{row, changes: own}];
    })
    .toSorted((one, other) => (other.row.updatedAt ?? 0) - (one.row.updatedAt ?? 0))
    .slice(0, MOST);
  const tickets = others.filter((one) => !isOrder(one));
  return {
    since,
    waiting: waiting.map((row) => ({row, changes: changesOf(row.id)})),
    resolved: tickets.filter(hasEnded),
    news: tickets.filter((ticket) => !hasEnded(ticket)),
    orders: others.filter(isOrder),
    notices: shownNotices(store.notices(), now).filter(({changedAt}) => changedAt > since),
    drafts: store.drafts(),
    unsent: store.outbox(['queued', 'held', 'sending', 'failed', 'unknown']),
  };
}

function isOrder({row}: SinceTicket): boolean {
  return isOrderKind(row.kind);
}

function hasEnded({row, changes}: SinceTicket): boolean {
  return ENDED.has(row.status ?? '') && changes.some(({kind}) => kind === 'status' || kind === 'ticket');
}
