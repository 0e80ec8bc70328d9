import type {Line} from '../components/lines.ts';
import type {PointedList} from '../hooks/usePointer.ts';

/** The entries on screen as lines, the one under the cursor as a bar. */
export function shownLines<T>(
  {entries, top, index, isGone}: PointedList<T>,
  rows: number,
  draw: (entry: T, selected: boolean) => Line,
): readonly Line[] {
  return entries.slice(top, top + rows).map((entry, at) => {
    const selected = top + at === index;
    return selected && isGone ? {...draw(entry, true), isGone} : draw(entry, selected);
  });
}

/** Where the cursor is: `2 of 7`. */
export function placeLabel({entries, index, isGone}: PointedList<unknown>): string {
  if (entries.length === 0) return '';
  return isGone ? `no longer one of ${entries.length - 1}` : `${index + 1} of ${entries.length}`;
}
