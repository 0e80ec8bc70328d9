import {closeSync, existsSync, openSync, renameSync, rmSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import type {Database, SqlValue} from './database.ts';

type Rescued = {readonly db: Database; readonly notice: StoreNotice};

/** The tables that hold what this person wrote or asked for; all else comes back from the service. */
const TABLES = ['drafts', 'outbox', 'tracks', 'remarks', 'snoozes'] as const;

/** Leaves word for the next start: damage that shows up in the midst of work cannot be mended then. */
export function markDamaged(file: string): void {
  try {
    closeSync(openSync(markOf(file), 'a', 0o600));
  } catch {
    // The error that brought us here is being told already.
  }
}

export function isMarkedDamaged(file: string): boolean {
  return existsSync(markOf(file));
}

function markOf(file: string): string {
  return `${file}.is-damaged`;
}

/**
 * Moves a damaged database out of the way, opens a new one, and copies into it what can still be
 * read of drafts, outbox and tracked ids.
 */
export function setAsideAndRescue(file: string, open: () => Database): Rescued {
  const movedTo = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, movedTo + suffix);
  }
  rmSync(markOf(file), {force: true});
  const db = open();
  const copied = rescue(movedTo, db);
  return {db, notice: noticeOf(file, movedTo, copied)};
}

type Copied = Readonly<Record<(typeof TABLES)[number], number>>;

function rescue(from: string, db: Database): Copied {
  const copied = {drafts: 0, outbox: 0, tracks: 0, remarks: 0, snoozes: 0};
  let source: DatabaseSync | undefined;
  try {
    source = new DatabaseSync(from);
    for (const table of TABLES) copied[table] = copyTable(source, db, table);
  } catch {
    // Nothing of it can be read; the notice says so.
  } finally {
    source?.close();
  }
  return copied;
}

/** Reads from both ends, so that one broken page in the middle costs only what is on it. */
function copyTable(source: DatabaseSync, db: Database, table: string): number {
  let copied = 0;
  for (const direction of ['ASC', 'DESC']) {
    const order = table === 'outbox' || table === 'drafts' ? 'rowid' : '1';
    try {
      for (const row of source.prepare(`SELECT * FROM ${table} ORDER BY ${order} ${direction}`).iterate()) {
        copied += insert(db, table, row);
      }
      return copied;
    } catch {
      // The broken page: go on from the other end.
    }
  }
  return copied;
}

function insert(db: Database, table: string, row: Readonly<Record<string, SqlValue>>): number {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  const sql = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${marks})`;
  return db.write(() => db.run(sql, ...Object.values(row)).changes, 'full');
}

function noticeOf(file: string, movedTo: string, {drafts, outbox}: Copied): StoreNotice {
  const kept =
    drafts + outbox === 0
      ? 'No drafts or outbox items were found in it'
      : `Kept from it: ${drafts} drafts, ${outbox} outbox items`;
  const message = `The database ${file} was damaged. It is now ${movedTo}; a new one is being filled from the service. ${kept}.`;
  return {message, movedTo, drafts, outbox};
}

export type StoreNotice = {
  readonly message: string;
  /** Where the damaged file is now. */
  readonly movedTo: string;
  readonly drafts: number;
  readonly outbox: number;
};
