import {boundaryAtCell, boundaryBefore, textWidth} from '../graphemes.ts';
import {Memo} from '../memo.ts';
import {wrapRows, type WrappedRow} from '../wrap-rows.ts';

/** A place in a text: its line, and the UTF-16 offset in that line. */
export type Position = {readonly line: number; readonly column: number};

/** A row on screen: which part of which line it shows. It begins at `start`, the next row at `next`. */
export type VisualRow = WrappedRow & {
  readonly line: number;
  readonly text: string;
  /** Of its line. */ readonly isLast: boolean;
};

const wrapped = new Memo<{readonly limit: number; readonly rows: readonly WrappedRow[]}>(1024);
const laidOut = new WeakMap<
  readonly string[],
  {readonly limit: number; readonly rows: readonly VisualRow[]}
>();

/**
 * The lines as rows for `width` cells. Text takes one cell less, so that the cursor behind a full row
 * has a place. Spaces at a break stay in their row as far as they fit. Only what changed is computed.
 */
export function visualRows(lines: readonly string[], width: number): readonly VisualRow[] {
  const limit = Math.max(1, width - 1);
  const known = laidOut.get(lines);
  if (known?.limit === limit) return known.rows;
  const rows = lines.flatMap((text, line) =>
    rowsOf(text, limit).map((row, index, {length}) => ({
      ...row,
      line,
      text: rowText(text, row, limit),
      isLast: index === length - 1,
    })),
  );
  laidOut.set(lines, {limit, rows});
  return rows;
}

function rowsOf(text: string, limit: number): readonly WrappedRow[] {
  const known = wrapped.get(text);
  if (known?.limit === limit) return known.rows;
  const rows = wrapRows(text, limit);
  wrapped.set(text, {limit, rows});
  return rows;
}

function rowText(text: string, row: WrappedRow, limit: number): string {
  const shown = text.slice(row.start, row.end);
  const cells = textWidth(shown);
  if (cells > limit) return '…';
  return shown + text.slice(row.end, Math.min(row.next, row.end + limit - cells));
}

/** Index of the row in which the cursor shows. */
export function rowOfPosition(rows: readonly VisualRow[], {line, column}: Position): number {
  const after = rows.findIndex((row) => row.line > line || (row.line === line && row.start > column));
  return (after === -1 ? rows.length : after) - 1;
}

/** Cells left of the cursor in its row. */
export function cellOfPosition(row: VisualRow, column: number): number {
  return textWidth(row.text.slice(0, column - row.start));
}

/** The place in a row that is nearest to `cell` from the left. */
export function positionAtCell(row: VisualRow, cell: number): Position {
  const isStandIn = row.text === '…' && row.next - row.start > 1;
  const offset = isStandIn ? 0 : boundaryAtCell(row.text, cell);
  return {line: row.line, column: Math.min(row.start + offset, endOfRow(row).column)};
}

/** The last place that shows in this row and not at the start of the next. */
export function endOfRow(row: VisualRow): Position {
  if (row.isLast) return {line: row.line, column: row.next};
  const column = row.next > row.end ? row.next - 1 : row.start + boundaryBefore(row.text, row.text.length);
  return {line: row.line, column};
}
