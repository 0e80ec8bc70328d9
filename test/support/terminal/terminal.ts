import xterm from '@xterm/headless';
import {readFileSync} from 'node:fs';
import {captureFrame, cellAt, findText, rowText, screenText, type Cell, type Frame} from '../frames/frame.ts';
import {keyBytes} from './terminal-keys.ts';
import {startProcess, type Exit, type Place, type Program, type ProgramOptions} from './program.ts';
import {lineModes, trackModes, type LineModes, type TerminalModes} from './terminal-modes.ts';
import {Waiting, type WaitOptions} from './terminal-waiting.ts';
import {watchTerminal, type TerminalWatch} from './terminal-watch.ts';
import {applyModernWidths} from './terminal-widths.ts';

export type TerminalOptions = {
  /** 80x24 when not given. */
  readonly cols?: number;
  readonly rows?: number;
  /** What the terminal answers to a question for its background (OSC 11), `#rrggbb`; black when not given. */
  readonly background?: string;
  /** A terminal that answers no questions at all, as some do. */
  readonly mute?: boolean;
};

/** More than the time in which no key that sends is heard. */
const PASTE_QUIET_MS = 250;

/** Starts a program in a pseudo-terminal. Whoever starts it disposes of it. */
export function startTerminal(options: TerminalOptions & ProgramOptions): TerminalDriver {
  return new TerminalDriver((place) => startProcess(options, place), options);
}

/** A program in a terminal, and an emulator that shows what a person would see of it. */
export class TerminalDriver {
  readonly #program: Program;
  readonly #emulator: xterm.Terminal;
  readonly #modes: () => TerminalModes;
  readonly #watch: TerminalWatch;
  readonly #waiting = new Waiting(() => this.#describe());
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #exit: Exit | undefined;

  constructor(start: (place: Place) => Program, {cols = 80, rows = 24, ...options}: TerminalOptions) {
    this.#emulator = new xterm.Terminal({cols, rows, scrollback: 1000, allowProposedApi: true});
    applyModernWidths(this.#emulator);
    this.#modes = trackModes(this.#emulator);
    this.#watch = watchTerminal(this.#emulator, options.background ?? '#000000', (reply) => {
      if (options.mute !== true && this.#exit === undefined) this.write(reply);
    });
    this.#program = start({cols, rows});
    this.#program.onOutput((bytes) => this.#receive(Buffer.from(bytes)));
    this.#program.onExit((exit) => {
      // Behind what is still being drawn.
      this.#emulator.write('', () => {
        this.#exit = exit;
        this.#waiting.end('the program has ended');
      });
    });
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#emulator.write(chunk, () => {
      // Between the two marks of a synchronized update nobody sees the screen.
      if (!this.#emulator.modes.synchronizedOutputMode) this.#waiting.changed();
    });
  }

  #describe(): string {
    const screen = this.screen()
      .split('\n')
      .map((row) => `| ${row}`);
    const {code, signal} = this.#exit ?? {};
    const end =
      this.#exit === undefined
        ? []
        : [`(ended with code ${code}${signal === undefined ? '' : ` by ${signal}`})`];
    return ['The screen was:', ...screen, ...end].join('\n');
  }

  get pid(): number {
    const {pid} = this.#program;
    if (pid === undefined) throw new Error('This console has no process of its own: see `ownProcess`.');
    return pid;
  }

  hasEnded(): boolean {
    return this.#exit !== undefined;
  }

  /** The process in the foreground: `pid`, or what a shell there is running. Linux only. */
  foreground(): number {
    // Fields after the name, which may hold blanks: state, ppid, pgrp, session, tty, tpgid.
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[5]);
  }

  frame(): Frame {
    return captureFrame(this.#emulator);
  }

  /** The visible text, one line a row, without blanks at the ends of the rows. */
  screen(): string {
    return screenText(this.#emulator);
  }

  row(y: number): string {
    return rowText(this.frame().cells[y] ?? []);
  }

  cell(x: number, y: number): Cell {
    return cellAt(this.frame(), x, y);
  }

  /** Where the text begins on the screen, or undefined. */
  find(text: string): {readonly x: number; readonly y: number} | undefined {
    return this.screen().includes(text.trimEnd()) ? findText(this.frame(), text) : undefined;
  }

  #has(text: string | RegExp): boolean {
    return typeof text === 'string' ? this.screen().includes(text) : text.test(this.screen());
  }

  /** A RegExp sees the whole screen, rows parted by LF. */
  async waitForText(text: string | RegExp, options?: WaitOptions): Promise<void> {
    await this.waitFor(`Waiting for ${show(text)}`, () => this.#has(text), options);
  }

  async waitForNoText(text: string | RegExp, options?: WaitOptions): Promise<void> {
    await this.waitFor(`Waiting for ${show(text)} to go`, () => !this.#has(text), options);
  }

  /** Waits until the condition holds; it is asked after each change of the screen, and ten times a second. */
  async waitFor(what: string, condition: () => boolean, options?: WaitOptions): Promise<void> {
    await this.#waiting.until(what, () => (condition() ? true : undefined), options);
  }

  async waitForExit(options?: WaitOptions): Promise<Exit> {
    return this.#waiting.until('Waiting for the program to end', () => this.#exit, options);
  }

  /** No output for `quietMs`. Only after waiting for text, and only where the claim is that nothing more happens. */
  async settled(quietMs = 150): Promise<void> {
    for (let before = -1; before !== this.#chunks.length;) {
      before = this.#chunks.length;
      await new Promise((resolve) => {
        setTimeout(resolve, quietMs);
      });
    }
  }

  write(bytes: string): void {
    this.#program.write(bytes);
  }

  /** One key, one write: `enter`, `esc`, `ctrl-s`, `up`, `j`. */
  press(key: string): void {
    this.pressAll([key]);
  }

  /** Several keys in a single write, as a slow line delivers them. */
  pressAll(keys: readonly string[]): void {
    const {applicationCursorKeysMode} = this.#emulator.modes;
    this.write(keys.map((key) => keyBytes(key, applicationCursorKeysMode)).join(''));
  }

  /** As a terminal pastes: line ends become CR, bracketed where the program asked for it. */
  paste(text: string): void {
    const typed = text.replaceAll(/\r?\n/g, '\r');
    this.write(this.#emulator.modes.bracketedPasteMode ? `\x1b[200~${typed}\x1b[201~` : typed);
  }

  /** As a person who pastes, looks, and goes on: keys that send are not heard right after a paste. */
  async pasteAndLook(text: string, shown: string | RegExp): Promise<void> {
    this.paste(text);
    await this.waitForText(shown);
    await new Promise((resolve) => {
      setTimeout(resolve, PASTE_QUIET_MS);
    });
  }

  /** Tells that the window gained or lost the focus, where the program asked to be told. */
  focus(focused: boolean): void {
    if (this.#emulator.modes.sendFocusMode) this.write(focused ? '\x1b[I' : '\x1b[O');
  }

  resize(cols: number, rows: number): void {
    this.#emulator.resize(cols, rows);
    this.#program.resize({cols, rows});
  }

  /** Everything written by the program so far. */
  raw(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  /** The number of bytes written by the program so far. */
  bytes(): number {
    return this.#bytes;
  }

  modes(): TerminalModes {
    return this.#modes();
  }

  lineModes(): LineModes {
    return lineModes(this.pid);
  }

  /** What the program last put on the clipboard by OSC 52. */
  clipboard(): string | undefined {
    return this.#watch.clipboard();
  }

  title(): string {
    return this.#watch.title();
  }

  bells(): number {
    return this.#watch.bells();
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    if (this.#exit === undefined) this.#program.kill(signal);
  }

  async dispose(): Promise<void> {
    if (this.#exit === undefined) this.#program.end();
    await this.waitForExit();
    this.#emulator.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

function show(text: string | RegExp): string {
  return typeof text === 'string' ? JSON.stringify(text) : String(text);
}
