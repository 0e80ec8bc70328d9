import {closeSync, constants, fstatSync, openSync, renameSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {hideSecrets} from '../text/safe/find-secrets.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {ensurePrivateFolder} from '../settings/paths.ts';

export type LogLine = {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Which part of casedeck says it: `api`, `outbox`, `terminal`... */
  readonly area: string;
  readonly message: SafeText;
};

/** What casedeck did: the last lines always in memory, and with `--debug` in a file too. */
export type Log = {
  /** Never throws: a log that cannot be written is no reason to stop. */
  readonly write: (area: string, words: string) => void;
  /** The last lines, oldest first. */
  readonly lines: () => readonly LogLine[];
  readonly subscribe: (listener: () => void) => () => void;
  /** The file that is written; undefined without `--debug`, or where it cannot be written. */
  readonly file: () => string | undefined;
};

export type LogOptions = {
  readonly clock: {readonly now: () => number};
  /** Undefined: nothing is kept. */
  readonly file?: string | undefined;
  /** Beyond this the file becomes FILE.1, and that goes. 2 MB where not said. */
  readonly maxBytes?: number;
};

const KEPT_LINES = 1000;
const LONGEST_LINE = 2000;
const MAX_BYTES = 2_000_000;
/** Absent on Windows. */
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;

/** Opens the log; the file is opened at the first line. Lines are safe for a terminal and without what looks like a secret. */
export function createLog({clock, file, maxBytes = MAX_BYTES}: LogOptions): Log {
  let lines: LogLine[] = [];
  const listeners = new Set<() => void>();
  const append = file === undefined ? undefined : new LogFile(file, maxBytes);
  const add = (area: string, words: string) => {
    const line = {at: clock.now(), area, message: toSafeLine(hideSecrets(words.slice(0, LONGEST_LINE)))};
    // Subscribers compare by identity.
    lines = [...lines.slice(1 - KEPT_LINES), line];
    return line;
  };
  return {
    write(area, words) {
      const line = add(area, words);
      const problem = append?.write(
        `${new Date(line.at).toISOString()} ${process.pid} ${area}: ${line.message}\n`,
      );
      if (problem !== undefined) add('log', `${file} is written no more: ${problem}`);
      for (const listener of listeners) listener();
    },
    lines: () => lines,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    file: () => (append?.isBroken === false ? file : undefined),
  };
}

/** Appends, so that several processes may write to one file. */
class LogFile {
  readonly #path: string;
  readonly #maxBytes: number;
  #handle: number | undefined;
  #isBroken = false;

  constructor(path: string, maxBytes: number) {
    this.#path = path;
    this.#maxBytes = maxBytes;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Why this was the last line; undefined where all is well, or was said before. */
  write(text: string): string | undefined {
    if (this.#isBroken) return undefined;
    try {
      this.#handle ??= this.#open();
      if (fstatSync(this.#handle).size + text.length > this.#maxBytes) this.#rotate();
      writeSync(this.#handle, text);
      return undefined;
    } catch (error) {
      this.#isBroken = true;
      return error instanceof Error ? error.message : String(error);
    }
  }

  #open(): number {
    ensurePrivateFolder(dirname(this.#path));
    const {O_APPEND, O_CREAT, O_WRONLY} = constants;
    return openSync(this.#path, O_APPEND | O_CREAT | O_WRONLY | NOFOLLOW, 0o600);
  }

  #rotate(): void {
    const old = this.#handle;
    if (old === undefined) return;
    closeSync(old);
    this.#handle = this.#open();
    // Another process may have put a new file there since.
    if (fstatSync(this.#handle).size <= this.#maxBytes / 2) return;
    renameSync(this.#path, `${this.#path}.1`);
    closeSync(this.#handle);
    this.#handle = this.#open();
  }
}
