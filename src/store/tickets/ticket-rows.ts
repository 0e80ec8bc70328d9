import {numbersOf, type Ticket, type TicketKind} from '../../domain/ticket.ts';
import type {Database} from '../database/database.ts';
import {syncDocuments} from './documents.ts';
import {putFilterText} from '../search/filter-text.ts';
import {refreshFlags} from '../flags.ts';
import {dropNegotiations} from '../negotiations.ts';
import {columnsOf, searchTextOf, TURNS} from './ticket-columns.ts';
import {parseTicket, storedText} from './ticket-json.ts';
import {indexRemarks} from '../remarks.ts';

/** What is stored of one ticket, as its writers need it. */
export type Known = {
  readonly key: number;
  readonly ticket: Ticket;
  readonly raw: string | null;
  readonly fetchedAt: number | null;
  readonly baseline: number | null;
};

type KnownRow = {
  id: string;
  kind: TicketKind;
  ticket: string;
  fetched_at: number | null;
  baseline: number | null;
};

export function readKnown(db: Database, key: number): Known {
  const sql =
    'SELECT id, kind, ticket, fetched_at, baseline FROM details JOIN tickets USING (key) WHERE key = ?';
  const row = db.get<KnownRow>(sql, key);
  if (row === undefined) throw new Error(`Ticket row ${key} has no details.`);
  const ticket = parseTicket(row.ticket);
  // What cannot be read counts as never read.
  if (ticket === undefined) {
    const blank: Ticket = {id: storedText(row.id), kind: row.kind, ibx: []};
    return {key, ticket: blank, raw: null, fetchedAt: null, baseline: row.baseline};
  }
  return {
    key,
    ticket,
    get raw() {
      return rawOf(db, key);
    },
    fetchedAt: row.fetched_at,
    baseline: row.baseline,
  };
}

/** The service's own JSON: as long as all the rest, and hardly ever asked for. */
export function rawOf(db: Database, key: number): string | null {
  return db.get<{raw: string | null}>('SELECT raw FROM details WHERE key = ?', key)?.raw ?? null;
}

/** When the ticket was read, until when its next read is not due, and from when on its items are news. */
export type RowTimes = {
  readonly fetchedAt: number | null;
  readonly due: number;
  readonly baseline: number | null;
};

export type RowChange = {
  /** Undefined for a new row. */
  readonly key: number | undefined;
  readonly ticket: Ticket;
  readonly raw: string | null;
  readonly times: RowTimes;
  /** Numbers of it that find another row. */
  readonly foreign?: ReadonlySet<string>;
};

const COLUMNS = [
  'id',
  'kind',
  'status',
  'ibx',
  'summary',
  'reference',
  'turn',
  'turn_since',
  'final',
  'updated',
  'newest',
  'created',
  'status_rank',
  'ibx_sort',
  'users',
] as const;
const ALL_COLUMNS = [...COLUMNS, 'fetched_at', 'due', 'baseline'];
const INSERT = `INSERT INTO tickets (${ALL_COLUMNS.join(', ')}) VALUES (${ALL_COLUMNS.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE tickets SET ${ALL_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE key = ?`;
const PUT_DETAILS = `INSERT INTO details (key, ticket, raw) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET ticket = excluded.ticket, raw = excluded.raw`;
const PUT_ALIAS =
  'INSERT INTO aliases (id, key) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET key = excluded.key';

/** Writes a ticket with all that follows from it: row, ids, IBXs, search. Returns the row's key. */
export function writeRow(db: Database, change: RowChange): number {
  const {ticket, times} = change;
  const columns = columnsOf(ticket);
  const values = [...COLUMNS.map((name) => columns[name]), times.fetchedAt, times.due, times.baseline];
  const key = change.key ?? db.run(INSERT, ...values).rowId;
  if (change.key !== undefined) {
    db.run(UPDATE, ...values, key);
    if (columns.turn !== TURNS.indexOf('us')) dropNegotiations(db, key);
  }
  db.run(PUT_DETAILS, key, JSON.stringify(ticket), change.raw);
  putFilterText(db, key, {text: searchTextOf(ticket), final: columns.final});
  for (const number of numbersOf(ticket))
    if (change.foreign?.has(number) !== true) db.run(PUT_ALIAS, number, key);
  writeIbxs(db, {key, ibxs: ticket.ibx, final: columns.final, isNew: change.key === undefined});
  syncDocuments(db, key, ticket, change.key === undefined);
  if (change.key === undefined) indexRemarks(db, key);
  refreshFlags(db, key);
  return key;
}

type IbxChange = {
  readonly key: number;
  readonly ibxs: readonly string[];
  readonly final: number;
  readonly isNew: boolean;
};

function writeIbxs(db: Database, {key, ibxs, final, isNew}: IbxChange): void {
  const wanted = [...new Set(ibxs.map((ibx) => ibx.toUpperCase()))].toSorted();
  if (!isNew) {
    const rows = db.all<{ibx: string; final: number}>(
      'SELECT ibx, final FROM ticket_ibx WHERE key = ? ORDER BY ibx',
      key,
    );
    const same =
      rows.length === wanted.length && rows.every((row, i) => row.ibx === wanted[i] && row.final === final);
    if (same) return;
    db.run('DELETE FROM ticket_ibx WHERE key = ?', key);
  }
  for (const ibx of wanted) {
    db.run('INSERT OR IGNORE INTO ibx_stats VALUES (?, 0, 0)', ibx);
    db.run('INSERT INTO ticket_ibx (ibx, key, final) VALUES (?, ?, ?)', ibx, key, final);
  }
}
