import {truncate, wrap} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';

/** A terminal of fewer rows has none to give away; one of fewer columns says little in a row. */
const LOW = 30;
const NARROW = 60;

/** How many rows a banner may take of a screen of that size. */
export function mostBannerRows({width, rows}: {readonly width: number; readonly rows: number}): number {
  return rows < LOW && width >= NARROW ? 2 : 3;
}

/** The words in at most so many rows; where there are more, the last row says so by its end. */
export function fewRows(words: string, width: number, most: number): readonly string[] {
  const rows = wrap(words, width);
  if (rows.length <= most) return rows;
  const rest = rows.slice(most - 1).join(' ');
  return [...rows.slice(0, most - 1), truncate(rest, width, theme.glyphs.ellipsis)];
}
