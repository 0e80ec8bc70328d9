import {EventEmitter} from 'node:events';

/**
 * What Ink believes to be its keyboard. Keys reach it one at a time and only while an Ink input
 * component has the focus; raw mode belongs to the terminal module, so the switches do nothing.
 */
export class InkStdin extends EventEmitter {
  readonly isTTY = true;
  #waiting: string[] = [];

  push(raw: string): void {
    this.#waiting.push(raw);
    this.emit('readable');
  }

  read(): string | null {
    return this.#waiting.shift() ?? null;
  }

  setRawMode(): this {
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
