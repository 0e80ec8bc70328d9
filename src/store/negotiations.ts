import {deadlineOf, type Negotiation, type StoredNegotiations} from '../domain/orders/negotiation.ts';
import type {Millis} from '../domain/records.ts';
import {keyOf} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';

/** Stands in the column where nothing runs out: behind every time. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** A ticket that waits for the customer, whose questions are to be read. */
export type AskedTicket = {readonly id: string; readonly readAt: Millis | undefined};

/** Times in milliseconds since 1970: of the reading, and from when on it is to be read again. */
export type ReadTimes = {readonly at: Millis; readonly nextAt: Millis};

const PUT = `
INSERT INTO negotiations (key, list, read_at, next_at, newest)
SELECT key, ?2, ?3, ?4, newest FROM tickets WHERE key = ?1 AND turn = 0
ON CONFLICT (key) DO UPDATE SET list = excluded.list, read_at = excluded.read_at, next_at = excluded.next_at,
  newest = excluded.newest`;

/** Stores what an order asks; false where that is what was known, or where the ticket no longer waits for the customer. */
export function putNegotiations(
  db: Database,
  ticketId: string,
  list: readonly Negotiation[],
  {at, nextAt}: ReadTimes,
): boolean {
  const key = keyOf(db, ticketId);
  if (key === undefined) return false;
  const json = JSON.stringify(list);
  const before = db.get<{list: string}>('SELECT list FROM negotiations WHERE key = ?', key)?.list ?? '[]';
  // When it was read is shown nowhere: no screen is drawn anew for that.
  if (before === json) {
    quietTime(db).until = 0;
    return db.note(() => db.run(PUT, key, json, at, nextAt).changes < 0);
  }
  return db.write(() => {
    if (db.run(PUT, key, json, at, nextAt).changes === 0) return false;
    db.run('UPDATE tickets SET deadline = ? WHERE key = ?', deadlineOf(list) ?? NO_DEADLINE, key);
    return true;
  });
}

/**
 * Removes the stored questions if the ticket no longer waits for the customer. Call it inside the transaction that
 * stores that.
 */
export function dropNegotiations(db: Database, key: number): void {
  if (db.run('DELETE FROM negotiations WHERE key = ?', key).changes === 0) return;
  db.run('UPDATE tickets SET deadline = ? WHERE key = ?', NO_DEADLINE, key);
}

const DUE = `
SELECT t.id, n.read_at FROM tickets AS t INDEXED BY open_by_attention LEFT JOIN negotiations AS n USING (key)
WHERE t.final = 0 AND t.attention = 0 AND t.fetched_at IS NOT NULL
  AND (n.key IS NULL OR n.next_at <= ?1 OR n.read_at > ?1 OR n.newest <> t.newest)
ORDER BY n.read_at IS NOT NULL, t.deadline, t.newest LIMIT ?2`;

/**
 * From when until when nothing is due while nobody changes the database: the poller asks often, but the database is
 * searched once.
 */
function quietTime(db: Database): {from: Millis; until: Millis} {
  return db.remember('nothing to ask', () => ({from: 0, until: 0}));
}

/** Tickets that wait for the customer and were never asked about, or not since they changed, or not for long; those first. */
export function askedTickets(db: Database, now: Millis, limit: number): readonly AskedTicket[] {
  const quiet = quietTime(db);
  if (now >= quiet.from && now < quiet.until) return [];
  const rows = db.all<{id: string; read_at: number | null}>(DUE, now, limit);
  if (rows.length === 0) {
    quiet.from = now;
    quiet.until =
      db.get<{next: number | null}>('SELECT min(next_at) AS next FROM negotiations')?.next ??
      Number.POSITIVE_INFINITY;
  }
  return rows.map(({id, read_at: readAt}) => ({id, readAt: readAt ?? undefined}));
}

/** From the column; its texts were made safe before they were stored. Undefined where nothing waits. */
export function parseNegotiations(
  json: string | null,
  readAt: number | null,
): StoredNegotiations | undefined {
  try {
    const list: unknown = JSON.parse(json ?? '[]');
    if (!Array.isArray(list) || list.length === 0) return undefined;
    return {list: list as readonly Negotiation[], readAt: readAt ?? 0};
  } catch {
    return undefined;
  }
}

// CROSS JOIN: from the few tickets with questions, not from all.
const RUNNING_OUT = `
SELECT t.id, t.deadline FROM negotiations AS n CROSS JOIN tickets AS t USING (key)
WHERE t.deadline > ?1 AND t.deadline <= ?2 AND coalesce(n.told_for, 0) <> t.deadline ORDER BY t.deadline`;

/** Tickets whose deadline comes before `until`; each deadline is given once, to whichever process asks first. */
export function takeDeadlines(
  db: Database,
  now: Millis,
  until: Millis,
): readonly {readonly id: string; readonly at: Millis}[] {
  if (db.get(RUNNING_OUT, now, until) === undefined) return [];
  return db.write(() => {
    const rows = db.all<{id: string; deadline: number}>(RUNNING_OUT, now, until);
    for (const {id, deadline} of rows)
      db.run(
        'UPDATE negotiations SET told_for = ? WHERE key = (SELECT key FROM tickets WHERE id = ?)',
        deadline,
        id,
      );
    return rows.map(({id, deadline}) => ({id, at: deadline}));
  });
}
