import type {Overview, ViewCounts} from '../../domain/records.ts';

/** Of no account. */
export const NO_COUNTS: ViewCounts = {
  open: 0,
  action: 0,
  unread: 0,
  mine: 0,
  snoozed: 0,
  all: 0,
  drafts: 0,
  outbox: 0,
};

/** The counts of two together. */
export function added(one: ViewCounts, other: ViewCounts): ViewCounts {
  return {
    open: one.open + other.open,
    action: one.action + other.action,
    unread: one.unread + other.unread,
    mine: one.mine + other.mine,
    snoozed: one.snoozed + other.snoozed,
    all: one.all + other.all,
    drafts: one.drafts + other.drafts,
    outbox: one.outbox + other.outbox,
  };
}

/** The same of the overview. */
export function addedOverview(one: Overview, other: Overview): Overview {
  const statuses = new Map<string | undefined, number>();
  for (const {status, count} of [...one.statuses, ...other.statuses])
    statuses.set(status, count + (statuses.get(status) ?? 0));
  return {
    statuses: [...statuses]
      .map(([status, count]) => ({status, count}))
      .toSorted((a, b) => b.count - a.count || ((a.status ?? '') < (b.status ?? '') ? -1 : 1)),
    ages: one.ages.map((count, range) => count + (other.ages[range] ?? 0)),
    arrivals: one.arrivals.map((count, range) => count + (other.arrivals[range] ?? 0)),
    orders: [...one.orders, ...other.orders],
  };
}
