import {boundaryBefore} from '../graphemes.ts';
import {withoutControls} from '../safe/to-safe-text.ts';

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
