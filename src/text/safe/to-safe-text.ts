import {SafeTextWriter} from './safe-text-writer.ts';
import type {SafeText} from './safe-text.ts';

const CLEAN_ASCII = /^[\n\x20-\x7e]*$/;
/** Everything that is not simply copied. U+E000 and U+E001 frame search matches in our own text, so remote text must not hold them. */
const SPECIAL =
  /[[\p{Cc}\p{Cf}\p{Cs}\p{M}\uff9e\uff9f\p{Emoji_Modifier}\u0d4e\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{e000}\u{e001}]--[\n]]/gv;

/**
 * Makes text of remote origin safe for a terminal: no control characters but LF, no escape
 * sequences, no bidi controls, nothing invisible. What is replaced leaves a visible mark. Linear
 * time for any input; the same text comes back where nothing is wrong with it.
 */
export function toSafeText(value: string): SafeText {
  if (isClean(value)) return value;
  return sanitize(value, true) as SafeText;
}

/** As {@link toSafeText}, on one line: LF and TAB become spaces, runs of spaces collapse, ends are trimmed. */
export function toSafeLine(value: string): SafeText {
  const text = toSafeText(value);
  if (!/\n|^ | $| {2}/.test(text)) return text;
  const line = text.replaceAll(/[ \n]+/g, ' ').replaceAll(/^ | $/g, '');
  // A combining mark may have stood on the space that is gone now.
  return toSafeText(line);
}

/** Marks a text of our own, such as a literal, as safe. Never for anything that came from outside. */
export function trusted(text: string): SafeText {
  return text as SafeText;
}

/** Removes what {@link toSafeText} would replace by visible marks; for names, not for reading. */
export function withoutControls(value: string): string {
  return isClean(value) ? value : sanitize(value, false);
}

function isClean(value: string): value is SafeText {
  if (CLEAN_ASCII.test(value)) return true;
  SPECIAL.lastIndex = 0;
  return !SPECIAL.test(value);
}

function sanitize(value: string, showMarks: boolean): string {
  const writer = new SafeTextWriter(showMarks);
  let index = 0;
  while (index < value.length) {
    SPECIAL.lastIndex = index;
    const found = SPECIAL.exec(value);
    const plainEnd = found?.index ?? value.length;
    if (plainEnd > index) writer.plain(value.slice(index, plainEnd));
    if (found === null) break;
    index = special(value, plainEnd, writer);
  }
  return writer.finish();
}

/** Handles the special character at `index`; returns the index after it or its sequence. */
function special(value: string, index: number, writer: SafeTextWriter): number {
  const codePoint = value.codePointAt(index) ?? 0;
  const sequence = controlSequenceAt(value, index);
  if (sequence !== undefined) return sequence.end;
  if (codePoint === 0x0d) {
    if (value.charCodeAt(index + 1) !== 0x0a) writer.newline();
    return index + 1;
  }
  writer.special(codePoint);
  return index + (codePoint > 0xffff ? 2 : 1);
}

const ESC = 0x1b;
const BEL = '\x07';
const ST = '\x1b\\';
const C1_ST = '\x9c';
/** What ends a control string: its terminators, and what cancels it (CAN, SUB, ESC, other C1). */
const STRING_STOP = /\x1b\\?|[\x18\x1a\x80-\x9f]/g;
/** As above; xterm also takes BEL for the end of an OSC. */
const OSC_STOP = /\x1b\\?|[\x07\x18\x1a\x80-\x9f]/g;

type Sequence = {
  /** Index after what is to be removed. */
  readonly end: number;
  /** False where the terminator never came: then only the introducer is removed. */
  readonly complete: boolean;
};

/** The second byte of ESC sequences whose content runs to a string terminator, with the 8-bit forms. */
const STRING_INTRODUCERS: ReadonlySet<number> = new Set([
  0x50, 0x58, 0x5d, 0x5e, 0x5f, 0x90, 0x98, 0x9d, 0x9e, 0x9f,
]);

/**
 * The terminal control sequence (ESC, CSI, OSC, DCS, SOS, PM, APC; 7-bit and 8-bit) that starts at
 * `index`, or undefined where the character there starts none.
 */
function controlSequenceAt(text: string, index: number): Sequence | undefined {
  const code = text.charCodeAt(index);
  if (code === 0x9b) return csi(text, index + 1);
  if (STRING_INTRODUCERS.has(code) && code >= 0x80) return controlString(text, index + 1, code === 0x9d);
  if (code !== ESC) return undefined;
  const next = text.charCodeAt(index + 1);
  if (next === 0x5b) return csi(text, index + 2);
  if (STRING_INTRODUCERS.has(next) && next < 0x80) return controlString(text, index + 2, next === 0x5d);
  return shortEscape(text, index + 1);
}

function csi(text: string, start: number): Sequence {
  let index = start;
  while (isBetween(text.charCodeAt(index), 0x30, 0x3f)) index++;
  while (isBetween(text.charCodeAt(index), 0x20, 0x2f)) index++;
  const complete = isBetween(text.charCodeAt(index), 0x40, 0x7e);
  return complete ? {end: index + 1, complete} : {end: start, complete};
}

function shortEscape(text: string, start: number): Sequence | undefined {
  let index = start;
  while (isBetween(text.charCodeAt(index), 0x20, 0x2f)) index++;
  const complete = isBetween(text.charCodeAt(index), 0x30, 0x7e);
  return complete ? {end: index + 1, complete} : undefined;
}

/** Stops where a terminal would end the string; without that, repeated introducers would take quadratic time. */
function controlString(text: string, start: number, belEnds: boolean): Sequence {
  const stop = belEnds ? OSC_STOP : STRING_STOP;
  stop.lastIndex = start;
  const found = stop.exec(text);
  const complete = found !== null && (found[0] === BEL || found[0] === C1_ST || found[0] === ST);
  return {end: complete ? stop.lastIndex : start, complete};
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
