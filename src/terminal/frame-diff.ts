import {styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import {textWidth} from '../text/width.ts';

type Cell = {readonly value: string; readonly width: number; readonly style: string; readonly link: string};

const ESC = '\u001B';
const CSI = `${ESC}[`;
const LINK = `${ESC}]8;`;
const LINK_END = `${ESC}]8;;\u0007`;
/** Unchanged cells between two changes are cheaper to write again than to jump over. */
const GAP = 5;
const PLAIN = /^[ -~]*$/;

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

function diffLine(old: readonly Cell[], cells: readonly Cell[], {row, columns}: Place): string {
  // Where terminals disagree about a width, columns after it cannot be trusted: write to the end.
  const exact = isExact(old) && isExact(cells);
  const pen: Pen = {style: '', link: ''};
  let out = '';
  for (const [start, end] of changedRuns(old, cells, exact)) {
    out +=
      out === ''
        ? `${ESC}[${row + 1};${columnOf(cells, start) + 1}H`
        : `${ESC}[${columnOf(cells, start) + 1}G`;
    out += runBytes(cells, start, end, pen);
  }
  if (pen.link !== '') out += LINK_END;
  if (pen.style !== '') out += `${ESC}[m`;
  const blankFrom = columnOf(cells, cells.length);
  // In the last column there is nothing to erase: the cursor would stand on the last cell.
  if (blankFrom < columns && (columnOf(old, old.length) > blankFrom || !exact)) {
    out += `${ESC}[${row + 1};${blankFrom + 1}H${ESC}[K`;
  }
  return out;
}

/** What the terminal draws the next cell with. */
type Pen = {style: string; link: string};

function runBytes(cells: readonly Cell[], start: number, end: number, pen: Pen): string {
  let out = '';
  for (const [offset, cell] of cells.slice(start, end).entries()) {
    if (cell.style !== pen.style) out += switchStyle(pen.style, cell.style);
    if (cell.link !== pen.link) out += cell.link === '' ? LINK_END : cell.link;
    pen.style = cell.style;
    pen.link = cell.link;
    out += cell.value;
    if (isDoubtful(cell)) out += `${ESC}[${columnOf(cells, start + offset + 1) + 1}G`;
  }
  return out;
}

function changedRuns(
  old: readonly Cell[],
  cells: readonly Cell[],
  exact: boolean,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let index = 0; index < cells.length; index++) {
    if (isSame(old[index], cells[index])) continue;
    if (!exact) return [[index, cells.length]];
    const last = runs.at(-1);
    if (last !== undefined && index - last[1] <= GAP) last[1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}

function isSame(a: Cell | undefined, b: Cell | undefined): boolean {
  return a?.value === b?.value && a?.style === b?.style && a?.link === b?.link;
}

function isExact(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell.width === 1 && cell.value.length === 1);
}

/** Terminals differ in how wide they draw joined emoji and the like: the next cell is then placed by its column. */
function isDoubtful(cell: Cell): boolean {
  return cell.value.length > 1 || cell.width > 2;
}

function columnOf(cells: readonly Cell[], index: number): number {
  let column = 0;
  for (let at = 0; at < index; at++) column += cells[at]?.width ?? 0;
  return column;
}

function switchStyle(from: string, to: string): string {
  if (to === '') return `${ESC}[m`;
  return from === '' ? `${ESC}[${to}m` : `${ESC}[0;${to}m`;
}

function cellsOf(line: string): readonly Cell[] {
  if (PLAIN.test(line)) return Array.from(line, (value) => ({value, width: 1, style: '', link: ''}));
  return styledCharsFromTokens(tokenize(line)).map(({value, styles}) => ({
    value,
    width: textWidth(value),
    style: styles
      .filter(({code}) => code.startsWith(CSI))
      .map(({code}) => code.slice(CSI.length, -1))
      .join(';'),
    link: styles.find(({code}) => code.startsWith(LINK))?.code ?? '',
  }));
}
