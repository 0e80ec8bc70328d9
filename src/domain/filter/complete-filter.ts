import {filterTokens} from './filter-tokens.ts';
import {FILTER_KEYS, FILTER_RULES, type FilterContext, type FilterKey} from './filter-rules.ts';

/** What could come at the end of a filter line. `text` replaces the line from `start` on. */
export type FilterSuggestion = {readonly start: number; readonly text: string};

/** What an empty line shows: one example of each key. */
const EXAMPLES: readonly string[] = [
  'status:',
  'ibx:',
  'age:>2h',
  'updated:<30m',
  'is:unread',
  'has:draft',
  'mine:yes',
  'turn:us',
  'type:order',
  'who:me',
  '~fuzzy',
  '-without',
];
const MOST = 12;

/** Suggestions for the end of the line, most likely first, without those that the line already has. */
export function completeFilter(text: string, context: FilterContext): readonly FilterSuggestion[] {
  const token = filterTokens(text).at(-1);
  if (token === undefined || token.end < text.length) return at(text.length, EXAMPLES.slice(0, 8));
  const minus = token.isNegated ? '-' : '';
  if (token.key === undefined) {
    if (token.isFuzzy || token.text.includes('"')) return [];
    const begun = FILTER_KEYS.filter(
      (key) => token.value !== '' && key.startsWith(token.value.toLowerCase()),
    );
    return at(
      token.start,
      begun.map((key) => `${minus}${key}:`),
    );
  }
  const key = FILTER_KEYS.find((name) => name === token.key?.toLowerCase());
  if (key === undefined || token.text.includes('"')) return [];
  return at(
    token.start,
    valuesFor(key, token.value, context).map((value) => `${minus}${key}:${value}`),
  );
}

/** The line with a suggestion put in, and a blank after it if the suggestion is complete. */
export function withSuggestion(text: string, suggestion: FilterSuggestion): string {
  const whole = /[:,<>]$/.test(suggestion.text) ? '' : ' ';
  return text.slice(0, suggestion.start) + suggestion.text + whole;
}

/** Suggestions for the last value of a list; each keeps the values before it. */
function valuesFor(key: FilterKey, typed: string, context: FilterContext): readonly string[] {
  const comma = typed.lastIndexOf(',') + 1;
  const [before, last] = [typed.slice(0, comma), typed.slice(comma)];
  const known = valuesOf(key, context);
  const used = new Set(before.toLowerCase().split(','));
  return known
    .filter((value) => value.toLowerCase().startsWith(last.toLowerCase()))
    .filter((value) => value !== last && !used.has(value.toLowerCase()))
    .map((value) => before + value);
}

function valuesOf(key: FilterKey, {ibxs, accounts = () => []}: FilterContext): readonly string[] {
  if (key === 'ibx') return ibxs();
  return key === 'account' ? accounts() : FILTER_RULES[key].values;
}

function at(start: number, texts: readonly string[]): readonly FilterSuggestion[] {
  return texts.slice(0, MOST).map((text) => ({start, text}));
}
