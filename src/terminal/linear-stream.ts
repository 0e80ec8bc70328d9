import {EventEmitter} from 'node:events';
import type {TerminalOutput} from './frame-stream.ts';

/**
 * What Ink believes to be its terminal where a screen reader listens: Ink's own output goes through,
 * below what is on the terminal already. While paused it goes nowhere.
 */
export class LinearStream extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #output: TerminalOutput;
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
    if (!this.#paused && data !== '') this.#output.write(data);
    if (callback !== undefined) queueMicrotask(callback);
    return true;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  /** Says everything again, below what somebody else wrote: Ink takes back as many rows as it believes to be its own. */
  redraw(): void {
    this.#output.write('\n'.repeat(this.rows));
    this.resized();
  }

  resized(): void {
    this.emit('resize');
  }
}
