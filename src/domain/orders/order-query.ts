import {plainNumber} from '../ticket/ticket-ids.ts';
import type {OrderSearch, OrderStatus} from '../requests.ts';
import {present} from '../present.ts';
import {orderStatusOf, RANGES, SORTS, SOURCES, STATUSES, usDate} from './order-names.ts';

/** What somebody typed to search order history, or what is wrong with it. */
export type OrderQuery = {readonly search: OrderSearch} | {readonly problem: string};

/** What can be typed, for a line of help. */
export const ORDER_QUERY_HELP =
  'ibx:SV5 status:closed range:6m from:2026-01-31 to:2026-02-28 in:reference sort:created; any other words are looked for';

type Draft = {
  readonly ibxs: string[];
  readonly status: OrderStatus[];
  readonly source: string[];
  readonly words: string[];
  range: string | undefined;
  from: string | undefined;
  to: string | undefined;
  sort: string;
};

/** Reads a search such as `ibx:SV5 status:open in:reference INC-4711`; an empty one finds everything. Never throws. */
export function parseOrderQuery(text: string): OrderQuery {
  const draft: Draft = {
    ibxs: [],
    status: [],
    source: [],
    words: [],
    range: undefined,
    from: undefined,
    to: undefined,
    sort: 'created',
  };
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const problem = take(draft, word);
    if (problem !== undefined) return {problem};
  }
  const problem = contradiction(draft);
  return problem === undefined ? {search: searchOf(draft)} : {problem};
}

/** What a key does with its value; returns a problem, if there is one. */
const KEYS: Readonly<Record<string, (draft: Draft, value: string) => string | undefined>> = {
  ibx: (draft, value) => {
    draft.ibxs.push(...value.toUpperCase().split(','));
    return undefined;
  },
  status: takeStatus,
  in: takeSource,
  range: (draft, value) => {
    draft.range = value.toLowerCase();
    return Object.hasOwn(RANGES, draft.range) ? undefined : unknown('range', value, Object.keys(RANGES));
  },
  sort: (draft, value) => {
    draft.sort = value.toLowerCase();
    const isKnown = Object.hasOwn(SORTS, draft.sort.replace(/^-/, ''));
    return isKnown ? undefined : unknown('sort', value, Object.keys(SORTS));
  },
  from: (draft, value) => takeDay(draft, 'from', value),
  to: (draft, value) => takeDay(draft, 'to', value),
};

function take(draft: Draft, word: string): string | undefined {
  const [, name = '', value = ''] = /^([a-z]+):(.+)$/i.exec(word) ?? [];
  const key = name.toLowerCase();
  if (Object.hasOwn(KEYS, key)) return KEYS[key]?.(draft, value);
  draft.words.push(plainNumber(word));
  return undefined;
}

function takeStatus(draft: Draft, value: string): string | undefined {
  for (const word of value.toUpperCase().replaceAll('-', '_').split(',')) {
    const found = orderStatusOf(word);
    if (found === undefined)
      return unknown(
        'status',
        word,
        STATUSES.map((name) => name.toLowerCase()),
      );
    draft.status.push(found);
  }
  return undefined;
}

function takeSource(draft: Draft, value: string): string | undefined {
  for (const word of value.toLowerCase().split(',')) {
    const found = Object.hasOwn(SOURCES, word) ? SOURCES[word] : undefined;
    if (found === undefined) return unknown('in', word, Object.keys(SOURCES));
    draft.source.push(found);
  }
  return undefined;
}

function takeDay(draft: Draft, key: 'from' | 'to', value: string): string | undefined {
  const at = new Date(`${value}T00:00:00Z`);
  const exists =
    /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
  if (!exists) return `${key}:${value} is no day; write it as ${key}:2026-01-31.`;
  draft[key] = value;
  return undefined;
}

function contradiction({range, from, to, source, words}: Draft): string | undefined {
  // The service would silently prefer the range.
  if (range !== undefined && (from !== undefined || to !== undefined))
    return 'Give a range, or from and to, but not both.';
  if (from !== undefined && to !== undefined && from > to) return `from:${from} is after to:${to}.`;
  if (source.length > 0 && words.length === 0)
    return 'in: says where words are looked for; give some words too.';
  return undefined;
}

function searchOf({ibxs, status, source, words, range, from, to, sort}: Draft): OrderSearch {
  const plain = sort.replace(/^-/, '');
  const name = SORTS[plain] ?? 'CREATED_ON';
  // Newest first, but names and numbers from A and 1; a dash reverses the order.
  const isDown = (name === 'CREATED_ON') !== sort.startsWith('-');
  const hasDays = from !== undefined || to !== undefined;
  const all = {
    dateRange: hasDays ? undefined : (RANGES[range ?? '1y'] ?? 'PAST_YEAR'),
    fromDate: from === undefined ? undefined : usDate(from),
    toDate: to === undefined ? undefined : usDate(to),
    ibxs: unlessEmpty(ibxs),
    orderStatus: unlessEmpty(status),
    q: words.length === 0 ? undefined : words.join(' '),
    source: unlessEmpty(source),
  };
  return {productTypes: ['TROUBLE'], ...present(all), sort: {name, direction: isDown ? 'DESC' : 'ASC'}};
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function unknown(key: string, word: string, known: readonly string[]): string {
  return `Order history knows no ${key}:${word}; it knows ${known.join(', ')}.`;
}
