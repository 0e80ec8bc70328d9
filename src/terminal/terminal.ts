import {writeSync} from 'node:fs';
import type {ReadStream, WriteStream} from 'node:tty';
import {FrameStream} from './frame-stream.ts';
import {LinearStream} from './linear-stream.ts';
import {type KeyTaker, listenToKeys, oneKeyPerTurn} from './keyboard.ts';
import type {Modes} from './modes.ts';
import {EventEmitter} from 'node:events';

export type TerminalOptions = KeyTaker & {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & {readonly fd: number};
  /** Tells of a new size and of coming back after ctrl-z: the process. */
  readonly events: Pick<EventEmitter, 'on' | 'once' | 'off' | 'emit'>;
  /** Told when the terminal becomes ours, and before it is given back. */
  readonly onOwned?: (owned: boolean) => void;
  /** The terminal draws nothing but ASCII. */
  readonly ascii?: boolean;
  /** A screen reader listens: no screen of our own, and Ink's own output. */
  readonly linear?: boolean;
  readonly modes: Modes;
};

export type Terminal = {
  /** Given to Ink as its streams. */
  readonly frames: FrameStream | LinearStream;
  readonly inkStdin: InkStdin;
  /** Sends what draws nothing: a bell, the clipboard. */
  readonly write: (bytes: string) => void;
  /** Takes the screen and the keyboard. */
  enter: () => void;
  /** Gives both back as they were; safe to call twice, and while the process dies. */
  leave: () => void;
  /** The same for good: an editor that still runs gives the terminal back to nobody. */
  end: () => void;
  /** Gives the terminal to `run`, then takes it back and draws everything again. */
  lend: <T>(run: () => Promise<T>) => Promise<T>;
  /** ctrl-z: stops the whole job, as the shell expects. */
  suspend: () => void;
};

/** Windows has no jobs to put a program behind. */
function withJobs(suspend: () => void): () => void {
  return process.platform === 'win32' ? () => undefined : suspend;
}

/** The real terminal: modes, keys one at a time, frames as differences. */
export function createTerminal(options: TerminalOptions): Terminal {
  const {stdin, stdout, events, modes, linear = false} = options;
  const frames = linear ? new LinearStream(stdout) : new FrameStream(stdout, options.ascii);
  const onEvent = oneKeyPerTurn(options);
  let stopKeys: () => void = () => undefined;
  let entered = false;
  let ended = false;

  // There and back at once: the size is as before, and Node tells of none; what the terminal shows has changed all the same.
  const onResize = () => frames.resized();
  const enter = () => {
    if (entered || ended) return;
    entered = true;
    events.on('SIGWINCH', onResize);
    stdout.write(modes.enter);
    stdin.setRawMode(true);
    stopKeys = listenToKeys(stdin, onEvent);
    options.onOwned?.(true);
    frames.resume();
  };
  const leave = () => {
    if (!entered) return;
    entered = false;
    frames.pause();
    options.onOwned?.(false);
    stopKeys();
    if (!stdin.destroyed) stdin.setRawMode(false);
    events.off('SIGWINCH', onResize);
    writeNow(stdout, modes.leave);
  };
  const comeBack = () => {
    if (ended) return;
    // Whoever had the terminal may have seen it change its size; Node asks again only when told.
    events.emit('SIGWINCH');
    enter();
    if (linear) frames.redraw();
    else frames.resized();
  };
  return {
    frames,
    inkStdin: new InkStdin(),
    write: (bytes) => void stdout.write(bytes),
    enter,
    leave,
    end() {
      ended = true;
      leave();
    },
    async lend(run) {
      leave();
      try {
        return await run();
      } finally {
        comeBack();
      }
    },
    suspend: withJobs(() => {
      leave();
      events.once('SIGCONT', comeBack);
      process.kill(0, 'SIGTSTP');
    }),
  };
}

/** Synchronous, because the process may be about to end; a terminal that is gone is no error. */
function writeNow(stdout: WriteStream & {readonly fd: number}, data: string): void {
  try {
    writeSync(stdout.fd, data);
  } catch {
    stdout.write(data);
  }
}

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
