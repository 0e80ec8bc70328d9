export type FuzzyMatch = {
  /** Higher is better. */
  readonly score: number;
  /** UTF-16 offsets of the matched characters in the haystack, ascending. */
  readonly positions: readonly number[];
};

const BASE = 1;
const CONSECUTIVE = 5;
const WORD_START = 8;
const TEXT_START = 4;
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

/**
 * The best way to place the word, by dynamic programming: `best[i]` is the best score with the
 * characters so far placed, the last of them at `i`; `from` remembers where the one before it stood.
 */
function matchWord(word: string, text: string): FuzzyMatch | undefined {
  const lower = lowerUnits(text);
  const wanted = lowerUnits(word);
  let best: number[] = [];
  const from: number[][] = [];
  for (let at = 0; at < wanted.length; at++) {
    const row: number[] = [];
    const origins: number[] = [];
    let reach = at === 0 ? 0 : Number.NEGATIVE_INFINITY;
    let origin = -1;
    for (let index = 0; index < lower.length; index++) {
      const adjacent = at > 0 && index > 0 ? (best[index - 1] ?? Number.NEGATIVE_INFINITY) + CONSECUTIVE : Number.NEGATIVE_INFINITY;
      const matches = lower[index] === wanted[at];
      const points = matches ? pointsAt(text, index) + (text[index] === word[at] ? EXACT_CASE : 0) : 0;
      row.push(matches ? Math.max(reach, adjacent) + points : Number.NEGATIVE_INFINITY);
      origins.push(adjacent >= reach ? index - 1 : origin);
      const here = best[index] ?? Number.NEGATIVE_INFINITY;
      if (at > 0 && here > reach) {
        reach = here;
        origin = index;
      }
    }
    best = row;
    from.push(origins);
  }
  return trace(best, from);
}

function trace(best: readonly number[], from: readonly (readonly number[])[]): FuzzyMatch | undefined {
  const score = best.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  if (score === Number.NEGATIVE_INFINITY) return undefined;
  const positions: number[] = [];
  let index = best.indexOf(score);
  for (const origins of from.toReversed()) {
    positions.unshift(index);
    index = origins[index] ?? -1;
  }
  return {score, positions};
}

function pointsAt(text: string, index: number): number {
  if (index === 0) return BASE + WORD_START + TEXT_START;
  const before = text.charAt(index - 1);
  const here = text.charAt(index);
  const startsWord = /[^\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(here));
  return startsWord ? BASE + WORD_START : BASE;
}

/** Lower case unit by unit: of a whole text it may change the length, and positions would be off. */
function lowerUnits(text: string): readonly string[] {
  return text.split('').map((unit) => {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}
