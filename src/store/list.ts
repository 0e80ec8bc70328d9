import {keyOf} from './tickets/aliases.ts';
import type {Database, SqlValue} from './database/database.ts';
import {
  conditionsOf,
  isActionOnly,
  isOpenOnly,
  isTakenOnly,
  isWordsOnly,
  orderIndexOf,
  orderOf,
  paramsOf,
  whereSql,
  wordCountSql,
} from './list-query.ts';
import type {Condition, Order, ResolvedFilter, ResolvedQuery} from './list-query.ts';
import {areOrderKinds} from '../domain/orders/other-orders.ts';
import {resolveFuzzy} from './search/fuzzy-keys.ts';
import {ROW_COLUMNS, type RowColumns, toRow} from './tickets/ticket-columns.ts';
import type {ListQuery, TicketRow, ViewCounts} from '../domain/records.ts';
import type {Gap, Place, Start} from './store.ts';

/** Up to here it is cheaper to collect the matches and sort them than to walk an index past all others. */
const FEW = 2000;

/** So many steps of an index, each with a look at another table, take about ten milliseconds. */
const MANY_STEPS = 10_000;

/** Rows of the list order from there on; reads no more than `limit` whole rows. */
export function rowsFrom(db: Database, asked: ListQuery, from: Start, limit: number): readonly TicketRow[] {
  const inner = orderedSql(db, {asked, from, limit, columns: 'key'});
  if (inner === undefined) return [];
  // CROSS JOIN keeps SQLite from starting at the outer table.
  const sql = `SELECT ${ROW_COLUMNS} FROM (${inner.sql}) CROSS JOIN tickets USING (key) ORDER BY ${orderSql(orderOf(asked))}`;
  return db.all<RowColumns>(sql, ...inner.params).map(toRow);
}

/** What the order compares of the same rows: the index has it, no row is read. */
export function places(db: Database, asked: ListQuery, from: Start, limit: number): readonly Place[] {
  const columns = orderOf(asked).columns.join(', ');
  const ordered = orderedSql(db, {asked, from, limit, columns});
  return ordered === undefined ? [] : db.all<Place>(ordered.sql, ...ordered.params);
}

type Wanted = {
  readonly asked: ListQuery;
  readonly from: Start;
  readonly limit: number;
  readonly columns: string;
};

/** Undefined where there can be no such rows. */
function orderedSql(
  db: Database,
  {asked, from: {gap, skip = 0, upwards = false}, limit, columns}: Wanted,
): {readonly sql: string; readonly params: readonly SqlValue[]} | undefined {
  const query = resolveFuzzy(db, asked);
  const most = mostBySets(db, query.filter);
  if (most <= skip) return undefined;
  const steps = ((skip + limit) * counts(db).all) / most;
  const order = orderOf(query);
  const conditions = [
    ...conditionsOf(query.filter, most > FEW && steps < MANY_STEPS ? 'each' : 'set'),
    ...(gap === undefined ? [] : [besideOf(order, gap, upwards ? 'before' : 'after')]),
  ];
  const sql = `SELECT ${columns} FROM tickets ${hint(db, query)} ${whereSql(conditions)}
    ORDER BY ${orderSql({...order, backwards: order.backwards !== upwards})} LIMIT ? OFFSET ?`;
  return {sql, params: [...paramsOf(conditions), limit, skip]};
}

/** All rows of the list order one by one, each read when it is asked for. */
export function* rows(db: Database, asked: ListQuery): Generator<TicketRow> {
  const query = resolveFuzzy(db, asked);
  if (mostBySets(db, query.filter) === 0) return;
  const conditions = conditionsOf(query.filter);
  const sql = `SELECT ${ROW_COLUMNS} FROM tickets ${hint(db, query)} ${whereSql(conditions)} ORDER BY ${orderSql(orderOf(query))}`;
  for (const columns of db.each<RowColumns>(sql, ...paramsOf(conditions))) yield toRow(columns);
}

/** More tickets than this cannot match, as far as other tables than the list's own tell it. */
function mostBySets(db: Database, filter: ResolvedFilter): number {
  return Math.min(mostByIbx(db, filter), mostByText(db, filter));
}

function mostByIbx(db: Database, {ibxs}: ResolvedFilter): number {
  if (ibxs === undefined) return Infinity;
  const names = JSON.stringify(ibxs.map((ibx) => ibx.toUpperCase()));
  const sql =
    'SELECT coalesce(sum(total), 0) AS n FROM ibx_stats WHERE ibx IN (SELECT value FROM json_each(?))';
  return db.get<{n: number}>(sql, names)?.n ?? 0;
}

function mostByText(db: Database, filter: ResolvedFilter): number {
  const {words = [], notWords = []} = filter;
  if (words.length === 0 && notWords.length === 0) return Infinity;
  return db.remember(`words ${JSON.stringify([words, notWords, isOpenOnly(filter)])}`, () => {
    const {sql, params} = wordCountSql(filter);
    return db.get<{n: number}>(sql, ...params)?.n ?? 0;
  });
}

function orderSql({columns, backwards}: Order): string {
  return columns.map((column) => `${column}${backwards ? ' DESC' : ''}`).join(', ');
}

/** Which index SQLite is to use; it has no statistics to choose by. */
function hint(db: Database, query: ResolvedQuery): string {
  const {filter} = query;
  if (filter.ids !== undefined || filter.keys !== undefined || mostBySets(db, filter) <= FEW)
    return 'NOT INDEXED';
  if (isTakenOnly(filter)) return 'INDEXED BY only_claimed';
  if (areOrderKinds(filter.kinds)) return 'INDEXED BY only_orders';
  return shortIndexOf(filter, counts(db)) ?? `INDEXED BY ${orderIndexOf(query)}`;
}

/** The index of a view that holds few tickets. */
function shortIndexOf(filter: ResolvedFilter, stats: ViewCounts): string | undefined {
  if (filter.hasDraft === true && stats.drafts <= FEW) return 'INDEXED BY only_draft';
  if (filter.unread === true && stats.unread <= FEW) return 'INDEXED BY only_unread';
  if (filter.mine === true && stats.mine <= FEW) return 'INDEXED BY only_mine';
  if (isActionOnly(filter.statuses) && stats.action <= FEW) return 'INDEXED BY only_action';
  return undefined;
}

export function count(db: Database, asked: ListQuery): number {
  const query = resolveFuzzy(db, asked);
  const {filter} = query;
  const name = JSON.stringify(asked.filter);
  return db.remember(`count ${name}`, () => {
    const conditions = conditionsOf(filter);
    if (conditions.length === 0) return counts(db).all;
    const isOpenView = isOpenOnly(filter) && conditions.length === (filter.snoozed === false ? 2 : 1);
    if (isOpenView) return counts(db).open;
    if (isWordsOnly(filter)) return mostByText(db, filter);
    const sql = `SELECT count(*) AS n FROM tickets ${hint(db, query)} ${whereSql(conditions)}`;
    return db.get<{n: number}>(sql, ...paramsOf(conditions))?.n ?? 0;
  });
}

/**
 * Up to here rows are counted from the beginning; beyond it, it is faster to find out first which end of the list is
 * nearer.
 */
const NEAR = 2000;

/** How many rows stand before the ticket, or -1 where the query leaves it out. */
export function positionOf(db: Database, asked: ListQuery, id: string): number {
  const query = resolveFuzzy(db, asked);
  const place = ownPlace(db, query, id, conditionsOf(query.filter, 'each'));
  if (place === undefined) return -1;
  const total = count(db, asked);
  const isWithin = (offset: number) => {
    const end = placeAt(db, query, offset);
    return end === undefined || isBefore(place, end, orderOf(query));
  };
  if (total < NEAR || isWithin(NEAR) || isWithin(Math.floor(total / 2)))
    return countBeside(db, query, place, 'before');
  return total - 1 - countBeside(db, query, place, 'after');
}

/** How many rows stand before the place that the order has for a ticket which the query may leave out; -1 where it is unknown. */
export function placeOf(db: Database, asked: ListQuery, id: string): number {
  const query = resolveFuzzy(db, asked);
  const place = ownPlace(db, query, id, []);
  return place === undefined ? -1 : countBeside(db, query, place, 'before');
}

/** What the order compares of a ticket; undefined where it is unknown or, unless `anyway`, the query leaves it out. */
export function placeIn(db: Database, asked: ListQuery, id: string, anyway: boolean): Place | undefined {
  const query = resolveFuzzy(db, asked);
  return ownPlace(db, query, id, anyway ? [] : conditionsOf(query.filter, 'each'));
}

/** How many rows stand between two gaps, which may be of tickets in another database; undefined: the end of the list. */
export function between(db: Database, asked: ListQuery, from: Gap | undefined, to: Gap | undefined): number {
  const query = resolveFuzzy(db, asked);
  const order = orderOf(query);
  const behind = from === undefined ? [] : [besideOf(order, from, 'after')];
  const before = to === undefined ? [] : [besideOf(order, to, 'before')];
  return countWhere(db, query, [...behind, ...before]);
}

/** The same of a ticket where the conditions hold. */
function ownPlace(
  db: Database,
  query: ResolvedQuery,
  id: string,
  conditions: readonly Condition[],
): Place | undefined {
  const key = keyOf(db, id);
  if (key === undefined) return undefined;
  const {columns} = orderOf(query);
  const own = [...conditions, ['key = ?', key] as const];
  return db.get<Place>(`SELECT ${columns.join(', ')} FROM tickets ${whereSql(own)}`, ...paramsOf(own));
}

function placeAt(db: Database, query: ResolvedQuery, offset: number): Place | undefined {
  const conditions = conditionsOf(query.filter);
  const order = orderOf(query);
  const sql = `SELECT ${order.columns.join(', ')} FROM tickets ${hint(db, query)} ${whereSql(conditions)}
    ORDER BY ${orderSql(order)} LIMIT 1 OFFSET ?`;
  return db.get<Place>(sql, ...paramsOf(conditions), offset);
}

/** In SQLite's order, except for rare letters: a wrong guess only costs time. */
export function isBefore(place: Place, other: Place, {columns, backwards}: Order): boolean {
  const column = columns.find((name) => place[name] !== other[name]);
  if (column === undefined) return true;
  return (place[column] ?? 0) < (other[column] ?? 0) !== backwards;
}

type Side = 'before' | 'after';

/** How many rows stand before a row, or behind it. */
function countBeside(db: Database, query: ResolvedQuery, place: Place, side: Side): number {
  return countWhere(db, query, [besideOf(orderOf(query), {place, isBehind: side === 'after'}, side)]);
}

function besideOf({columns, backwards}: Order, {place, isBehind}: Gap, side: Side): Condition {
  // A row that is alike stands on one side of the gap.
  const orAlike = isBehind === (side === 'before') ? '=' : '';
  const operator = ((side === 'after') === backwards ? '<' : '>') + orAlike;
  const values = columns.map((column) => place[column] ?? null);
  return [`(${columns.join(', ')}) ${operator} (${columns.map(() => '?').join(', ')})`, ...values];
}

function countWhere(db: Database, query: ResolvedQuery, beside: readonly Condition[]): number {
  const conditions = [...conditionsOf(query.filter), ...beside];
  const sql = `SELECT count(*) AS n FROM tickets ${hint(db, query)} ${whereSql(conditions)}`;
  return db.get<{n: number}>(sql, ...paramsOf(conditions))?.n ?? 0;
}

// CROSS JOIN: from the few that are snoozed, not from all tickets.
const COUNTS_SQL = `
WITH snoozed AS (
  SELECT DISTINCT key, t.final, t.status FROM snoozes AS s
  CROSS JOIN aliases AS a ON a.id = s.ticket_id CROSS JOIN tickets AS t USING (key)
)
SELECT open - (SELECT count(*) FROM snoozed WHERE final = 0) AS open,
  action - (SELECT count(*) FROM snoozed WHERE status = 'ACTION_REQUIRED') AS action,
  unread, mine, total AS "all", (SELECT count(*) FROM snoozed) AS snoozed,
  (SELECT count(*) FROM drafts) AS drafts,
  (SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'withdrawn')) AS outbox
FROM stats`;

const NONE: ViewCounts = {open: 0, action: 0, unread: 0, mine: 0, snoozed: 0, all: 0, drafts: 0, outbox: 0};

/** What the views hold, from counters that every write keeps up. */
export function counts(db: Database): ViewCounts {
  return db.remember('counts', () => ({...NONE, ...db.get<ViewCounts>(COUNTS_SQL)}));
}

export function row(db: Database, id: string): TicketRow | undefined {
  return db.recall({kind: 'row', name: id, most: ROWS_KEPT}, () => readRow(db, id));
}

/** More than stand on a screen. */
const ROWS_KEPT = 200;

function readRow(db: Database, id: string): TicketRow | undefined {
  const sql = `SELECT ${ROW_COLUMNS} FROM tickets WHERE key = (SELECT key FROM aliases WHERE id = ?)`;
  const columns = db.get<RowColumns>(sql, id);
  return columns === undefined ? undefined : toRow(columns);
}
