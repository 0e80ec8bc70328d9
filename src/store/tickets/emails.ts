import type {EmailDetails} from '../../domain/ticket.ts';
import {keyOf} from './aliases.ts';
import type {Database} from '../database/database.ts';
import {putEmailDocument} from './documents.ts';
import {parseEmail, parseMailText} from './ticket-json.ts';
import type {Millis, ReadBody, TimelineTexts} from '../../domain/records.ts';

const PUT = `INSERT INTO emails (id, key, email, fetched_at, text, text_form) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET key = excluded.key, email = excluded.email, fetched_at = excluded.fetched_at,
    text = excluded.text, text_form = excluded.text_form`;

/** Grows when bodies become another text than before: those of earlier forms are made again. */
const TEXT_FORM = 1;

export type ReadEmail = {readonly ticketId: string; readonly emailId: string; readonly body: ReadBody};

export function putEmail(db: Database, {ticketId, emailId, body}: ReadEmail, at: Millis): void {
  db.write(() => {
    const key = keyOf(db, ticketId);
    db.run(PUT, emailId, key ?? null, JSON.stringify(body.email), at, JSON.stringify(body.text), TEXT_FORM);
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

const MISSING = `SELECT json_extract(mail.value, '$.id') AS id
  FROM details, json_each(details.ticket, '$.emails') AS mail
  LEFT JOIN emails AS e ON e.id = json_extract(mail.value, '$.id') AND e.text_form = ?
  WHERE details.key = ? AND e.id IS NULL ORDER BY mail.key DESC`;

/** Ids of a ticket's e-mails whose text is not there yet, newest first. */
export function missingEmails(db: Database, ticketId: string): readonly string[] {
  const key = keyOf(db, ticketId);
  // A damaged ticket is no JSON, and is read again soon.
  const isSound = 'SELECT 1 AS found FROM details WHERE key = ? AND json_valid(ticket)';
  if (key === undefined || db.get(isSound, key) === undefined) return [];
  return db.all<{id: string}>(MISSING, TEXT_FORM, key).map(({id}) => id);
}

type TextRow = {id: string; text: string};
type FileRow = {item: string; at: number};

/** What a ticket's timeline shows beside the ticket: bodies of e-mails, and when files became known. */
export function timelineTexts(db: Database, ticketId: string): TimelineTexts {
  const key = keyOf(db, ticketId);
  if (key === undefined) return {mails: new Map(), fileTimes: new Map()};
  const texts = db.all<TextRow>(
    'SELECT id, text FROM emails WHERE key = ? AND text_form = ?',
    key,
    TEXT_FORM,
  );
  const files = db.all<FileRow>(
    "SELECT item, min(at) AS at FROM changes WHERE key = ? AND item LIKE 'file:%' GROUP BY item",
    key,
  );
  const mails = texts.flatMap(({id, text}) => {
    const mail = parseMailText(text);
    return mail === undefined ? [] : [[id, mail] as const];
  });
  return {mails: new Map(mails), fileTimes: new Map(files.map(({item, at}) => [item, at]))};
}
