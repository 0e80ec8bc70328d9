import {cellsOf, columnsOf} from './cells.ts';

const ON = '\u001B[53m';
const OFF = '\u001B[55m';

/** Where the terminal's own cursor stands: row and column from 0. */
export type Caret = {readonly row: number; readonly column: number};

/**
 * Marks what the caret stands on, for the way through Ink: as text with a line above it, which nothing else has.
 * {@link takeCaret} finds it in the frame, wherever the layout has put it.
 */
export function markCaret(text: string): string {
  return ON + text + OFF;
}

/** The frame without the mark, and where that was; undefined where nothing is written. */
export function takeCaret(rows: readonly string[]): {
  readonly rows: readonly string[];
  readonly caret: Caret | undefined;
} {
  const row = rows.findIndex((text) => text.includes(ON));
  const marked = rows[row];
  if (marked === undefined) return {rows, caret: undefined};
  const column = columnsOf(cellsOf(marked.slice(0, marked.indexOf(ON))));
  const plain = rows.map((text) => (text.includes(ON) ? text.replaceAll(ON, '').replaceAll(OFF, '') : text));
  return {rows: plain, caret: {row, column}};
}
