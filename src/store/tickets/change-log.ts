import type {Database} from '../database/database.ts';
import {readMeta, writeMeta} from '../meta.ts';
import type {Millis, TicketChange} from '../../domain/records.ts';

/** The item of a ticket that was not known before. */
export const NEW_TICKET = 'ticket';

/** Older entries are dropped: nobody waits that long with reading them. */
const KEPT = 100_000;

const INSERT = 'INSERT INTO changes (key, item, previous_status, at) VALUES (?, ?, ?, ?)';

/** Notes what became new in a ticket. Call it inside the transaction that stores it. */
export function logChange(
  db: Database,
  key: number,
  {items, previousStatus}: Omit<TicketChange, 'id'>,
  at: Millis,
): void {
  let last = 0;
  for (const item of items) {
    const before = item.startsWith('status:') ? (previousStatus ?? null) : null;
    last = db.run(INSERT, key, item, before, at).rowId;
  }
  if (last > KEPT) db.run('DELETE FROM changes WHERE version <= ?', last - KEPT);
}

/** The version of the last entry; 0 where there is none. */
export function lastChange(db: Database): number {
  return db.get<{last: number | null}>('SELECT max(version) AS last FROM changes')?.last ?? 0;
}

type Entry = {id: TicketChange['id']; item: string; previousStatus: string | null};

const AFTER = `
SELECT id, item, previous_status AS previousStatus FROM changes JOIN tickets USING (key)
WHERE version > ? ORDER BY version`;

/** What became new after this version by any process, a ticket at a time, with the status before all of it. */
export function changesAfter(db: Database, version: number): readonly TicketChange[] {
  const tickets = new Map<string, TicketChange>();
  for (const {id, item, previousStatus} of db.all<Entry>(AFTER, version)) {
    const before = tickets.get(id);
    const status = before?.previousStatus ?? previousStatus ?? undefined;
    const items = [...new Set([...(before?.items ?? []), item])];
    tickets.set(id, {id, items, ...(status === undefined ? {} : {previousStatus: status})});
  }
  return [...tickets.values()];
}

/** The same after that time. */
export function changesSince(db: Database, at: Millis): readonly TicketChange[] {
  const sql = 'SELECT version FROM changes WHERE at <= ? ORDER BY version DESC LIMIT 1';
  return changesAfter(db, db.get<{version: number}>(sql, at)?.version ?? 0);
}

const TAKEN = 'changes.taken';

/** What became new since some process on this database took the news last: each is taken once. */
export function takeChanges(db: Database): readonly TicketChange[] {
  if (takenUntil(db) >= lastChange(db)) return [];
  return db.write(() => {
    const changes = changesAfter(db, takenUntil(db));
    writeMeta(db, TAKEN, String(lastChange(db)));
    return changes;
  });
}

function takenUntil(db: Database): number {
  return Number(readMeta(db, TAKEN) ?? 0);
}

/** Two rows turned out to be one ticket, which is new only if both were. */
export function mergeChanges(db: Database, into: number, from: number): void {
  const sql = 'SELECT count(DISTINCT key) AS count FROM changes WHERE key IN (?, ?) AND item = ?';
  if (db.get<{count: number}>(sql, into, from, NEW_TICKET)?.count === 1)
    db.run('DELETE FROM changes WHERE key IN (?, ?) AND item = ?', into, from, NEW_TICKET);
  db.run('UPDATE changes SET key = ? WHERE key = ?', into, from);
}
