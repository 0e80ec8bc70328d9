import type {Grid, GridCell} from './grid.ts';
import type {Row} from './mail-table.ts';

type Placed = GridCell & {readonly bold: boolean; readonly isHead: boolean};
export type CellText = {readonly lines: readonly string[]; readonly bold: boolean};
const STEP = 500;

/**
 * Each cell at the row and column where a browser puts it, with rows and columns that span others. Columns in
 * which nothing stands, and those that no cell begins in, are left out, and rows without text.
 */
export function* tableGrid(
  rows: readonly Row[],
  textOf: (cell: Row['cells'][number]) => CellText,
): Generator<void, Grid> {
  const placed: Placed[][] = [];
  const taken: number[] = [];
  const ends = sectionEnds(rows);
  for (const [row, {cells, part}] of rows.entries()) {
    const line: Placed[] = [];
    let column = 0;
    for (const cell of cells) {
      while ((taken[column] ?? 0) > row) column += 1;
      const end = Math.min(ends[row] ?? rows.length, cell.rows === 0 ? rows.length : row + cell.rows);
      for (let at = column; at < column + cell.columns; at += 1) taken[at] = end;
      line.push({
        ...textOf(cell),
        row,
        rows: end - row,
        column,
        columns: cell.columns,
        heading: cell.heading,
        isHead: cell.heading || part === 'head',
      });
      column += cell.columns;
    }
    placed.push(line);
    if (row % STEP === STEP - 1) yield;
  }
  yield;
  return yield* compact(placed);
}

/** For each row, where its section ends: no cell reaches beyond. */
function sectionEnds(rows: readonly Row[]): readonly number[] {
  const ends = rows.map(() => rows.length);
  for (let row = rows.length - 2; row >= 0; row -= 1) {
    ends[row] = rows[row]?.section === rows[row + 1]?.section ? (ends[row + 1] ?? 0) : row + 1;
  }
  return ends;
}

function* compact(placed: readonly (readonly Placed[])[]): Generator<void, Grid> {
  const full = placed.map((cells) => cells.filter((cell) => hasText(cell)));
  yield;
  const columns = newPlaces(full.flatMap((cells) => cells.map((cell) => cell.column)));
  const kept = newPlaces(full.flatMap((cells, row) => (cells.length > 0 ? [row] : [])));
  yield;
  const rows: (readonly Placed[])[] = [];
  for (const [row, cells] of full.entries()) {
    if (cells.length > 0) rows.push(cells.map((cell) => moved(cell, columns, kept)));
    if (row % STEP === STEP - 1) yield;
  }
  return {rows, columns: columns.length, heads: headRows(rows)};
}

function hasText({lines}: GridCell): boolean {
  return lines.some((line) => line.trim() !== '');
}

/** The places that stay, in order. */
function newPlaces(used: readonly number[]): readonly number[] {
  return [...new Set(used)].toSorted((a, b) => a - b);
}

function moved(cell: Placed, columns: readonly number[], rows: readonly number[]): Placed {
  const column = countBelow(columns, cell.column);
  const row = countBelow(rows, cell.row);
  return {
    ...cell,
    column,
    columns: Math.max(1, countBelow(columns, cell.column + cell.columns) - column),
    row,
    rows: Math.max(1, countBelow(rows, cell.row + cell.rows) - row),
  };
}

/** How many of the sorted numbers are smaller. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows at the top whose cells are all headings, or all bold where no other row is. */
function headRows(rows: readonly (readonly Placed[])[]): number {
  const heads = rows.findIndex((cells) => !cells.every((cell) => cell.isHead));
  if (heads > 0) return heads;
  if (heads === -1 || rows.length < 2) return 0;
  const isBold = (cells: readonly Placed[]) => cells.length > 1 && cells.every((cell) => cell.bold);
  const [first = []] = rows;
  return isBold(first) && rows.slice(1).some((cells) => !cells.some((cell) => cell.bold)) ? 1 : 0;
}
