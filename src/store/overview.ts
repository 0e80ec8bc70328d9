import type {OrderKind} from '../domain/orders/other-orders.ts';
import type {Database} from './database/database.ts';
import {IS_ORDER} from './list-query.ts';
import {parseIbxs} from './tickets/ticket-json.ts';
import type {Millis, Overview} from '../domain/records.ts';

const STATUSES = `SELECT status, count(*) AS count FROM tickets INDEXED BY open_by_status
  WHERE final = 0 GROUP BY status ORDER BY count DESC, status`;

/**
 * Counts of the overview; see `Store.overview`. No row of a ticket is read: the indexes hold all that is asked for. Orders
 * that are no tickets are few, and taken off.
 */
export function overview(db: Database, ages: readonly Millis[], days: readonly Millis[]): Overview {
  const statuses = db.all<{status: string; count: number}>(STATUSES);
  const orders = db.all<OrderRow>(ORDERS);
  const open = orders.filter(({final}) => final === 0);
  const without = (counts: readonly number[], moments: readonly Millis[], rows: readonly OrderRow[]) =>
    counts.map((count, range) => {
      const [from, to] = [Math.max(1, moments[range] ?? 0), moments[range + 1] ?? 0];
      return count - rows.filter(({created}) => created >= from && created < to).length;
    });
  return {
    statuses: statuses
      .map(({status, count}) => {
        const left = count - open.filter((order) => order.status === status).length;
        return {status: status === '' ? undefined : status, count: left};
      })
      .filter(({count}) => count > 0)
      .toSorted((one, other) => other.count - one.count),
    ages: without(openBetween(db, ages, statuses), ages, open),
    arrivals: without(createdBetween(db, days), days, orders),
    orders: orders.map(({kind, final, ibx}) => ({kind, isOpen: final === 0, ibx: parseIbxs(ibx)})),
  };
}

type OrderRow = {kind: OrderKind; status: string; final: number; created: number; ibx: string};

const ORDERS = `SELECT kind, status, final, created, ibx FROM tickets INDEXED BY only_orders
  WHERE ${IS_ORDER}`;

/**
 * Jumps to each range of each status and reads along it: comparing each ticket with each range would take ten times as
 * long.
 */
function openBetween(
  db: Database,
  moments: readonly Millis[],
  statuses: readonly {readonly status: string}[],
): readonly number[] {
  const list = JSON.stringify(statuses.map(({status}) => status));
  const counted = (range: number) => `sum((SELECT count(*) FROM tickets INDEXED BY open_by_status
    WHERE final = 0 AND status = known.value AND created >= max(1, ?${range + 2}) AND created < ?${range + 3}))`;
  return countRanges(db, moments, [list], (ranges) => {
    return `SELECT ${ranges.map(counted).join(', ')} FROM json_each(?1) AS known`;
  });
}

/** A step to each range, and then along it: old tickets are never touched. */
function createdBetween(db: Database, moments: readonly Millis[]): readonly number[] {
  const counted = (range: number) => `(SELECT count(*) FROM tickets INDEXED BY by_created
    WHERE created >= max(1, ?${range + 1}) AND created < ?${range + 2})`;
  return countRanges(db, moments, [], (list) => `SELECT ${list.map(counted).join(', ')}`);
}

function countRanges(
  db: Database,
  moments: readonly Millis[],
  before: readonly string[],
  sqlOf: (ranges: readonly number[]) => string,
): readonly number[] {
  const ranges = moments.slice(1).map((_, range) => range);
  if (ranges.length === 0) return [];
  const row = db.get<Readonly<Record<string, number | null>>>(sqlOf(ranges), ...before, ...moments) ?? {};
  return Object.values(row).map((count) => count ?? 0);
}
