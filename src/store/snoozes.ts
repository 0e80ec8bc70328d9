import type {Millis, Snooze} from '../domain/records.ts';
import {idsOf, shownId} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';

/** Stands in the column for "until something new comes". */
const UNTIL_NEWS = 0;

/** Puts a ticket out of sight until a time or until news; undefined brings it back. */
export function setSnooze(db: Database, ticketId: string, snooze: Snooze | undefined): void {
  db.write(() => {
    for (const id of idsOf(db, ticketId)) db.run('DELETE FROM snoozes WHERE ticket_id = ?', id);
    if (snooze === undefined) return;
    const sql = 'INSERT INTO snoozes (ticket_id, until, since, by_name) VALUES (?, ?, ?, ?)';
    db.run(sql, shownId(db, ticketId), snooze.until ?? UNTIL_NEWS, snooze.since, snooze.by);
  });
}

/** How long a ticket is out of sight; undefined: it is not. */
export function snoozeOf(db: Database, ticketId: string): Snooze | undefined {
  const sql = `SELECT until, since, by_name FROM snoozes
    WHERE ticket_id IN (SELECT value FROM json_each(?)) ORDER BY since DESC LIMIT 1`;
  const row = db.get<{until: number; since: number; by_name: string}>(
    sql,
    JSON.stringify(idsOf(db, ticketId)),
  );
  if (row === undefined) return undefined;
  return {until: row.until === UNTIL_NEWS ? undefined : row.until, since: row.since, by: row.by_name};
}

/** Ends those whose time has come; the numbers of the tickets that are back. */
export function endSnoozes(db: Database, now: Millis): readonly string[] {
  const due = 'until > 0 AND until <= ?';
  if (db.get(`SELECT 1 AS found FROM snoozes WHERE ${due}`, now) === undefined) return [];
  return db.write(() => {
    const rows = db.all<{ticket_id: string}>(`SELECT ticket_id FROM snoozes WHERE ${due}`, now);
    db.run(`DELETE FROM snoozes WHERE ${due}`, now);
    return rows.map(({ticket_id: id}) => shownId(db, id));
  });
}

/** News brings a ticket back, however long it was snoozed. Call it inside the transaction that stores the news. */
export function endSnoozeOf(db: Database, key: number): void {
  db.run('DELETE FROM snoozes WHERE ticket_id IN (SELECT id FROM aliases WHERE key = ?)', key);
}
