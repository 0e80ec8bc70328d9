const TAB_STOP = 8;
const MAX_COMBINING_MARKS = 4;
/** Shorter runs of invisible characters are typing accidents; longer ones may carry hidden text. */
const MANY_INVISIBLE = 16;
const FLUSH_AT = 8192;

const REPLACEMENT = '\u{fffd}';
const DOTTED_CIRCLE = '\u{25cc}';
/** Stands for a bidi control, or for many invisible characters. */
const HIDDEN_MARK = '\u{2426}';

const ZWNJ = 0x200c;
const ZWJ = 0x200d;
const KEYCAP = 0x20e3;

const BIDI = /^[\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]$/u;
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]$/u;
/** Characters that join the one before them; at the start they would join whatever is before the text on screen. */
const COMBINING = /^[\p{M}\uff9e\uff9f\p{Emoji_Modifier}]$/u;
/** Letters that join the one behind them, and at the end of a text whatever comes next on the screen. */
const PREPENDED =
  /^[\u{d4e}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]$/u;
const LETTER = /^\p{L}$/u;
const LETTER_OR_MARK = /^[\p{L}\p{M}]$/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
const PICTOGRAPH_PART = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u;
const EMOJI = /^\p{Emoji}$/u;
const KEYCAP_BASE = /^[0-9#*]$/;

/** Below this stand the scripts (Latin, Greek, Cyrillic, Armenian) in which joiners only hide something. */
const FIRST_JOINING_SCRIPT = 0x590;

/**
 * Builds a safe text from plain runs and from special characters, which it copies, replaces or drops. A character that
 * may stay only beside certain neighbours waits until the next character of the result is known, so a safe text does
 * not change when it is made safe again.
 */
export class SafeTextWriter {
  #done = '';
  #parts: string[] = [];
  #last: number | undefined;
  #marks = 0;
  #invisible = 0;
  /** A joiner or variation selector behind `#last`. */
  #joiner: number | undefined;
  /** A letter that joins the next one; behind `#joiner` where both wait. */
  #prepended: number | undefined;
  /** UTF-16 units since the last LF, for tab stops. */
  #column = 0;
  readonly #showMarks: boolean;

  constructor(showMarks: boolean) {
    this.#showMarks = showMarks;
  }

  plain(text: string): void {
    this.#endInvisible();
    this.#settle(text.codePointAt(0));
    this.#marks = 0;
    this.#push(text);
  }

  newline(): void {
    this.plain('\n');
  }

  special(codePoint: number): void {
    const character = String.fromCodePoint(codePoint);
    if (codePoint === 0x09) this.#tab();
    else if (codePoint === 0x2028 || codePoint === 0x2029) this.newline();
    else if (codePoint < 0xa0) this.#mark(controlMark(codePoint));
    else if (BIDI.test(character)) this.#mark(HIDDEN_MARK);
    else if (isJoiner(codePoint)) this.#waitAsJoiner(codePoint);
    else if (INVISIBLE.test(character)) this.#invisible++;
    else if (COMBINING.test(character)) this.#combine(codePoint);
    else if (PREPENDED.test(character)) this.#waitForLetter(codePoint);
    else this.#mark(REPLACEMENT);
  }

  finish(): string {
    this.#endInvisible();
    this.#settle(undefined);
    return this.#done + this.#parts.join('');
  }

  #tab(): void {
    this.#endInvisible();
    this.#settle(0x20);
    this.plain(' '.repeat(TAB_STOP - (this.#column % TAB_STOP)));
  }

  #mark(text: string): void {
    if (this.#showMarks) this.plain(text);
  }

  #waitAsJoiner(joiner: number): void {
    this.#settle(joiner);
    this.#joiner = joiner;
    this.#invisible++;
  }

  #waitForLetter(prepended: number): void {
    this.#endInvisible();
    this.#settlePrepended(prepended);
    this.#prepended = prepended;
  }

  #combine(codePoint: number): void {
    this.#endInvisible();
    this.#settlePrepended(codePoint);
    if (this.#marks >= MAX_COMBINING_MARKS) return;
    this.#settleJoiner(codePoint);
    if (this.#last === undefined || this.#last === 0x0a) this.#push(DOTTED_CIRCLE);
    this.#push(String.fromCodePoint(codePoint));
    this.#marks++;
  }

  /** What waits is written or dropped, now that `next` follows; undefined at the end of the text. */
  #settle(next: number | undefined): void {
    this.#settlePrepended(next);
    this.#settleJoiner(next);
  }

  #settlePrepended(next: number | undefined): void {
    const prepended = this.#prepended;
    if (prepended === undefined) return;
    this.#prepended = undefined;
    if (takesPrepended(next)) this.plain(String.fromCodePoint(prepended));
    else this.#mark(REPLACEMENT);
  }

  #settleJoiner(next: number | undefined): void {
    const joiner = this.#joiner;
    if (joiner === undefined) return;
    this.#joiner = undefined;
    const keeps = joiner === ZWJ || joiner === ZWNJ ? this.#joins(joiner, next) : this.#takesVariation(next);
    if (keeps) this.#push(String.fromCodePoint(joiner));
  }

  #joins(joiner: number, next: number | undefined): boolean {
    if (next === undefined || this.#last === undefined) return false;
    const before = String.fromCodePoint(this.#last);
    const after = String.fromCodePoint(next);
    if (joiner === ZWJ && PICTOGRAPH_PART.test(before) && PICTOGRAPH.test(after)) return true;
    if (this.#last < FIRST_JOINING_SCRIPT || next < FIRST_JOINING_SCRIPT) return false;
    return LETTER_OR_MARK.test(before) && LETTER.test(after);
  }

  #takesVariation(next: number | undefined): boolean {
    if (this.#last === undefined) return false;
    const before = String.fromCodePoint(this.#last);
    return KEYCAP_BASE.test(before) ? next === KEYCAP : EMOJI.test(before);
  }

  #endInvisible(): void {
    const many = this.#invisible >= MANY_INVISIBLE;
    this.#invisible = 0;
    if (many) this.#mark(HIDDEN_MARK);
  }

  #push(text: string): void {
    this.#parts.push(text);
    if (this.#parts.length >= FLUSH_AT) {
      this.#done += this.#parts.join('');
      this.#parts = [];
    }
    const newline = text.lastIndexOf('\n');
    this.#column = newline === -1 ? this.#column + text.length : text.length - newline - 1;
    const low = text.charCodeAt(text.length - 1);
    this.#last = low >= 0xdc00 && low <= 0xdfff ? text.codePointAt(text.length - 2) : low;
  }
}

function isJoiner(codePoint: number): boolean {
  return codePoint === ZWJ || codePoint === ZWNJ || codePoint === 0xfe0e || codePoint === 0xfe0f;
}

function takesPrepended(codePoint: number | undefined): boolean {
  const next = codePoint === undefined ? '' : String.fromCodePoint(codePoint);
  return LETTER.test(next) && !PREPENDED.test(next);
}

function controlMark(code: number): string {
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u{2421}';
  return `<${code.toString(16)}>`;
}
