import {decodeDateTime} from '../../src/api/decode/decode.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';

/** A value of an answer that is found nowhere: its path and the value. */
export type Lost = {readonly path: string; readonly value: string};

/** Values of an answer of the service that none of these texts holds, in whatever form they are shown. */
export function lostValues(answer: unknown, texts: readonly string[]): readonly Lost[] {
  // A status stands on screen without its underscores, and a flag as yes or no.
  const lines = texts.flatMap((text) => [toSafeLine(text), toSafeLine(text.replaceAll(' ', '_'))]);
  const exact = new Set(lines);
  const whole = lines.join('\n');
  const isFound = (value: string): boolean => {
    const line = toSafeLine(value);
    if (exact.has(line) || whole.includes(line)) return true;
    const at = decodeDateTime(value);
    return at !== undefined && whole.includes(at);
  };
  return leavesOf(answer, '').filter(({path, value}) => {
    if (isFlag(path)) return !FLAG_WORDS[isYes(value) ? 'yes' : 'no'].some(isFound) && !isFound(value);
    // Texts are wrapped at their own line ends, addresses stand one by one.
    return !isFound(value) && !value.split(/[;\n]/).every((part) => isFound(part));
  });
}

/** All texts in a value that was parsed or is about to be printed. */
export function textsIn(value: unknown): readonly string[] {
  return leavesOf(value, '').map((leaf) => leaf.value);
}

const FLAG_WORDS = {yes: ['true', 'yes'], no: ['false', 'no']} as const;
const FLAGS = /(^|\.)(modifiable|cancellable|reOpen|respond)$/;

function isFlag(path: string): boolean {
  return FLAGS.test(path);
}

function isYes(value: string): boolean {
  return /^(true|yes|y|1)$/i.test(value);
}

function leavesOf(value: unknown, path: string): readonly Lost[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.trim() === '' ? [] : [{path, value: text}];
}
