import {EventEmitter} from 'node:events';
import {toAscii} from '../text/safe/to-ascii.ts';
import {takeCaret, type Caret} from './caret.ts';
import {diffFrames} from './frame-diff.ts';

/** The part of a terminal's output that a frame needs; `process.stdout` is one. */
export type TerminalOutput = {
  readonly columns: number;
  readonly rows: number;
  write: (data: string) => boolean;
};

const ESC = '\u001B';
// Terminals that know it show the whole update at once, the others ignore it.
const BEGIN_UPDATE = `${ESC}[?2026h`;
const END_UPDATE = `${ESC}[?2026l`;
/** Below this many bytes an update cannot tear visibly, and the brackets would cost more than they save. */
const SYNCHRONIZE_FROM = 400;

/** A picture that the terminal draws itself, over cells that the frame leaves blank. */
export type PlacedPicture = {
  /** Cells, from 0. */
  readonly row: number;
  readonly column: number;
  readonly bytes: string;
  /** What takes it away where writing over its cells does not. */
  readonly clear: string;
};

/**
 * Ink writes to this instead of the terminal. Ink (in its debug mode) writes whole frames; this writes only the few
 * bytes that changed. While paused, frames are only remembered.
 */
export class FrameStream extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #output: TerminalOutput;
  readonly #ascii: boolean;
  #shown: readonly string[] | undefined;
  #latest: readonly string[] = [];
  #caret: Caret | undefined;
  /** Where the terminal's cursor is seen; undefined: it is hidden, as the terminal was told at the start. */
  #shownCaret: Caret | undefined;
  #picture: PlacedPicture | undefined;
  /** The one that the terminal shows. */
  #shownPicture: PlacedPicture | undefined;
  #paused = true;
  #resizing = false;
  #frames = 0;

  /** `ascii`: the terminal draws nothing else, whoever wrote what is shown. */
  constructor(output: TerminalOutput, ascii = false) {
    super();
    this.#output = output;
    this.#ascii = ascii;
  }

  get columns(): number {
    return this.#output.columns > 0 ? this.#output.columns : 80;
  }

  get rows(): number {
    return this.#output.rows > 0 ? this.#output.rows : 24;
  }

  /** Frames drawn so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Ink's write: a whole frame, or an empty barrier that only wants its callback. */
  write(data: string, callback?: () => void): boolean {
    if (data !== '' && data !== '\n') {
      const {rows, caret} = takeCaret(data.split('\n').slice(0, this.rows));
      this.#latest = this.#ascii ? rows.map(toAscii) : rows;
      this.#caret = caret;
      this.#draw();
    }
    if (callback !== undefined) queueMicrotask(callback);
    return true;
  }

  /** Shows this picture above the frames from the next one on, or none. */
  picture(next: PlacedPicture | undefined): void {
    this.#picture = next;
    // One that gives way to another is taken and given in the same turn.
    queueMicrotask(() => this.#draw());
  }

  /** Stops drawing: the terminal belongs to somebody else. */
  pause(): void {
    this.#paused = true;
    this.#shown = undefined;
    this.#shownCaret = undefined;
  }

  /** Draws the last frame whole, and from now on every change. */
  resume(): void {
    this.#paused = false;
    this.redraw();
  }

  /** Clears and draws everything again, whatever has happened to the screen. */
  redraw(): void {
    this.#shown = undefined;
    this.#draw();
  }

  /**
   * Tells Ink of a new size; what is on the screen is then unknown. Ink first writes its frame of the old size; the
   * terminal would cut it in ways that cannot be predicted, so only the next frame is drawn.
   */
  resized(): void {
    this.#shown = undefined;
    this.#resizing = true;
    this.emit('resize');
    setImmediate(() => {
      this.#resizing = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#paused || this.#resizing || this.#latest.length === 0) return;
    const isOther = this.#shownPicture !== this.#picture;
    if (isOther && this.#shownPicture !== undefined) {
      this.#output.write(this.#shownPicture.clear);
      this.#shown = undefined;
    }
    const isWhole = this.#shown === undefined;
    this.#drawFrame();
    this.#shownPicture = this.#picture;
    if (this.#picture !== undefined && (isOther || isWhole)) this.#output.write(pictureBytes(this.#picture));
  }

  #drawFrame(): void {
    const drawn = diffFrames(this.#shown, this.#latest, this.columns);
    const bytes = drawn + caretBytes(this.#shownCaret, this.#caret, drawn !== '');
    this.#shown = this.#latest;
    this.#shownCaret = this.#caret;
    this.#frames += 1;
    if (bytes === '') return;
    this.#output.write(bytes.length < SYNCHRONIZE_FROM ? bytes : BEGIN_UPDATE + bytes + END_UPDATE);
  }
}

/** The cursor is where it was before. */
function pictureBytes({row, column, bytes}: PlacedPicture): string {
  return `${ESC}7${ESC}[${row + 1};${column + 1}H${bytes}${ESC}8`;
}

/** Puts the terminal's own cursor where the text goes on: input methods and magnifiers follow it. */
function caretBytes(before: Caret | undefined, caret: Caret | undefined, hasDrawn: boolean): string {
  if (caret === undefined) return before === undefined ? '' : `${ESC}[?25l`;
  const isThere = !hasDrawn && before?.row === caret.row && before.column === caret.column;
  const place = isThere ? '' : `${ESC}[${caret.row + 1};${caret.column + 1}H`;
  return place + (before === undefined ? `${ESC}[?25h` : '');
}
