import type {TicketKind} from '../api/ticket.ts';
import type {SafeText} from '../text/safe-text.ts';
import {keyOf} from './aliases.ts';
import type {Database, SqlValue} from './database.ts';
import {conditionsOf, indexOf, orderOf} from './list-query.ts';
import type {Order} from './list-query.ts';
import {TURNS} from './ticket-columns.ts';
import {storedText} from './ticket-json.ts';
import type {ListQuery, TicketRow, ViewCounts} from './types.ts';

type RowColumns = {
  id: string;
  kind: TicketKind;
  status: string;
  ibx: string;
  summary: string;
  reference: string | null;
  created: number;
  newest: number;
  unread: number;
  turn: number;
  draft: number;
  pending: number;
  fetched_at: number | null;
};

const COLUMNS = 'id, kind, status, ibx, summary, reference, created, newest, unread, turn, draft, pending, fetched_at';

/** Rows of the list order from `offset`; reads no more than `limit` whole rows. */
export function page(db: Database, query: ListQuery, offset: number, limit: number): readonly TicketRow[] {
  const conditions = conditionsOf(query.filter);
  const order = orderSql(orderOf(query));
  const where = whereSql(conditions.where);
  const sql = `SELECT ${COLUMNS} FROM tickets JOIN (
    SELECT key FROM tickets ${indexOf(query, conditions)} ${where} ORDER BY ${order} LIMIT ? OFFSET ?
  ) USING (key) ORDER BY ${order}`;
  return db.all<RowColumns>(sql, ...conditions.params, limit, offset).map(toRow);
}

function orderSql({columns, backwards}: Order): string {
  return columns.map((column) => `${column}${backwards ? ' DESC' : ''}`).join(', ');
}

function whereSql(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.map((sql) => `(${sql})`).join(' AND ')}`;
}

export function count(db: Database, query: ListQuery): number {
  const conditions = conditionsOf(query.filter);
  const sql = `SELECT count(*) AS n FROM tickets ${indexOf(query, conditions)} ${whereSql(conditions.where)}`;
  return db.get<{n: number}>(sql, ...conditions.params)?.n ?? 0;
}

/** How many rows stand before the ticket, or -1 where the query leaves it out. */
export function positionOf(db: Database, query: ListQuery, id: string): number {
  const key = keyOf(db, id);
  if (key === undefined) return -1;
  const conditions = conditionsOf(query.filter);
  const {columns, backwards} = orderOf(query);
  const own = `SELECT ${columns.join(', ')} FROM tickets ${whereSql([...conditions.where, 'key = ?'])}`;
  const place = db.get<Record<string, SqlValue>>(own, ...conditions.params, key);
  if (place === undefined) return -1;
  const before = `(${columns.join(', ')}) ${backwards ? '>' : '<'} (${columns.map(() => '?').join(', ')})`;
  const sql = `SELECT count(*) AS n FROM tickets ${indexOf(query, conditions)}
    ${whereSql([...conditions.where, before])}`;
  const values = columns.map((column) => place[column] ?? null);
  return db.get<{n: number}>(sql, ...conditions.params, ...values)?.n ?? -1;
}

type StatsRow = {total: number; open: number; action: number; unread: number; mine: number};

/** What the views hold, from counters that every write keeps up. */
export function counts(db: Database): ViewCounts {
  const stats = db.get<StatsRow>('SELECT total, open, action, unread, mine FROM stats');
  const written = db.get<{drafts: number; outbox: number}>(`SELECT (SELECT count(*) FROM drafts) AS drafts,
    (SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'withdrawn')) AS outbox`);
  return {
    open: stats?.open ?? 0,
    action: stats?.action ?? 0,
    unread: stats?.unread ?? 0,
    mine: stats?.mine ?? 0,
    all: stats?.total ?? 0,
    drafts: written?.drafts ?? 0,
    outbox: written?.outbox ?? 0,
  };
}

/** Every IBX of a ticket, with the number of those not final. */
export function ibxs(db: Database): readonly {readonly ibx: SafeText; readonly open: number}[] {
  const rows = db.all<{ibx: string; open: number}>('SELECT ibx, open FROM ibx_stats ORDER BY ibx');
  return rows.map(({ibx, open}) => ({ibx: storedText(ibx), open}));
}

export function row(db: Database, id: string): TicketRow | undefined {
  const key = keyOf(db, id);
  if (key === undefined) return undefined;
  const columns = db.get<RowColumns>(`SELECT ${COLUMNS} FROM tickets WHERE key = ?`, key);
  return columns === undefined ? undefined : toRow(columns);
}

function toRow(columns: RowColumns): TicketRow {
  return {
    id: storedText(columns.id),
    kind: columns.kind,
    status: columns.status === '' ? undefined : columns.status,
    ibx: JSON.parse(columns.ibx) as readonly SafeText[],
    summary: storedText(columns.summary),
    customerReferenceId: columns.reference === null ? undefined : storedText(columns.reference),
    createdAt: columns.created === 0 ? undefined : columns.created,
    updatedAt: columns.newest === 0 ? undefined : -columns.newest,
    unread: columns.unread,
    turn: TURNS[columns.turn] ?? 'nobody',
    hasDraft: columns.draft === 1,
    pending: columns.pending,
    fetchedAt: columns.fetched_at ?? undefined,
  };
}
