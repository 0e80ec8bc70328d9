import type {Millis, TicketFilter, Turn} from '../records.ts';
import {IMPOSSIBLE, STATUS_WORDS, statusesOf, statusFilter} from './filter-status.ts';
import {mergeFilters} from './merge-filters.ts';
import {ORDER_KINDS} from '../orders/other-orders.ts';
import type {TicketKind} from '../ticket.ts';

/** Every kind that a row of the list can have. */
const TYPES: readonly TicketKind[] = ['TROUBLE', 'CASE', 'UNKNOWN', ...ORDER_KINDS];

const KINDS: Readonly<Record<string, readonly TicketKind[]>> = {
  ticket: ['TROUBLE', 'CASE', 'UNKNOWN'],
  trouble: ['TROUBLE'],
  case: ['CASE'],
  order: ORDER_KINDS,
  smarthands: ['SMART_HANDS'],
  workvisit: ['WORK_VISIT'],
  shipment: ['SHIPMENT'],
  crossconnect: ['CROSS_CONNECT'],
};

/** What `type:` takes. */
const TYPE_WORDS: readonly string[] = Object.keys(KINDS);

/**
 * The kinds that a word means, or else those that start with it, so that the list is not empty while somebody types.
 * Empty: none.
 */
function kindsOf(word: string): readonly TicketKind[] {
  const name = word.toLowerCase().replaceAll(/[-_]/g, '');
  const exact = KINDS[name] ?? KINDS[name.replace(/s$/, '')];
  if (exact !== undefined) return exact;
  return name === ''
    ? []
    : TYPE_WORDS.filter((known) => known.startsWith(name)).flatMap((known) => KINDS[known] ?? []);
}

/** What a filter's words may depend on. */
export type FilterContext = {
  readonly now: Millis;
  /** Every IBX that a ticket names. */
  readonly ibxs: () => readonly string[];
  /** Who asks, as others of the team know them. */
  readonly me: string;
  /** The accounts whose tickets are shown: one, or several that are joined. */
  readonly accounts?: () => readonly string[];
};

/** One `key:`: what it takes, and what its values mean. */
export type FilterRule = {
  /** For completion; those that depend on the tickets come from the context. */
  readonly values: readonly string[];
  /** What is wrong with a value; undefined: nothing. */
  readonly problem: (value: string) => string | undefined;
  /** Tickets that have one of the values, or none of them. */
  readonly filter: (values: readonly string[], isNegated: boolean, context: FilterContext) => TicketFilter;
};

const IS: Readonly<Record<string, readonly [TicketFilter, TicketFilter]>> = {
  unread: [{unread: true}, {unread: false}],
  read: [{unread: false}, {unread: true}],
  open: [statusFilter(['OPEN'], false), statusFilter(['OPEN'], true)],
  closed: [statusFilter(['OPEN'], true), statusFilter(['OPEN'], false)],
  action: [statusFilter(['ACTION_REQUIRED'], false), statusFilter(['ACTION_REQUIRED'], true)],
  mine: [{mine: true}, {mine: false}],
  snoozed: [{snoozed: true}, {snoozed: false}],
};
const HAS: typeof IS = {
  draft: [{hasDraft: true}, {hasDraft: false}],
  news: [{unread: true}, {unread: false}],
  remark: [{hasRemark: true}, {hasRemark: false}],
};
const MINE: typeof IS = {yes: [{mine: true}, {mine: false}], no: [{mine: false}, {mine: true}]};
const TURNS: readonly Turn[] = ['us', 'them', 'nobody'];
const NAMES: Readonly<Record<string, (me: string) => string>> = {me: (me) => me, nobody: () => ''};

/** Every key that the filter line knows. */
export const FILTER_RULES = {
  status: {
    values: STATUS_WORDS,
    problem: (value) =>
      statusesOf(value).length > 0 ? undefined : `there is no status "${value}"; ${listed(STATUS_WORDS)}`,
    filter: (values, isNegated) => statusFilter(values.flatMap(statusesOf), isNegated),
  },
  ibx: {
    values: [],
    problem: () => undefined,
    filter: (values, isNegated, context) => {
      const ibxs = [...new Set(values.flatMap((value) => sitesOf(value, context)))];
      return isNegated ? {notIbxs: ibxs} : {ibxs};
    },
  },
  account: {
    values: [],
    problem: () => undefined,
    filter: (values, isNegated, {accounts = () => []}) => {
      const all = accounts();
      const named = new Set(values.flatMap((value) => begunBy(value.toLowerCase(), all)));
      const wanted = all.filter((name) => named.has(name) !== isNegated);
      // Of a single account the filter wants all or nothing.
      if (wanted.length === all.length && all.length > 0) return {};
      return wanted.length === 0 ? IMPOSSIBLE : {accounts: wanted};
    },
  },
  age: timeRule('createdBefore', 'createdAfter'),
  updated: timeRule('updatedBefore', 'updatedAfter'),
  is: choiceRule(IS),
  has: choiceRule(HAS),
  mine: choiceRule(MINE),
  turn: {
    values: TURNS,
    problem: (value) => (isTurn(value) ? undefined : `"${value}" is not known; ${listed(TURNS)}`),
    filter: (values, isNegated) => ({turns: TURNS.filter((turn) => values.includes(turn) !== isNegated)}),
  },
  type: {
    values: TYPE_WORDS,
    problem: (value) =>
      kindsOf(value).length > 0 ? undefined : `there is no type "${value}"; ${listed(TYPE_WORDS)}`,
    filter: (values, isNegated) => {
      const named = new Set(values.flatMap(kindsOf));
      return {kinds: TYPES.filter((kind) => named.has(kind) !== isNegated)};
    },
  },
  who: {
    values: ['me', 'nobody'],
    problem: () => undefined,
    filter: (values, isNegated, {me}) => {
      const names = values.map((value) => NAMES[value.toLowerCase()]?.(me) ?? value);
      return isNegated ? {notWho: names} : {who: names};
    },
  },
} as const satisfies Readonly<Record<string, FilterRule>>;

export type FilterKey = keyof typeof FILTER_RULES;
export const FILTER_KEYS = Object.keys(FILTER_RULES) as readonly FilterKey[];

/** `DA` means every site in Dallas that is known; with its number it is one site. */
function sitesOf(value: string, {ibxs}: FilterContext): readonly string[] {
  const name = value.toUpperCase();
  const begun = /^[A-Z]+$/.test(name) ? ibxs().filter((ibx) => ibx.toUpperCase().startsWith(name)) : [];
  return begun.length > 0 ? begun : [name];
}

/** The name itself, or else those that start with it, so that the list is not empty while somebody types. */
function begunBy(value: string, names: readonly string[]): readonly string[] {
  return names.includes(value) ? [value] : names.filter((name) => name.startsWith(value));
}

function isTurn(value: string): boolean {
  return TURNS.some((turn) => turn === value);
}

function choiceRule(choices: typeof IS): FilterRule {
  const names = Object.keys(choices);
  return {
    values: names,
    problem: (value) =>
      choices[value] === undefined ? `"${value}" is not known; ${listed(names)}` : undefined,
    filter: (values, isNegated) =>
      values.map((value) => choices[value]?.[isNegated ? 1 : 0] ?? {}).reduce<TicketFilter>(mergeFilters, {}),
  };
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const TIME_EXAMPLES = 'takes > or < and a time, such as >2h or <30m (s, m, h, d, w)';

/** More or less than so long ago. */
function timeRule(
  before: 'createdBefore' | 'updatedBefore',
  after: 'createdAfter' | 'updatedAfter',
): FilterRule {
  return {
    values: ['<30m', '<2h', '<1d', '>2h', '>1d', '>1w'],
    problem: (value) => (lengthOf(value) === undefined ? TIME_EXAMPLES : undefined),
    filter: (values, isNegated, {now}) =>
      values
        .map((value): TicketFilter => {
          const at = now - (lengthOf(value) ?? 0);
          return value.startsWith('>') !== isNegated ? {[before]: at} : {[after]: at};
        })
        .reduce<TicketFilter>(mergeFilters, {}),
  };
}

function lengthOf(value: string): number | undefined {
  const [, lengths] = /^[<>]=?((?:\d+(?:\.\d+)?[smhdw])+)$/.exec(value.toLowerCase()) ?? [];
  if (lengths === undefined) return undefined;
  let total = 0;
  for (const [, amount, unit] of lengths.matchAll(/([\d.]+)([smhdw])/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

function listed(values: readonly string[]): string {
  return `known: ${values.join(', ')}`;
}
