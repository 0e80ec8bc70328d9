import type {EmailDetails} from '../../domain/ticket.ts';
import {keyOf} from './aliases.ts';
import type {Database} from '../database/database.ts';
import {putEmailDocument} from './documents.ts';
import {parseEmail} from './ticket-json.ts';
import type {Millis, ReadBody} from '../../domain/records.ts';

const PUT = `INSERT INTO emails (id, key, email, fetched_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET key = excluded.key, email = excluded.email, fetched_at = excluded.fetched_at`;

export type ReadEmail = {readonly ticketId: string; readonly emailId: string; readonly body: ReadBody};

export function putEmail(db: Database, {ticketId, emailId, body}: ReadEmail, at: Millis): void {
  db.write(() => {
    const key = keyOf(db, ticketId);
    db.run(PUT, emailId, key ?? null, JSON.stringify(body.email), at);
    if (key !== undefined) putEmailDocument(db, key, emailId, body);
  });
}

export function readEmail(db: Database, emailId: string): EmailDetails | undefined {
  const row = db.get<{email: string}>('SELECT email FROM emails WHERE id = ?', emailId);
  const email = row === undefined ? undefined : parseEmail(row.email);
  // Without the row it is read from the service again.
  if (row !== undefined && email === undefined)
    db.write(() => db.run('DELETE FROM emails WHERE id = ?', emailId));
  return email;
}
