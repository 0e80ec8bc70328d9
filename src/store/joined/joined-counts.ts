import type {Overview, ViewCounts} from '../../domain/records.ts';

/** The counts of two together. */
export function added(one: ViewCounts, other: ViewCounts): ViewCounts {
  const sums = Object.entries(one).map(([view, count]) => [view, count + other[view as keyof ViewCounts]]);
  return Object.fromEntries(sums) as ViewCounts;
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
