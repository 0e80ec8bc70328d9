import {isFinal, KNOWN_STATUSES} from '../api/ticket.ts';
import type {SqlValue} from './database.ts';
import type {ListQuery, TicketFilter, TicketSort} from './types.ts';

/** The columns of an order, all upwards; ties end at the id, so every order is total. */
const ORDERS: Readonly<Record<TicketSort, readonly string[]>> = {
  attention: ['attention', 'newest', 'id'],
  updated: ['newest', 'id'],
  created: ['created', 'id'],
  status: ['status_rank', 'newest', 'id'],
  ibx: ['ibx_sort', 'newest', 'id'],
  id: ['id'],
};

/** `newest` runs against time: an ascending order by update is that index backwards. */
const RUNS_BACKWARDS: ReadonlySet<TicketSort> = new Set(['updated']);

export const FINAL_STATUSES = KNOWN_STATUSES.filter(isFinal);

/** Sorts that have an index of the open tickets alone. */
const OPEN_INDEXES: ReadonlySet<TicketSort> = new Set(['attention', 'updated']);

/** Trigrams need three characters. */
const MIN_INDEXED_WORD = 3;

export type Conditions = {
  readonly where: readonly string[];
  readonly params: readonly SqlValue[];
  /** Only tickets that are not final can match. */
  readonly openOnly: boolean;
  /** True where no index helps to find the matches: then one pass over the table is cheapest. */
  readonly scan: boolean;
};

export type Order = {readonly columns: readonly string[]; readonly backwards: boolean};

export function orderOf(query: ListQuery): Order {
  const backwards = RUNS_BACKWARDS.has(query.sort) !== (query.descending === true);
  return {columns: ORDERS[query.sort], backwards};
}

/** The index that runs in the query's order and holds every column that a filter asks for. */
export function indexOf(query: ListQuery, conditions: Conditions): string {
  if (conditions.scan) return 'NOT INDEXED';
  const open = conditions.openOnly && OPEN_INDEXES.has(query.sort);
  return `INDEXED BY ${open ? 'open_' : ''}by_${query.sort}`;
}

/** The SQL conditions of a filter. */
export function conditionsOf(filter: TicketFilter): Conditions {
  const openOnly = isOpenOnly(filter);
  const parts: [string, ...SqlValue[]][] = [
    ...(openOnly ? [['final = 0'] as [string]] : []),
    ...statusParts(filter),
    ...wordParts(filter),
    ...timeParts(filter),
    ...flagParts(filter),
    ...idParts(filter),
  ];
  return {
    where: parts.map(([sql]) => sql),
    params: parts.flatMap(([, ...params]) => params),
    openOnly,
    scan: filter.ids !== undefined || (filter.words ?? []).some((word) => !isIndexed(word)),
  };
}

function isOpenOnly({statuses, notStatuses}: TicketFilter): boolean {
  if (FINAL_STATUSES.every((status) => notStatuses?.includes(status) === true)) return true;
  return statuses !== undefined && !statuses.some(isFinal);
}

type Part = [string, ...SqlValue[]];

function statusParts({statuses, notStatuses}: TicketFilter): Part[] {
  const parts: Part[] = [];
  if (statuses !== undefined) parts.push([`status IN (${marks(statuses)})`, ...statuses]);
  if (notStatuses !== undefined && notStatuses.length > 0) {
    parts.push([`status NOT IN (${marks(notStatuses)})`, ...notStatuses]);
  }
  return parts;
}

function idParts({ids, ibxs}: TicketFilter): Part[] {
  const parts: Part[] = [];
  if (ids !== undefined) {
    const sql = 'key IN (SELECT key FROM aliases WHERE id IN (SELECT value FROM json_each(?)))';
    parts.push([sql, JSON.stringify(ids)]);
  }
  if (ibxs !== undefined) {
    const upper = ibxs.map((ibx) => ibx.toUpperCase());
    parts.push([`key IN (SELECT key FROM ticket_ibx WHERE ibx IN (${marks(upper)}))`, ...upper]);
  }
  return parts;
}

function wordParts({words = [], notWords = []}: TicketFilter): Part[] {
  const wanted = words.filter((word) => word !== '').flatMap((word) => wordPart(word.toLowerCase()));
  const unwanted = notWords
    .filter((word) => word !== '')
    .map((word): Part => ['instr(search, ?) = 0', word.toLowerCase()]);
  return [...wanted, ...unwanted];
}

function wordPart(word: string): Part[] {
  const exact: Part = ['instr(search, ?) > 0', word];
  if (!isIndexed(word)) return [exact];
  const indexed: Part = ['key IN (SELECT rowid FROM ticket_words WHERE search LIKE ?)', `%${word}%`];
  // LIKE takes these two as wildcards.
  return /[%_]/.test(word) ? [indexed, exact] : [indexed];
}

function isIndexed(word: string): boolean {
  return word === '' || [...word].length >= MIN_INDEXED_WORD;
}

function timeParts(filter: TicketFilter): Part[] {
  const parts: Part[] = [];
  if (filter.createdAfter !== undefined) parts.push(['created >= ?', filter.createdAfter]);
  if (filter.createdBefore !== undefined) parts.push(['created > 0 AND created < ?', filter.createdBefore]);
  if (filter.updatedAfter !== undefined) parts.push(['newest <= ?', 0 - filter.updatedAfter]);
  if (filter.updatedBefore !== undefined) parts.push(['newest < 0 AND newest > ?', 0 - filter.updatedBefore]);
  return parts;
}

function flagParts({unread, hasDraft, mine}: TicketFilter): Part[] {
  const parts: Part[] = [];
  if (unread !== undefined) parts.push([unread ? 'unread > 0' : 'unread = 0']);
  if (hasDraft !== undefined) parts.push([`draft = ${hasDraft ? 1 : 0}`]);
  if (mine !== undefined) parts.push([`mine = ${mine ? 1 : 0}`]);
  return parts;
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
