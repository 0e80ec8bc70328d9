import type {Database} from './database/database.ts';
import type {Millis, Overview} from '../domain/records.ts';

const STATUSES = `SELECT status, count(*) AS count FROM tickets INDEXED BY open_by_updated
  WHERE final = 0 GROUP BY status ORDER BY count DESC, status`;

/** Counts of the overview; see `Store.overview`. No row is read: the indexes hold all that is asked for. */
export function overview(db: Database, ages: readonly Millis[], days: readonly Millis[]): Overview {
  const statuses = db.all<{status: string; count: number}>(STATUSES);
  return {
    statuses: statuses.map(({status, count}) => ({status: status === '' ? undefined : status, count})),
    ages: openBetween(db, ages),
    arrivals: createdBetween(db, days),
  };
}

/** One walk over the open tickets, whatever the number of ranges. */
function openBetween(db: Database, moments: readonly Millis[]): readonly number[] {
  const sums = (range: number) => `sum(created >= ?${range + 1} AND created < ?${range + 2})`;
  return countRanges(db, moments, (list) => {
    return `SELECT ${list.map(sums).join(', ')} FROM tickets INDEXED BY open_by_updated WHERE final = 0 AND created > 0`;
  });
}

/** A step to each range, and then along it: old tickets are never touched. */
function createdBetween(db: Database, moments: readonly Millis[]): readonly number[] {
  const counted = (range: number) => `(SELECT count(*) FROM tickets INDEXED BY by_created
    WHERE created >= max(1, ?${range + 1}) AND created < ?${range + 2})`;
  return countRanges(db, moments, (list) => `SELECT ${list.map(counted).join(', ')}`);
}

function countRanges(
  db: Database,
  moments: readonly Millis[],
  sqlOf: (ranges: readonly number[]) => string,
): readonly number[] {
  const ranges = moments.slice(1).map((_, range) => range);
  if (ranges.length === 0) return [];
  const row = db.get<Readonly<Record<string, number | null>>>(sqlOf(ranges), ...moments) ?? {};
  return Object.values(row).map((count) => count ?? 0);
}
