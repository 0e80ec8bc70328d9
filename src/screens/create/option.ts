import type {Line, Span} from '../../components/lines.ts';
import {fuzzyMatch} from '../../text/fuzzy.ts';
import type {PointedList} from '../../hooks/usePointer.ts';
import {shownLines} from '../pointed-lines.ts';

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

/** What can be chosen, `indent` cells from the left; to choose none has no line of its own. */
export function optionLines(
  list: PointedList<Option | undefined>,
  rows: number,
  indent: number,
): readonly Line[] {
  const hidden = list.entries.length > 0 && list.entries[0] === undefined ? 1 : 0;
  const top = Math.max(0, list.top - hidden);
  const shown = {...list, entries: list.entries.slice(hidden), index: list.index - hidden, top};
  return shownLines(shown, rows, (option, selected) => ({
    spans: [{text: ' '.repeat(indent)}, ...(option?.spans ?? [])],
    selected,
  }));
}
