import {EventEmitter} from 'node:events';
import {textWidth} from '../text/width.ts';
import type {TerminalOutput} from './frame-stream.ts';
import {freshLines, isEditOf, SELECTED} from './linear-news.ts';

const ESC = '\u001B';

/**
 * What Ink believes to be its terminal where a screen reader listens. Ink (in its debug mode) writes whole frames; this
 * says of each what is new, in lines below the ones before, and takes nothing back: readers of terminals speak what is
 * written, and a person goes back to older lines with the reader's own keys. While paused it says nothing.
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
