export type FuzzyMatch = {
  /** Higher is better. */
  readonly score: number;
  /** UTF-16 offsets of the matched characters in the haystack, ascending. */
  readonly positions: readonly number[];
};

/** The score of what cannot be. */
const NONE = Number.NEGATIVE_INFINITY;
const BASE = 1;
const CONSECUTIVE = 5;
const WORD_START = 8;
const TEXT_START = 4;
/** For a word that begins as typed: `not` means a note rather than the number of the. */
const WORD_BEGINS = 8;
const EXACT_CASE = 1;
/** Beyond this a picker's row is no label any more. */
const LONGEST = 512;

/**
 * Whether the characters of `needle` occur in `haystack` in this order, whatever the case, and how
 * well: runs and starts of words count more. Words of the needle, separated by spaces, may come in any
 * order. Undefined: no match; an empty needle matches everything equally.
 */
export function fuzzyMatch(needle: string, haystack: string): FuzzyMatch | undefined {
  const text = haystack.slice(0, LONGEST);
  const positions = new Set<number>();
  let score = 0;
  for (const word of needle.split(' ').filter((part) => part !== '')) {
    const match = matchWord(word.slice(0, LONGEST), text);
    if (match === undefined) return undefined;
    score += match.score;
    for (const position of match.positions) positions.add(position);
  }
  return {score, positions: [...positions].toSorted((one, other) => one - other)};
}

/** The items that match, best first; equally good ones stay in their order, an empty needle keeps all. */
export function fuzzySort<T>(
  needle: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly {readonly item: T; readonly match: FuzzyMatch}[] {
  return items
    .flatMap((item) => {
      const match = fuzzyMatch(needle, textOf(item));
      return match === undefined ? [] : [{item, match}];
    })
    .toSorted((one, other) => other.match.score - one.match.score);
}

/** For each place in the text: the best score with the character placed there, and where the one before it stands then. */
type Row = {readonly scores: readonly number[]; readonly origins: readonly number[]};

/** The best way to place the word, found character by character (dynamic programming). */
function matchWord(word: string, text: string): FuzzyMatch | undefined {
  const lower = lowerUnits(text);
  const typed = lowerUnits(word);
  const rows: Row[] = [];
  for (const [at, wanted] of typed.entries()) {
    const points = lower.map((unit, index) =>
      unit === wanted ? pointsAt(text, index, word.charAt(at)) : NONE,
    );
    rows.push(at === 0 ? {scores: points, origins: []} : nextRow(rows[at - 1]?.scores ?? [], points));
  }
  const best = trace(rows);
  const start = beginningOf(typed.join(''), lower.join(''), text);
  if (best === undefined || start === undefined) return best;
  const positions = typed.map((_, at) => start + at);
  const points = positions.map((index, at) => pointsAt(text, index, word.charAt(at)));
  const score = points.reduce((sum, here) => sum + here + CONSECUTIVE, WORD_BEGINS - CONSECUTIVE);
  return score >= best.score ? {score, positions} : best;
}

/** Where a word of the text begins with what is typed. */
function beginningOf(typed: string, lower: string, text: string): number | undefined {
  for (let index = lower.indexOf(typed); index !== -1; index = lower.indexOf(typed, index + 1))
    if (pointsAt(text, index, '') >= BASE + WORD_START) return index;
  return undefined;
}

function nextRow(previous: readonly number[], points: readonly number[]): Row {
  const scores: number[] = [];
  const origins: number[] = [];
  let reach = NONE;
  let origin = -1;
  for (const [index, here] of points.entries()) {
    const adjacent = (previous[index - 1] ?? NONE) + CONSECUTIVE;
    scores.push(Math.max(reach, adjacent) + here);
    origins.push(adjacent >= reach ? index - 1 : origin);
    const before = previous[index] ?? NONE;
    if (before <= reach) continue;
    reach = before;
    origin = index;
  }
  return {scores, origins};
}

function trace(rows: readonly Row[]): FuzzyMatch | undefined {
  const last = rows.at(-1)?.scores ?? [];
  const score = last.reduce((highest, value) => Math.max(highest, value), NONE);
  if (score === NONE) return undefined;
  const positions: number[] = [];
  let index = last.indexOf(score);
  for (const {origins} of rows.toReversed()) {
    positions.unshift(index);
    index = origins[index] ?? -1;
  }
  return {score, positions};
}

function pointsAt(text: string, index: number, typed: string): number {
  const exact = text.charAt(index) === typed ? EXACT_CASE : 0;
  if (index === 0) return BASE + WORD_START + TEXT_START + exact;
  const before = text.charAt(index - 1);
  const startsHump = /\p{Ll}/u.test(before) && /\p{Lu}/u.test(text.charAt(index));
  return BASE + exact + (startsHump || /[^\p{L}\p{N}]/u.test(before) ? WORD_START : 0);
}

/** Lower case unit by unit: of a whole text it may change the length, and positions would be off. */
function lowerUnits(text: string): readonly string[] {
  return text.split('').map((unit) => {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}
