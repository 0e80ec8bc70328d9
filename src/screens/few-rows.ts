import {truncate, wrap} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';

/** The words in at most so many rows; where there are more, the last row says so by its end. */
export function fewRows(words: string, width: number, most: number): readonly string[] {
  const rows = wrap(words, width);
  if (rows.length <= most) return rows;
  const rest = rows.slice(most - 1).join(' ');
  return [...rows.slice(0, most - 1), truncate(rest, width, theme.glyphs.ellipsis)];
}
