import {EventEmitter} from 'node:events';
import {textWidth} from '../text/width.ts';
import type {TerminalOutput} from './frame-stream.ts';

const ESC = '\u001B';

/**
 * Ink writes to this instead of the terminal when a screen reader is used. Ink (in its debug mode) writes whole frames;
 * this writes what is new in each, in lines below the earlier ones, and never changes a line: screen readers speak what
 * is written, and the user goes back to older lines with the reader's own keys. While paused it writes nothing.
 */
export class LinearStream extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #output: TerminalOutput;
  #latest: readonly string[] = [];
  #said: readonly string[] | undefined;
  /** The line that the cursor stands behind. */
  #last = '';
  #paused = true;

  constructor(output: TerminalOutput) {
    super();
    this.#output = output;
  }

  get columns(): number {
    return this.#output.columns > 0 ? this.#output.columns : 80;
  }

  get rows(): number {
    return this.#output.rows > 0 ? this.#output.rows : 24;
  }

  write(data: string, callback?: () => void): boolean {
    if (data !== '' && data !== '\n') {
      this.#latest = data.split('\n').map((line) => line.trimEnd());
      this.#say();
    }
    if (callback !== undefined) queueMicrotask(callback);
    return true;
  }

  pause(): void {
    if (!this.#paused && this.#last !== '') this.#output.write('\n');
    this.#paused = true;
    this.#last = '';
  }

  resume(): void {
    this.#paused = false;
    this.#say();
  }

  /** Says everything again, below what somebody else wrote. */
  redraw(): void {
    this.#said = undefined;
    this.#say();
  }

  resized(): void {
    this.emit('resize');
  }

  #say(): void {
    if (this.#paused || this.#latest.length === 0) return;
    const fresh = freshLines(this.#said, this.#latest);
    this.#said = this.#latest;
    const [only] = fresh;
    if (only === undefined) return;
    const isEdit = fresh.length === 1 && isEditOf(only, this.#last) && this.#fits(only, this.#last);
    this.#output.write(
      isEdit ? edited(this.#last, only) : `${this.#last === '' ? '' : '\n'}${fresh.join('\n')}`,
    );
    this.#last = fresh.at(-1) ?? '';
  }

  /** On one row: going back over the end of one is something else on every terminal. */
  #fits(...lines: readonly string[]): boolean {
    return lines.every((line) => textWidth(line) < this.columns && !line.startsWith(SELECTED));
  }
}

/** Goes back to where two lines part, and writes the rest. */
function edited(before: string, after: string): string {
  const same = samePrefix(before, after);
  const back = textWidth(before.slice(same));
  return `${'\b'.repeat(back)}${after.slice(same)}${back > textWidth(after.slice(same)) ? `${ESC}[K` : ''}`;
}

function samePrefix(one: string, other: string): number {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same;
}

/** What Ink writes before the line that is selected. */
const SELECTED = '(selected) ';
/** If this much of the old frame is gone, another screen has come, and all of it is written. */
const OTHER_SCREEN = 0.5;
/** Ages, counts and the time of the last saving: that they change is no news. */
const PASSING = /\b\d+ ?(?:s|m|min|h|d|w|mo|y)\b|\b\d+ of \d+\b|\bsaved \d\d?:\d\d\b/g;

/**
 * What to write of a frame after the one before, in order; undefined: nothing was written yet. After a move of the
 * cursor: the line that is selected now, and a notice. The head of the page is written only with a whole page.
 */
function freshLines(before: readonly string[] | undefined, after: readonly string[]): readonly string[] {
  if (before === undefined) return after;
  const old = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  const gone = [...old].filter((key) => !now.has(key)).length;
  if (gone > old.size * OTHER_SCREEN) return after;
  const fresh = after.filter((line, index) => index > 0 && line !== '' && !old.has(keyOf(line)));
  const selected = after.find(isSelected);
  if (selected === undefined || keyOf(selected) === keyOf(before.find(isSelected) ?? '')) return fresh;
  const notice = after.at(-1) ?? '';
  return [...(fresh.includes(notice) && notice !== selected ? [notice] : []), selected];
}

/** Whether one line became the other by something put in or taken out in one place, as while it is written. */
function isEditOf(after: string, before: string): boolean {
  const shorter = Math.min(after.length, before.length);
  let start = 0;
  while (start < shorter && after[start] === before[start]) start += 1;
  let end = 0;
  while (end < shorter - start && after.at(-1 - end) === before.at(-1 - end)) end += 1;
  return before !== '' && start + end === shorter;
}

function isSelected(line: string): boolean {
  return line.startsWith(SELECTED);
}

/** The same line for a person: selected or not, a minute older or not. */
function keyOf(line: string): string {
  return (isSelected(line) ? line.slice(SELECTED.length) : line).replaceAll(PASSING, '#');
}
