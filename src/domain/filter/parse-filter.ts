import type {TicketFilter} from '../records.ts';
import {plainNumber} from '../ticket/ticket-ids.ts';
import {filterTokens, type FilterToken} from './filter-tokens.ts';
import {FILTER_KEYS, FILTER_RULES, type FilterContext, type FilterKey} from './filter-rules.ts';
import {mergeFilters} from './merge-filters.ts';

/** Part of a filter line that means nothing, and why. */
export type FilterProblem = {readonly start: number; readonly end: number; readonly message: string};

export type ParsedFilter = {
  /** What the rest of the line asks for. */
  readonly filter: TicketFilter;
  readonly problems: readonly FilterProblem[];
};

/** More is a pasted text, and takes long to look for. */
const MOST_TERMS = 100;

/** Values of one key, wanted or unwanted; several of them are alternatives. */
type Group = {readonly key: FilterKey; readonly isNegated: boolean; readonly values: string[]};

/**
 * Reads a filter line: words, `"two words"`, `-word`, `~word` (fuzzy), and `key:value,value` with the keys of
 * FILTER_RULES. A ticket must match all terms. The values of one key are alternatives, except times: all of these must
 * match.
 */
export function parseFilter(text: string, context: FilterContext): ParsedFilter {
  const problems: FilterProblem[] = [];
  const groups = new Map<string, Group>();
  let filter: TicketFilter = {};
  const tokens = filterTokens(text);
  const tooMany = tokens[MOST_TERMS];
  if (tooMany !== undefined)
    problems.push(problemAt(tooMany, `A filter has ${MOST_TERMS} terms at most, this one ${tokens.length}.`));
  for (const token of tokens.slice(0, MOST_TERMS)) {
    const key = keyOf(token);
    if (key === undefined) filter = mergeFilters(filter, wordFilter(token));
    else if (typeof key === 'string') collect(groups, key, token);
    else problems.push(problemAt(token, key.problem));
    if (typeof key === 'string') problems.push(...valueProblems(key, token));
  }
  for (const {key, isNegated, values} of groups.values()) {
    if (values.length === 0) continue;
    filter = mergeFilters(filter, FILTER_RULES[key].filter(values, isNegated, context));
  }
  return {filter, problems};
}

/** Undefined: the token is a word. Capitals in a key do not matter; an unknown key in small letters is an error. */
function keyOf({key, text}: FilterToken): FilterKey | undefined | {readonly problem: string} {
  if (key === undefined) return undefined;
  const known = FILTER_KEYS.find((name) => name === key.toLowerCase());
  if (known !== undefined || key !== key.toLowerCase()) return known;
  const keys = FILTER_KEYS.map((name) => `${name}:`).join(' ');
  return {
    problem: `There is no "${key}:"; there are ${keys}. For the text itself write "${text.replaceAll('"', '')}" in quotes.`,
  };
}

function wordFilter({value, text, isNegated, isFuzzy, key}: FilterToken): TicketFilter {
  // Letters and a colon that are no key belong to the word.
  const whole = key === undefined ? value : text.replace(/^-/, '').replaceAll('"', '');
  // As a list shows the end of a number.
  const word = whole.replace(/^…(?=.)/u, '');
  if (word === '') return {};
  const wanted = plainNumber(word);
  if (isNegated) return {notWords: [wanted]};
  return isFuzzy ? {fuzzy: [wanted]} : {words: [wanted]};
}

function collect(groups: Map<string, Group>, key: FilterKey, token: FilterToken): void {
  const name = `${token.isNegated ? '-' : ''}${key}`;
  const group = groups.get(name) ?? {key, isNegated: token.isNegated, values: []};
  groups.set(name, group);
  group.values.push(...valuesOf(token).filter((value) => FILTER_RULES[key].problem(value) === undefined));
}

function valueProblems(key: FilterKey, token: FilterToken): readonly FilterProblem[] {
  const values = valuesOf(token);
  if (values.length === 0) return [problemAt(token, `${key}: needs a value${exampleOf(key)}.`)];
  const [words] = values.flatMap((value) => FILTER_RULES[key].problem(value) ?? []);
  return words === undefined ? [] : [problemAt(token, `${key}: ${words}.`)];
}

function valuesOf({value}: FilterToken): readonly string[] {
  return value.split(',').filter((part) => part !== '');
}

const EXAMPLES: Readonly<Partial<Record<FilterKey, string>>> = {ibx: 'SV5', account: 'prod'};

function exampleOf(key: FilterKey): string {
  const example = EXAMPLES[key] ?? FILTER_RULES[key].values[0];
  return `, such as ${key}:${example ?? ''}`;
}

function problemAt({start, end}: FilterToken, words: string): FilterProblem {
  return {start, end, message: words};
}
