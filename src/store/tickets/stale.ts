import type {Millis} from '../../domain/records.ts';
import type {Database} from '../database/database.ts';
import {IS_ORDER} from '../list-query.ts';

export type StaleQuery = {readonly before: Millis; readonly now: Millis | undefined; readonly limit: number};

const IS_ACTION = "(status = 'ACTION_REQUIRED')";

const TRACKED = `SELECT id FROM tracks
  WHERE coalesce(tried_at, 0) < ? AND NOT EXISTS (SELECT 1 FROM aliases WHERE aliases.id = tracks.id)
  ORDER BY coalesce(tried_at, 0), id LIMIT ?`;

/** One sort alone: the index has them in this order, so that of 100,000 open tickets few are looked at. */
function dueSql(sort: string, range: '<' | '>'): string {
  return `SELECT id FROM tickets INDEXED BY open_by_due
    WHERE final = 0 AND ${sort} AND due ${range} ? ORDER BY due, id LIMIT ?`;
}

/**
 * Open tickets whose details are older than `before` (milliseconds since 1970) or, where `now` is given, from after it,
 * and tracked ids that were never read: first what waits for the customer, last orders that are no tickets.
 */
export function stale(db: Database, {before, now, limit}: StaleQuery): readonly string[] {
  const found = new Set<string>();
  const add = (sql: string, time: Millis) => {
    if (found.size >= limit) return;
    for (const {id} of db.all<{id: string}>(sql, time, limit)) if (found.size < limit) found.add(id);
  };
  const addDue = (sort: string) => {
    add(dueSql(sort, '<'), before);
    // A clock that ran ahead has written these.
    if (now !== undefined) add(dueSql(sort, '>'), now);
  };
  addDue(`${IS_ACTION} = 1 AND NOT ${IS_ORDER}`);
  add(TRACKED, before);
  addDue(`${IS_ACTION} = 0 AND NOT ${IS_ORDER}`);
  addDue(`${IS_ACTION} IN (1, 0) AND ${IS_ORDER}`);
  return [...found];
}
