import {cellsOf, columnOf, columnsOf, type Cells} from './cells.ts';
import {PLAIN, sgrBetween, type Look} from './look.ts';

const ESC = '\u001B';
const LINK_END = `${ESC}]8;;\u0007`;

/**
 * The bytes that turn the screen showing `previous` into one showing `next`, both whole frames of
 * lines with colours only. Only changed cells are written: over SSH every byte is felt.
 * `previous` undefined: nothing is known of the screen, so it is cleared.
 */
export function diffFrames(
  previous: readonly string[] | undefined,
  next: readonly string[],
  columns: number,
): string {
  let out = previous === undefined ? `${ESC}[m${ESC}[H${ESC}[2J` : '';
  const height = Math.max(previous?.length ?? 0, next.length);
  const pen: Pen = {look: PLAIN, row: undefined, column: undefined};
  for (let row = 0; row < height; row++) {
    const before = previous?.[row] ?? '';
    const after = next[row] ?? '';
    if (before !== after) out += diffLine(cellsOf(before), cellsOf(after), {row, columns, pen});
  }
  return out + switchLook(pen, PLAIN);
}

type Place = {readonly row: number; readonly columns: number; readonly pen: Pen};

/** What the terminal draws the next cell with, and where: in which row, and in which column if terminals agree on that. */
type Pen = {look: Look; row: number | undefined; column: number | undefined; isAtStart?: boolean};

function diffLine(old: Cells, cells: Cells, {row, columns, pen}: Place): string {
  // If terminals disagree about a width, the columns after it are unknown: write to the end.
  const exact = old.widths === undefined && cells.widths === undefined;
  let out = '';
  pen.isAtStart = true;
  for (const [start, end] of exact ? changedRuns(old, cells) : changedRest(old, cells)) {
    out += moveTo(pen, row, columnOf(cells, start)) + runBytes(cells, start, end, pen);
  }
  const blankFrom = columnsOf(cells);
  // In the last column there is nothing to erase: the cursor would stand on the last cell.
  if (blankFrom < columns && (columnsOf(old) > blankFrom || !exact)) {
    if (!exact) pen.column = undefined;
    // What is erased takes the colour of the background.
    out += `${switchLook(pen, PLAIN)}${moveTo(pen, row, blankFrom)}${ESC}[K`;
  }
  // A row that is wider than it should be, or full, may have put the cursor into the next one.
  if (!exact || (pen.column ?? 0) >= columns) pen.row = undefined;
  return out;
}

/** Moves along a row by the shorter way, often from the start of the row below. */
function moveTo(pen: Pen, row: number, column: number): string {
  const before = {...pen};
  pen.row = row;
  pen.column = column;
  if (before.row === row && before.column !== undefined) return forward(column - before.column);
  const place = column === 0 ? `${ESC}[${row + 1}H` : `${ESC}[${row + 1};${column + 1}H`;
  if (before.row !== row - 1) return place;
  const below = `\r\n${forward(column)}`;
  // The terminal's driver makes three bytes of these two.
  return below.length + 1 < place.length ? below : place;
}

function forward(cells: number): string {
  if (cells === 0) return '';
  return cells === 1 ? `${ESC}[C` : `${ESC}[${cells}C`;
}

function runBytes(cells: Cells, start: number, end: number, pen: Pen): string {
  let out = '';
  for (let at = start; at < end; at++) {
    const value = cells.values[at] ?? '';
    const look = cells.looks[at] ?? PLAIN;
    // What cannot be seen on a blank may stay switched on: between two bold words of a row nothing is switched.
    if (value !== ' ' || pen.isAtStart === true || pen.look.blank !== look) out += switchLook(pen, look);
    if (value !== ' ') pen.isAtStart = false;
    out += value;
    if (isDoubtful(value, cells.widths?.[at])) out += `${ESC}[${columnOf(cells, at + 1) + 1}G`;
  }
  pen.column = columnOf(cells, end);
  return out;
}

function switchLook(pen: Pen, look: Look): string {
  const before = pen.look;
  if (before === look) return '';
  pen.look = look;
  const link = before.link === look.link ? '' : look.link === '' ? LINK_END : look.link;
  return sgrBetween(before, look) + link;
}

/** From the first change to the end. */
function changedRest(old: Cells, cells: Cells): readonly (readonly [number, number])[] {
  const {length} = cells.values;
  for (let at = 0; at < length; at++) if (!isSame(old, cells, at)) return [[at, length]];
  return [];
}

/**
 * From where to where cells changed; unchanged cells between two changes are written again if that is shorter than a
 * jump.
 */
function changedRuns(old: Cells, cells: Cells): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let at = 0; at < cells.values.length; at++) {
    if (isSame(old, cells, at)) continue;
    const last = runs.at(-1);
    if (last !== undefined && isWorthWriting(cells, last[1], at)) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

function isWorthWriting({values, looks}: Cells, start: number, end: number): boolean {
  const jump = forward(end - start).length;
  if (end - start > jump) return false;
  const look = looks[start - 1];
  let bytes = 0;
  for (let at = start; at < end; at++) {
    if (looks[at] !== look && !(values[at] === ' ' && looks[at] === look?.blank)) return false;
    bytes += Buffer.byteLength(values[at] ?? '');
  }
  return bytes <= jump;
}

function isSame(old: Cells, cells: Cells, at: number): boolean {
  return (
    old.values[at] === cells.values[at] &&
    old.looks[at] === cells.looks[at] &&
    old.widths?.[at] === cells.widths?.[at]
  );
}

/** Terminals differ in how wide they draw joined emoji and the like: the next cell is then placed by its column. */
function isDoubtful(value: string, width: number | undefined): boolean {
  return value.length > 1 || (width ?? 1) > 2;
}
