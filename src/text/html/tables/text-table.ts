import {padEnd, textWidth} from '../../width.ts';
import {largest} from '../largest.ts';
import type {Grid, GridCell} from './grid.ts';

/** Wider tables would be torn apart by wrapping on most screens. */
const WIDEST = 76;
const GAP = '  ';
const BETWEEN = ' | ';
const BLANK = '-';
const STEP = 200;
/** Cells that reach down into many rows are said again in each, within reason. */
const MOST_REPEATED = 20;

/**
 * A table as text: aligned columns where that is narrow enough, else one `heading: value` line a cell, or one
 * line a row where nothing names the columns.
 */
export function* textTable(grid: Grid, widest: number = WIDEST): Generator<void, readonly string[]> {
  const {rows, columns} = grid;
  if (columns < 2) return rows.flatMap((cells) => cells.flatMap((cell) => cell.lines));
  const widths = yield* columnWidths(grid);
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  return total <= widest ? yield* alignedRows(grid, widths) : yield* listedRows(grid);
}

function* alignedRows({rows, heads}: Grid, widths: readonly number[]): Generator<void, readonly string[]> {
  const lines: string[] = [];
  for (const [row, cells] of rows.entries()) {
    for (const line of alignedRow(cells, widths)) lines.push(line);
    if (row === heads - 1) lines.push(widths.map((width) => '─'.repeat(width)).join(GAP));
    if (row % STEP === STEP - 1) yield;
  }
  return lines;
}

function* listedRows(grid: Grid): Generator<void, readonly string[]> {
  const {rows, columns, heads} = grid;
  const lines: string[] = [];
  const active: GridCell[] = [];
  for (const [row, cells] of rows.entries()) {
    const covering = coveringCells(active, cells, row);
    const shown =
      heads === 0 ? plainRow(covering, columns) : row < heads ? [] : [...record(covering, grid), ''];
    for (const line of shown) lines.push(line);
    if (row % STEP === STEP - 1) yield;
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function* columnWidths({rows, columns}: Grid): Generator<void, readonly number[]> {
  const widths = Array.from({length: columns}, () => 0);
  const spanning: GridCell[] = [];
  for (const [row, cells] of rows.entries()) {
    for (const cell of cells) {
      if (cell.columns > 1) spanning.push(cell);
      else widths[cell.column] = Math.max(widths[cell.column] ?? 0, cellWidth(cell));
    }
    if (row % STEP === STEP - 1) yield;
  }
  for (const cell of spanning) {
    const last = cell.column + cell.columns - 1;
    const missing = cellWidth(cell) - spanWidth(cell, widths);
    if (missing > 0) widths[last] = (widths[last] ?? 0) + missing;
  }
  return widths;
}

function cellWidth(cell: GridCell): number {
  return largest(cell.lines.map(textWidth));
}

function spanWidth({column, columns}: GridCell, widths: readonly number[]): number {
  let width = (columns - 1) * GAP.length;
  for (let at = column; at < column + columns; at += 1) width += widths[at] ?? 0;
  return width;
}

function alignedRow(cells: readonly GridCell[], widths: readonly number[]): readonly string[] {
  const height = largest(cells.map((cell) => cell.lines.length));
  return Array.from({length: height}, (_, line) => {
    let text = '';
    let column = 0;
    for (const cell of cells) {
      for (; column < cell.column; column += 1) text += ' '.repeat((widths[column] ?? 0) + GAP.length);
      text += padEnd(cell.lines[line] ?? '', spanWidth(cell, widths)) + GAP;
      column = cell.column + cell.columns;
    }
    return text.trimEnd();
  });
}

/** The cells of a row with those that reach down into it, by column. */
function coveringCells(active: GridCell[], cells: readonly GridCell[], row: number): readonly GridCell[] {
  const still = active.filter((cell) => cell.row + cell.rows > row).slice(0, MOST_REPEATED);
  active.splice(0, active.length, ...still, ...cells.filter((cell) => cell.rows > 1));
  return [...still, ...cells].toSorted((a, b) => a.column - b.column);
}

/** `heading: value` lines; what stands under one heading together. */
function record(cells: readonly GridCell[], grid: Grid): readonly string[] {
  const [only] = cells;
  if (cells.length === 1 && only?.columns === grid.columns) return only.lines;
  const groups: {readonly heading: string; readonly cells: GridCell[]}[] = [];
  for (const cell of cells) {
    const heading = headingOf(cell, grid);
    const last = groups.at(-1);
    if (last?.heading === heading && heading !== '') last.cells.push(cell);
    else groups.push({heading, cells: [cell]});
  }
  return groups.flatMap((group) => labelled(group.heading || '·', group.cells));
}

function headingOf(cell: GridCell, {rows, heads}: Grid): string {
  const parts: string[] = [];
  for (const row of rows.slice(0, heads)) {
    const above = row.filter(
      ({column, columns}) => column < cell.column + cell.columns && column + columns > cell.column,
    );
    const words = above.map((heading) => withoutColon(heading.lines)).join(', ');
    if (words !== '') parts.push(words);
  }
  return parts.join(' / ');
}

function withoutColon(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join(' ')
    .replace(/\s?[:：]$/, '');
}

function labelled(label: string, cells: readonly GridCell[]): readonly string[] {
  const [first] = cells;
  if (cells.length === 1 && first !== undefined && first.lines.length > 1) {
    return [`${label}:`, ...first.lines.map((line) => `${GAP}${line}`)];
  }
  return [`${label}: ${cells.map((cell) => cell.lines.join(' / ').trim()).join(BETWEEN)}`];
}

/** A row whose columns have no names: a label and its value, or all cells in a line. */
function plainRow(cells: readonly GridCell[], columns: number): readonly string[] {
  const [first, ...others] = cells;
  if (first === undefined) return [];
  if (others.length === 0)
    return first.column === 0 ? first.lines : [`${BLANK}${BETWEEN}${first.lines.join(' / ')}`];
  const labels = cells.filter(({heading}) => heading).length;
  if (labels > 0 && labels < cells.length && first.heading) return labelledRow(cells);
  if (columns === 2) return labelled(withoutColon(first.lines), others);
  let line = '';
  let column = 0;
  for (const cell of cells) {
    for (; column < cell.column; column += 1) line += `${BLANK}${BETWEEN}`;
    line += `${cell.lines.map((text) => text.trim()).join(' / ')}${BETWEEN}`;
    column = cell.column + cell.columns;
  }
  return [line.slice(0, -BETWEEN.length)];
}

/** Headings within the row, each with what follows it. */
function labelledRow(cells: readonly GridCell[]): readonly string[] {
  const groups: {readonly label: string; readonly cells: GridCell[]}[] = [];
  for (const cell of cells) {
    if (cell.heading) groups.push({label: withoutColon(cell.lines), cells: []});
    else groups.at(-1)?.cells.push(cell);
  }
  return groups.flatMap((group) =>
    group.cells.length === 0 ? [group.label] : labelled(group.label, group.cells),
  );
}
