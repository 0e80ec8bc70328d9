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
  for (let row = 0; row < height; row++) {
    const before = previous?.[row] ?? '';
    const after = next[row] ?? '';
    if (before !== after) out += diffLine(cellsOf(before), cellsOf(after), {row, columns});
  }
  return out;
}

type Place = {readonly row: number; readonly columns: number};

/** What the terminal draws the next cell with, and where. */
type Pen = {look: Look; column: number | undefined};

function diffLine(old: Cells, cells: Cells, {row, columns}: Place): string {
  // Where terminals disagree about a width, columns after it cannot be trusted: write to the end.
  const exact = old.widths === undefined && cells.widths === undefined;
  const pen: Pen = {look: PLAIN, column: undefined};
  let out = '';
  for (const [start, end] of exact ? changedRuns(old, cells) : changedRest(old, cells)) {
    out += moveTo(pen, row, columnOf(cells, start)) + runBytes(cells, start, end, pen);
  }
  out += switchLook(pen, PLAIN);
  const blankFrom = columnsOf(cells);
  // In the last column there is nothing to erase: the cursor would stand on the last cell.
  if (blankFrom < columns && (columnsOf(old) > blankFrom || !exact)) {
    if (!exact) pen.column = undefined;
    out += `${moveTo(pen, row, blankFrom)}${ESC}[K`;
  }
  return out;
}

/** Within a row the way forward is the shorter one. */
function moveTo(pen: Pen, row: number, column: number): string {
  const from = pen.column;
  pen.column = column;
  if (from === undefined) return column === 0 ? `${ESC}[${row + 1}H` : `${ESC}[${row + 1};${column + 1}H`;
  return forward(column - from);
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
    // What cannot be seen on a blank may stay switched on: between two bold words nothing is switched.
    if (value !== ' ' || pen.look.blank !== look) out += switchLook(pen, look);
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

/** From where to where cells changed; what lies between two changes is written again where that is shorter than to jump over it. */
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
