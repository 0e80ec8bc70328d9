import {graphemes, isNarrow, textWidth} from './graphemes.ts';
import {Memo} from './memo.ts';
import type {SafeText} from './safe/safe-text.ts';
import {wrapRows} from './wrap-rows.ts';

export {textWidth};

const ELLIPSIS = '…';
const LONGEST_REMEMBERED = 10_000;
/** Keyed by the text alone: its hash is at hand, and one text is seldom shown at two widths. */
const wrapped = new Memo<{readonly limit: number; readonly rows: readonly string[]}>(1024);

/** The text on one line in at most `width` cells; where some is cut off, `ellipsis` ends it. */
export function truncate(text: SafeText, width: number, ellipsis?: string): SafeText;
export function truncate(text: string, width: number, ellipsis?: string): string;
export function truncate(text: string, width: number, ellipsis: string = ELLIPSIS): string {
  const limit = Math.max(0, width);
  if (text.includes('\n')) return truncate(text.replaceAll('\n', ' '), limit, ellipsis);
  const mark = textWidth(ellipsis) <= limit ? ellipsis : '';
  const room = limit - textWidth(mark);
  // One more than fits, to see that the last one that does is not joined by what follows.
  if (isNarrow(text.slice(0, limit + 1))) return text.length <= limit ? text : text.slice(0, room) + mark;
  const cut = cutAt(text, limit, room);
  return cut === undefined ? text : cut + mark;
}

/** The start of the text that takes at most `room` cells, or undefined where all of it fits into `limit`. */
function cutAt(text: string, limit: number, room: number): string | undefined {
  let used = 0;
  let length = 0;
  let cut = 0;
  for (const grapheme of graphemes(text)) {
    used += grapheme.width;
    if (used > limit) return text.slice(0, cut);
    length += grapheme.text.length;
    if (used <= room) cut = length;
  }
  return undefined;
}

/** The text followed by spaces up to `width` cells; a wider text stays as it is. */
export function padEnd(text: SafeText, width: number): SafeText;
export function padEnd(text: string, width: number): string;
export function padEnd(text: string, width: number): string {
  let padded = text;
  let missing = width - textWidth(padded);
  // In a few scripts the first space joins the last letter and takes no cell: measure again.
  while (missing > 0) {
    padded += ' '.repeat(missing);
    missing = isNarrow(text) ? 0 : width - textWidth(padded);
  }
  return padded;
}

/** The text on one line in exactly `width` cells: cut with an ellipsis or padded with spaces. */
export function fit(text: SafeText, width: number): SafeText;
export function fit(text: string, width: number): string;
export function fit(text: string, width: number): string {
  return padEnd(truncate(text, width), width);
}

/**
 * The text as rows of at most `width` cells, broken at words where possible. Line breaks and leading
 * spaces stay, spaces at a break go. A character that is itself wider than `width` shows as `…`.
 */
export function wrap(text: SafeText, width: number): readonly SafeText[];
export function wrap(text: string, width: number): readonly string[];
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(1, width);
  if (text.length <= limit && !text.includes('\n') && isNarrow(text)) return [text];
  const known = wrapped.get(text);
  if (known?.limit === limit) return known.rows;
  const rows = text.split('\n').flatMap((line) => wrapLine(line, limit));
  if (text.length <= LONGEST_REMEMBERED) wrapped.set(text, {limit, rows});
  return rows;
}

function wrapLine(line: string, limit: number): readonly string[] {
  return wrapRows(line, limit).map(({start, end}) => {
    const row = line.slice(start, end);
    return row.length <= limit && isNarrow(row) ? row : truncate(row, limit);
  });
}
