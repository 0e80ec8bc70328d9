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
export function controlSequenceAt(text: string, index: number): Sequence | undefined {
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

/** Stops at what would make a terminal give the string up; without that, repeated introducers would take quadratic time. */
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
