import type {Line} from '../../components/lines.ts';
import type {PointedList} from '../../hooks/usePointer.ts';
import {shownLines} from '../pointed-lines.ts';
import type {Option} from './option.ts';

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
