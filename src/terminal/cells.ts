import {graphemes, isNarrow} from '../text/graphemes.ts';
import {Memo} from '../text/memo.ts';
import {PLAIN, withLink, withSgr, type Look} from './look.ts';

/** A row of the screen, cell by cell. */
export type Cells = {
  readonly values: readonly string[];
  readonly looks: readonly Look[];
  /** Columns of each; undefined where each has one, of a single character, and terminals agree on that. */
  readonly widths: readonly number[] | undefined;
};

// SGR, the start or end of a link, or text up to the next of them. Other sequences are never in a frame.
// oxlint-disable-next-line no-control-regex -- the sequences of frames start with ESC
const PIECE = /\u001B\[([\d;]*)m|(\u001B\]8;[^\u0007\u001B]*(?:\u0007|\u001B\\))|[^\u001B]+|\u001B/g;
const NO_ADDRESS = /^\u001B\]8;[^;]*;(?:\u0007|\u001B\\)$/;

/** Most rows of a frame are those of the frame before. */
const known = new Memo<Cells>(256);

/** The cells of a line of text with colours and links. */
export function cellsOf(line: string): Cells {
  const before = known.get(line);
  if (before !== undefined) return before;
  const cells = parse(line);
  known.set(line, cells);
  return cells;
}

function parse(line: string): Cells {
  const values: string[] = [];
  const looks: Look[] = [];
  const widths: number[] = [];
  let isExact = true;
  let look = PLAIN;
  for (const [piece, sgr, link] of line.matchAll(PIECE)) {
    if (sgr !== undefined) look = withSgr(look, sgr);
    else if (link !== undefined) look = withLink(look, NO_ADDRESS.test(link) ? '' : link);
    else if (isNarrow(piece)) {
      for (const value of piece) addCell(value, 1);
    } else {
      isExact = false;
      for (const {text, width} of graphemes(piece)) if (width > 0) addCell(text, width);
    }
  }
  return {values, looks, widths: isExact ? undefined : widths};

  function addCell(value: string, width: number): void {
    values.push(value);
    looks.push(value === ' ' ? look.blank : look);
    widths.push(width);
  }
}

/** The column, from 0, in which a cell begins. */
export function columnOf({widths}: Cells, index: number): number {
  if (widths === undefined) return index;
  let column = 0;
  for (let at = 0; at < index; at++) column += widths[at] ?? 0;
  return column;
}

/** Columns of the whole row. */
export function columnsOf(cells: Cells): number {
  return columnOf(cells, cells.values.length);
}
