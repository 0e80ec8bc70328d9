import type {Span} from '../../components/lines.ts';
import {fuzzyMatch} from '../../text/fuzzy.ts';

/** Something to choose below a field. */
export type Option = {
  readonly value: string;
  readonly spans: readonly Span[];
  /** What typing is held against. */
  readonly search: string;
};

/** Those that fit what is typed, best first; equally good ones in their own order. */
export function matchingOptions(typed: string, options: readonly Option[]): readonly Option[] {
  const words = typed.trim();
  if (words === '') return options;
  return options
    .flatMap((option) => {
      const match = fuzzyMatch(words, option.search);
      return match === undefined ? [] : [{option, score: match.score}];
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({option}) => option);
}
