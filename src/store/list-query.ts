import {areOrderKinds, ORDER_KINDS} from '../domain/orders/other-orders.ts';
import {isFinal, KNOWN_STATUSES} from '../domain/ticket.ts';
import type {SqlValue} from './database/database.ts';
import {TURNS} from './tickets/ticket-columns.ts';
import type {ListQuery, TicketFilter, TicketSort} from '../domain/records.ts';

/** The columns of an order, all upwards; ties end at the id, so every order is total. */
const ORDERS: Readonly<Record<TicketSort, readonly string[]>> = {
  attention: ['attention', 'deadline', 'newest', 'id'],
  updated: ['newest', 'id'],
  created: ['created', 'id'],
  status: ['status_rank', 'newest', 'id'],
  ibx: ['ibx_sort', 'newest', 'id'],
  id: ['id'],
};

/** `newest` runs against time: an ascending order by update is that index backwards. */
const RUNS_BACKWARDS: ReadonlySet<TicketSort> = new Set(['updated']);

const FINAL_STATUSES = KNOWN_STATUSES.filter(isFinal);

/** Sorts that have an index of the open tickets alone. */
const OPEN_INDEXES: ReadonlySet<TicketSort> = new Set(['attention', 'updated']);

/** The word index knows sequences of three characters. */
const MIN_INDEXED_WORD = 3;

/**
 * How words are looked up: `set` finds all texts with them first, `each` looks at every row on its way,
 * which is cheaper where a few steps find enough.
 */
export type WordLookup = 'set' | 'each';

/** `keys`: the rows that a fuzzy search has found, as a JSON array. It stands in for `fuzzy`. */
export type ResolvedFilter = Omit<TicketFilter, 'fuzzy'> & {readonly keys?: string};
export type ResolvedQuery = Omit<ListQuery, 'filter'> & {readonly filter: ResolvedFilter};

/** One SQL condition with its parameters. */
export type Condition = readonly [sql: string, ...params: SqlValue[]];

export type Order = {readonly columns: readonly string[]; readonly backwards: boolean};

export function orderOf(query: Pick<ListQuery, 'sort' | 'descending'>): Order {
  const backwards = RUNS_BACKWARDS.has(query.sort) !== (query.descending === true);
  return {columns: ORDERS[query.sort], backwards};
}

/** The index that runs in the query's order and holds every column that a filter asks for. */
export function orderIndexOf({filter, sort}: ResolvedQuery): string {
  return isOpenOnly(filter) && OPEN_INDEXES.has(sort) ? `open_by_${sort}` : `by_${sort}`;
}

/** True where only tickets that are not final can match. */
export function isOpenOnly({statuses, notStatuses}: Pick<TicketFilter, 'statuses' | 'notStatuses'>): boolean {
  if (FINAL_STATUSES.every((status) => notStatuses?.includes(status) === true)) return true;
  return statuses !== undefined && !statuses.some(isFinal);
}

/** The SQL conditions of a filter, all of which must hold. */
export function conditionsOf(filter: ResolvedFilter, lookup: WordLookup = 'set'): readonly Condition[] {
  return [
    ...(isOpenOnly(filter) ? [['final = 0'] as const] : []),
    ...statusConditions(filter),
    ...wordConditions(filter, lookup),
    ...timeConditions(filter),
    ...flagConditions(filter),
    ...setConditions(filter),
  ];
}

export function whereSql(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => `(${sql})`).join(' AND ')}`;
}

export function paramsOf(conditions: readonly Condition[]): readonly SqlValue[] {
  return conditions.flatMap(([, ...params]) => params);
}

function statusConditions({statuses, notStatuses = []}: ResolvedFilter): Condition[] {
  const unwanted = notStatuses.filter((status) => !isFinal(status) || !isOpenOnly({notStatuses}));
  return [
    ...(statuses === undefined ? [] : [statusCondition(statuses)]),
    ...(unwanted.length === 0 ? [] : [[`status NOT IN (${marks(unwanted)})`, ...unwanted] as const]),
  ];
}

function statusCondition(statuses: readonly string[]): Condition {
  // Written out, as the index of these tickets has it.
  if (isActionOnly(statuses)) return ["status = 'ACTION_REQUIRED'"];
  return [`status IN (${marks(statuses)})`, ...statuses];
}

export function isActionOnly(statuses: readonly string[] | undefined): boolean {
  return statuses?.length === 1 && statuses[0] === 'ACTION_REQUIRED';
}

/** As the index `only_orders` has it. */
export const IS_ORDER = `kind IN (${ORDER_KINDS.map((kind) => `'${kind}'`).join(', ')})`;

const TEXT_OF_ROW = '(SELECT text FROM ticket_search WHERE ticket_search.key = tickets.key)';

function wordConditions(filter: ResolvedFilter, lookup: WordLookup): Condition[] {
  const {indexed, short, unwanted} = wordsOf(filter);
  const conditions: Condition[] = unwanted.map((word) => [`${TEXT_OF_ROW} NOT GLOB ?`, globOf(word)]);
  if (lookup === 'each') {
    return [
      ...conditions,
      ...[...indexed, ...short].map((word) => [`${TEXT_OF_ROW} GLOB ?`, globOf(word)] as const),
    ];
  }
  const sets = short.map(
    (word) => ['key IN (SELECT key FROM ticket_search WHERE text GLOB ?)', globOf(word)] as const,
  );
  if (indexed.length === 0) return [...conditions, ...sets];
  const match = 'key IN (SELECT rowid FROM ticket_words WHERE ticket_words MATCH ?)';
  return [...conditions, ...sets, [match, matchOf(indexed)]];
}

/** Counts the tickets that have the filter's words, and are open where the filter wants only those. */
export function wordCountSql(filter: ResolvedFilter): {
  readonly sql: string;
  readonly params: readonly SqlValue[];
} {
  const {indexed, short, unwanted} = wordsOf(filter);
  const conditions: Condition[] = [
    ...(indexed.length === 0 ? [] : [['ticket_words MATCH ?', matchOf(indexed)] as const]),
    ...(isOpenOnly(filter) ? [['final = 0'] as const] : []),
    ...short.map((word) => ['ticket_search.text GLOB ?', globOf(word)] as const),
    ...unwanted.map((word) => ['ticket_search.text NOT GLOB ?', globOf(word)] as const),
  ];
  const joined = 'ticket_words CROSS JOIN ticket_search ON ticket_search.key = ticket_words.rowid';
  const from = indexed.length === 0 ? 'ticket_search' : joined;
  return {sql: `SELECT count(*) AS n FROM ${from} ${whereSql(conditions)}`, params: paramsOf(conditions)};
}

/** True where the filter asks for words, and for nothing else but that the ticket is open. */
export function isWordsOnly(filter: ResolvedFilter): boolean {
  const others = conditionsOf({...filter, words: [], notWords: []}).length - (isOpenOnly(filter) ? 1 : 0);
  return others === 0;
}

type Words = {
  readonly indexed: readonly string[];
  readonly short: readonly string[];
  readonly unwanted: readonly string[];
};

function wordsOf({words = [], notWords = []}: ResolvedFilter): Words {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  return {
    indexed: wanted.filter(isIndexed),
    short: wanted.filter((word) => !isIndexed(word)),
    unwanted: notWords.map((word) => word.toLowerCase()).filter((word) => word !== ''),
  };
}

function isIndexed(word: string): boolean {
  return [...word].length >= MIN_INDEXED_WORD;
}

function matchOf(words: readonly string[]): string {
  return words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
}

function globOf(word: string): string {
  return `*${word.replace(/[*?[]/g, '[$&]')}*`;
}

function timeConditions(filter: ResolvedFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.createdAfter !== undefined)
    conditions.push(['created >= ? AND created > 0', filter.createdAfter]);
  if (filter.createdBefore !== undefined)
    conditions.push(['created > 0 AND created < ?', filter.createdBefore]);
  if (filter.updatedAfter !== undefined)
    conditions.push(['newest <= ? AND newest < 0', 0 - filter.updatedAfter]);
  if (filter.updatedBefore !== undefined)
    conditions.push(['newest < 0 AND newest > ?', 0 - filter.updatedBefore]);
  return conditions;
}

function flagConditions({unread, hasDraft, mine, turns, who, notWho, ...ours}: ResolvedFilter): Condition[] {
  const conditions: Condition[] = ourConditions(ours);
  if (turns !== undefined)
    conditions.push([`turn IN (${marks(turns)})`, ...turns.map((turn) => TURNS.indexOf(turn))]);
  if (who !== undefined) conditions.push(whoCondition(who));
  if (notWho !== undefined) conditions.push(whoCondition(notWho, 'NOT '));
  if (unread !== undefined) conditions.push([unread ? 'unread > 0' : 'unread = 0']);
  if (hasDraft !== undefined) conditions.push([`draft = ${hasDraft ? 1 : 0}`]);
  if (mine !== undefined) conditions.push([`mine = ${mine ? 1 : 0}`]);
  return conditions;
}

/** True where only tickets can match that somebody has taken. */
export function isTakenOnly({who, notWho}: Pick<TicketFilter, 'who' | 'notWho'>): boolean {
  return who?.includes('') === false || notWho?.includes('') === true;
}

/** Nobody is the empty name. */
function whoCondition(names: readonly string[], not: 'NOT ' | '' = ''): Condition {
  const isOne = `lower(coalesce(claimed_by, '')) IN (${marks(names)})`;
  // Where nobody does not count, the tickets that somebody has are few and have an index.
  const few = (not === '') !== names.includes('') ? 'claimed_by IS NOT NULL AND ' : '';
  return [`${few}${not}${isOne}`, ...names.map((name) => name.toLowerCase())];
}

/** Tickets with a row in one of our own tables, which are short: they are collected first. */
function ourConditions({snoozed, hasRemark}: Pick<ResolvedFilter, 'snoozed' | 'hasRemark'>): Condition[] {
  const inTable = (table: string, wanted: boolean): Condition => [
    `key ${wanted ? '' : 'NOT '}IN (SELECT a.key FROM ${table} AS o JOIN aliases AS a ON a.id = o.ticket_id)`,
  ];
  return [
    ...(snoozed === undefined ? [] : [inTable('snoozes', snoozed)]),
    ...(hasRemark === undefined ? [] : [inTable('remarks', hasRemark)]),
  ];
}

function kindConditions(kinds: NonNullable<TicketFilter['kinds']>): Condition[] {
  return [
    // Written out, as the index of the orders has it.
    ...(areOrderKinds(kinds) ? [[IS_ORDER] as const] : []),
    [`kind IN (${marks(kinds)})`, ...kinds],
  ];
}

function setConditions({ids, ibxs, notIbxs, keys, kinds}: ResolvedFilter): Condition[] {
  const conditions: Condition[] = kinds === undefined ? [] : kindConditions(kinds);
  if (keys !== undefined) conditions.push(['key IN (SELECT value FROM json_each(?))', keys]);
  if (ids !== undefined) {
    const sql = 'key IN (SELECT key FROM aliases WHERE id IN (SELECT value FROM json_each(?)))';
    conditions.push([sql, JSON.stringify(ids)]);
  }
  if (ibxs !== undefined) {
    conditions.push([`key IN (${ticketsAt(ibxs)})`, ...upperCased(ibxs)]);
  }
  if (notIbxs !== undefined) {
    conditions.push([`key NOT IN (${ticketsAt(notIbxs)})`, ...upperCased(notIbxs)]);
  }
  return conditions;
}

function ticketsAt(ibxs: readonly string[]): string {
  return `SELECT key FROM ticket_ibx WHERE ibx IN (${marks(ibxs)})`;
}

function upperCased(ibxs: readonly string[]): readonly string[] {
  return ibxs.map((ibx) => ibx.toUpperCase());
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
