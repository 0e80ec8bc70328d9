import {AppError} from '../../errors.ts';
import type {Database} from './database.ts';
import {indexAll} from '../tickets/documents.ts';
import {
  CHANGES,
  DESK,
  DRAFTS_AND_OUTBOX,
  LEASES,
  MAIL_TEXTS,
  NEGOTIATIONS,
  NOTICES,
  OPEN_COUNTS,
  ORDER_ROWS,
  OTHER_ORDERS,
  READS,
  REMARKS,
  SEARCH,
  TAKE_BACK,
  TICKETS,
  TURNS_SINCE,
  UPDATES,
  WORD_PARTS,
} from './schema.ts';
import {TURNS} from '../tickets/ticket-columns.ts';
import {parseTicket} from '../tickets/ticket-json.ts';
import {turnSince} from '../../domain/ticket/turn-since.ts';

type Migration = {readonly sql: string; readonly after?: (db: Database) => void};

/** Index 0 takes an empty database to version 1, and so on. Never change one that was released: add another. */
const MIGRATIONS: readonly Migration[] = [
  {sql: TICKETS},
  {sql: READS},
  {sql: DRAFTS_AND_OUTBOX},
  {sql: SEARCH, after: indexAll},
  {sql: LEASES},
  {sql: UPDATES},
  {sql: TURNS_SINCE, after: fillTurnsSince},
  {sql: ORDER_ROWS},
  {sql: CHANGES},
  {sql: REMARKS},
  {sql: DESK},
  {sql: MAIL_TEXTS},
  {sql: TAKE_BACK},
  {sql: NOTICES},
  {sql: WORD_PARTS},
  {sql: OTHER_ORDERS},
  {sql: NEGOTIATIONS},
  {sql: OPEN_COUNTS},
];

export const LATEST_VERSION = MIGRATIONS.length;

/** The words for a database that a newer casedeck wrote. */
export function tooNew(file: string, version: number): AppError {
  return new AppError(
    'store',
    `The database ${file} was written by a newer casedeck (its version is ${version}, this one knows ${LATEST_VERSION}).`,
    {hint: 'Update casedeck, or use another profile. The database was left as it is.'},
  );
}

/**
 * Brings the database to the latest version, each step in a transaction of its own; a new database takes all steps in one, as a
 * disk needs long for each. Throws where it is newer.
 */
export function migrate(db: Database, latest: number = LATEST_VERSION): void {
  while (schemaVersion(db) < latest) {
    db.write(() => {
      // Another process may have migrated while this one waited for the lock.
      const version = schemaVersion(db);
      if (version >= latest) return;
      const reached = version === 0 ? latest : version + 1;
      for (const step of MIGRATIONS.slice(version, reached)) {
        db.exec(step.sql);
        step.after?.(db);
      }
      db.exec(`PRAGMA user_version = ${reached}`);
    }, 'full');
  }
  const version = schemaVersion(db);
  if (version > LATEST_VERSION) throw tooNew(db.file, version);
}

export function schemaVersion(db: Database): number {
  return db.get<{user_version: number}>('PRAGMA user_version')?.user_version ?? 0;
}

/** For tickets that an older casedeck stored: what is new in a row follows from the ticket itself. */
function fillTurnsSince(db: Database): void {
  const sql = 'SELECT key, turn, ticket FROM details JOIN tickets USING (key) WHERE final = 0';
  for (const {key, turn, ticket} of db.all<{key: number; turn: number; ticket: string}>(sql)) {
    const read = parseTicket(ticket);
    const since = read === undefined ? undefined : turnSince(read, TURNS[turn] ?? 'nobody');
    if (since !== undefined) db.run('UPDATE tickets SET turn_since = ? WHERE key = ?', since, key);
  }
}
