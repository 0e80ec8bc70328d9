import type {DatabaseSync} from 'node:sqlite';
import {SEARCHES} from '../../domain/saved-search.ts';
import type {DraftKind} from '../../domain/records.ts';
import {draft, endOfDraft, putChange} from '../drafts.ts';
import {refreshFlagsOf} from '../flags.ts';
import type {Database, SqlValue} from './database.ts';

/** How many of each were taken over from another database. */
export type OwnTexts = {
  readonly drafts: number;
  /** Items of the outbox that are not sent. */
  readonly outbox: number;
  /** Items that got another number here, by their number there. */
  readonly renumbered: ReadonlyMap<number, number>;
};

/** What of `meta` somebody wrote: next steps for the hand-over, and saved searches. */
const OWN_META = `SELECT * FROM meta WHERE name = 'user.${SEARCHES}' OR name GLOB 'user.next-step.*'`;

/**
 * The user's own data besides drafts and writes: followed ids, private notes, snoozes, claims, changes for the team's
 * desk.
 */
const PLAIN = ['tracks', 'remarks', 'snoozes', 'claims', 'desk_ops'] as const;

type Row = Readonly<Record<string, SqlValue>>;

/** What this person wrote or asked for, as it stands in a database, and the last numbers that were given there. */
export type OwnRows = {
  readonly drafts: readonly Row[];
  readonly outbox: readonly Row[];
  /** Rows of {@link PLAIN}, of which each stands for itself. */
  readonly others: ReadonlyMap<string, readonly Row[]>;
  readonly numbers: ReadonlyMap<string, number>;
};

/** As far as it can be read. */
export function readOwnTexts(source: DatabaseSync): OwnRows {
  return {
    drafts: rowsOf(source, 'drafts', 'rowid').map((row) => withEnd(source, row)),
    outbox: rowsOf(source, 'outbox', 'id'),
    others: new Map([
      ...PLAIN.map((table) => [table, rowsOf(source, table, '1')] as const),
      ['meta', readable(() => source.prepare(OWN_META).all(), [])],
    ]),
    numbers: new Map(['outbox', 'changes'].map((table) => [table, lastNumber(source, table)])),
  };
}

/**
 * Copies the user's own data (drafts, outbox and the rest) from another database; all else is read again from the
 * service. What is here already stays: of one item the later state, of two different texts both.
 */
export function takeOwnTexts({drafts, outbox, others, numbers}: OwnRows, db: Database): OwnTexts {
  const renumbered = new Map<number, number>();
  const counts = {drafts: 0, outbox: 0};
  db.write(() => {
    for (const row of drafts) counts.drafts += takeDraft(db, row);
    for (const row of outbox) counts.outbox += takeItem(db, row, renumbered);
    for (const [table, rows] of others) for (const row of rows) insert(db, table, row);
    for (const [table, last] of numbers) goOnNumbering(db, table, last);
    for (const id of new Set([...drafts, ...outbox].map((row) => wordOf(row, 'ticket_id'))))
      refreshFlagsOf(db, id);
  }, 'full');
  return {...counts, renumbered};
}

/** Reads from both ends, so that a broken page in the middle costs only the rows on it. */
function rowsOf(source: DatabaseSync, table: string, order: string): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const direction of ['ASC', 'DESC']) {
    try {
      const statement = source.prepare(`SELECT * FROM ${table} ORDER BY ${order} ${direction}`);
      for (const row of statement.iterate()) rows.set(JSON.stringify(row), row);
      break;
    } catch {
      // The broken page: go on from the other end.
    }
  }
  return [...rows.values()];
}

/** With the end of a long text, which stands elsewhere. */
function withEnd(source: DatabaseSync, row: Row): Row {
  const key = {ticketId: wordOf(row, 'ticket_id'), kind: wordOf(row, 'kind') as DraftKind};
  const statement = 'SELECT value FROM meta WHERE name = ?';
  const read = (name: string) =>
    wordOf(readable(() => source.prepare(statement).get(name), undefined) ?? {}, 'value');
  const end = endOfDraft(read, key);
  return end === '' ? row : {...row, text: wordOf(row, 'text') + end};
}

function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** A damaged database may hold anything in any column. */
function wordOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

function insert(db: Database, table: string, row: Row): number {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  const sql = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${marks})`;
  return db.run(sql, ...Object.values(row)).changes;
}

function takeDraft(db: Database, row: Row): number {
  if (insert(db, 'drafts', row) > 0) return 1;
  const [ticketId, kind] = [wordOf(row, 'ticket_id'), wordOf(row, 'kind') as DraftKind];
  const here = draft(db, ticketId, kind);
  const text = wordOf(row, 'text');
  if (here === undefined || here.text.includes(text)) return 0;
  const both = Number(row['updated_at']) > here.updatedAt ? [text, here.text] : [here.text, text];
  const joined = text.includes(here.text) ? text : both.join('\n\n');
  putChange(db, {ticketId, kind, text: joined, updatedAt: here.updatedAt}, here.updatedAt);
  return 1;
}

const SAME_ITEM =
  'SELECT id, updated_at FROM outbox WHERE kind = ? AND ticket_id = ? AND text = ? AND created_at = ?';
const DONE = new Set(['sent', 'withdrawn']);

/** An item is recognised by its text and when it was queued, because its number may belong to another item here. */
function takeItem(db: Database, row: Row, renumbered: Map<number, number>): number {
  const {kind = '', ticket_id: ticketId = '', text = '', created_at: createdAt = 0} = row;
  const old = Number(row['id']);
  const here = db.get<{id: number; updated_at: number}>(SAME_ITEM, kind, ticketId, text, createdAt);
  if (here === undefined) {
    const {id: _taken, ...rest} = row;
    const isFree = insert(db, 'outbox', row) > 0;
    if (!isFree) {
      insert(db, 'outbox', rest);
      renumbered.set(old, db.get<{id: number}>('SELECT max(id) AS id FROM outbox')?.id ?? old);
    }
    return DONE.has(wordOf(row, 'state')) ? 0 : 1;
  }
  if (here.id !== old) renumbered.set(old, here.id);
  if (Number(row['updated_at']) <= here.updated_at) return 0;
  const names = Object.keys(row).filter((name) => name !== 'id');
  const sql = `UPDATE outbox SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
  db.run(sql, ...names.map((name) => row[name] ?? null), here.id);
  return 0;
}

/** Code that remembers numbers of the other database must never see them with another meaning. */
function goOnNumbering(db: Database, table: string, last: number): void {
  if (last === 0) return;
  const sql = 'UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?';
  if (db.run(sql, last, table).changes === 0)
    db.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, last);
}

function lastNumber(source: DatabaseSync, table: string): number {
  const sql = 'SELECT seq FROM sqlite_sequence WHERE name = ?';
  return Number(readable(() => source.prepare(sql).get(table), undefined)?.['seq'] ?? 0);
}
