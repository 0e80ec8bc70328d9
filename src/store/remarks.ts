import {randomUUID} from 'node:crypto';
import type {Millis, Remark} from '../domain/records.ts';
import {idsOf, keyOf, shownId} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {putRemarkDocument, removeRemarkDocument} from './tickets/documents.ts';
import {storedText} from './tickets/ticket-json.ts';

type Row = {id: string; ticket_id: string; by_name: string; text: string; created_at: number};

/** Keeps a private note. Its text was made safe before; the service never gets it. */
export function addRemark(
  db: Database,
  {ticketId, by, text}: Pick<Remark, 'ticketId' | 'by' | 'text'>,
  at: Millis,
): Remark {
  const remark: Remark = {id: randomUUID(), ticketId: shownId(db, ticketId), by, text, createdAt: at};
  putRemark(db, remark);
  return remark;
}

/** One with a known id is replaced. */
function putRemark(db: Database, {id, ticketId, by, text, createdAt}: Remark): void {
  db.write(() => {
    db.run(
      `INSERT INTO remarks (id, ticket_id, by_name, text, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET by_name = excluded.by_name, text = excluded.text`,
      id,
      ticketId,
      by,
      text,
      createdAt,
    );
    const key = keyOf(db, ticketId);
    if (key !== undefined) putRemarkDocument(db, key, id, text);
  }, 'full');
}

/** False where there is none with this id. */
export function removeRemark(db: Database, id: string): boolean {
  return db.write(() => {
    removeRemarkDocument(db, id);
    return db.run('DELETE FROM remarks WHERE id = ?', id).changes > 0;
  });
}

/** The private notes of a ticket, oldest first, whichever of its numbers they were written under. */
export function remarksOf(db: Database, ticketId: string): readonly Remark[] {
  const sql = `SELECT id, ticket_id, by_name, text, created_at FROM remarks
    WHERE ticket_id IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`;
  return db.all<Row>(sql, JSON.stringify(idsOf(db, ticketId))).map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    by: row.by_name,
    text: storedText(row.text),
    createdAt: row.created_at,
  }));
}

/** Puts the private notes of a ticket into the search index; they may have been written before it was known. */
export function indexRemarks(db: Database, key: number): void {
  const id = db.get<{id: string}>('SELECT id FROM tickets WHERE key = ?', key)?.id ?? '';
  for (const {id: remark, text} of remarksOf(db, id)) putRemarkDocument(db, key, remark, text);
}
