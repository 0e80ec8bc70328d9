import type {Remark} from '../domain/records.ts';
import {idsOf, keyOf, shownId} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {putRemarkDocument, removeRemarkDocument} from './tickets/documents.ts';
import {storedText} from './tickets/ticket-json.ts';

type Row = {id: string; ticket_id: string; by_name: string; text: string; created_at: number};

/** Keeps a private note: its text was made safe before, and the service never gets it. Of another's with the same id nothing changes. */
export function putRemark(db: Database, {id, ticketId, by, text, createdAt}: Remark): void {
  db.write(() => {
    const {changes} = db.run(
      `INSERT INTO remarks (id, ticket_id, by_name, text, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text WHERE by_name = excluded.by_name`,
      id,
      shownId(db, ticketId),
      by,
      text,
      createdAt,
    );
    const key = keyOf(db, ticketId);
    if (changes > 0 && key !== undefined) putRemarkDocument(db, key, id, text);
  }, 'full');
}

/** Which ticket a private note is on; undefined where there is none with this id. */
export function ticketOfRemark(db: Database, id: string): string | undefined {
  return db.get<{ticket_id: string}>('SELECT ticket_id FROM remarks WHERE id = ?', id)?.ticket_id;
}

/** Takes it away; with a name, only where that is who wrote it. */
export function removeRemark(db: Database, id: string, by?: string): void {
  db.write(() => {
    const {changes} = db.run(
      'DELETE FROM remarks WHERE id = ?1 AND by_name = coalesce(?2, by_name)',
      id,
      by ?? null,
    );
    if (changes > 0) removeRemarkDocument(db, id);
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
