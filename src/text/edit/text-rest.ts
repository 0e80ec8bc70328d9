import {boundaryBefore, boundaryFrom} from '../graphemes.ts';
import {cleanInput, endOf, type Lines, replaceBetween} from './text-edit.ts';
import type {Position} from './text-layout.ts';
import {withoutControls} from '../safe/to-safe-text.ts';

/** Lines that are edited, and behind them a text that is too long for that. */
type Filled = {
  readonly lines: Lines;
  /** For so many characters. */
  readonly room: number;
  readonly rest: string;
};

/** A text that is too long by less than this part of the limit is shown whole, so that the user can shorten it. */
const SHORTENED_BY_HAND = 0.1;
/** So much of the rest is looked at in one step. */
const REST_WINDOW = 16_384;

/** Moves up of the rest what there is room for; all of it where little is left over. The cursor stays. */
export function filledUp<B extends Filled>(buffer: B): B {
  if (buffer.rest === '') return buffer;
  let {lines, rest} = buffer;
  const room = buffer.room * (1 + SHORTENED_BY_HAND);
  let length = lines.reduce((sum, line) => sum + line.length, lines.length - 1);
  while (rest !== '' && length < buffer.room) {
    const end = rest.length <= REST_WINDOW ? rest.length : windowEnd(rest);
    const clean = cleanInput(lines.at(-1) ?? '', rest.slice(0, end));
    const isAll = end === rest.length && length + clean.length <= room;
    const taken = isAll ? clean : fitting(clean, buffer.room - length);
    // Nothing of the next character fits.
    if (taken === '' && clean !== '') break;
    lines = replaceBetween(lines, endOf(lines), endOf(lines), taken).lines;
    length += taken.length;
    rest = clean.slice(taken.length) + rest.slice(end);
  }
  return {...buffer, lines, rest};
}

/** Not between the halves of a character, and behind a line break where there is one. */
function windowEnd(rest: string): number {
  const end = rest.lastIndexOf('\n', REST_WINDOW) + 1;
  if (end > 0) return end;
  return /[\uD800-\uDBFF]/.test(rest.charAt(REST_WINDOW - 1)) ? REST_WINDOW - 1 : REST_WINDOW;
}

/** The place behind so many characters, each line break one. */
export function positionAt(lines: Lines, offset: number): Position {
  let left = offset;
  for (const [line, text] of lines.entries()) {
    if (left <= text.length) return {line, column: boundaryFrom(text, left)};
    left -= text.length + 1;
  }
  return endOf(lines);
}

/** A field of one line takes so many characters (UTF-16 units): no filter, search or path is longer. */
export const LONGEST_LINE = 4096;
/** Looked through for the first line; what is pasted may be megabytes. */
const WINDOW = 4 * LONGEST_LINE;

/** What a pasted text is in a field of one line: its first line that holds something, at most `room` characters of it. */
export function pastedLine(text: string, room: number = LONGEST_LINE): string {
  const [first = ''] = text
    .slice(0, WINDOW)
    .trimStart()
    .split(/[\r\n\u0085\u2028\u2029]/, 1);
  return fitting(withoutControls(first).trim(), room);
}

/** The beginning of a text that is no longer than `room`, cut between two characters as people see them. */
export function fitting(text: string, room: number): string {
  return text.length <= room ? text : text.slice(0, boundaryBefore(text, Math.max(0, room) + 1));
}
