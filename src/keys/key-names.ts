import {segmenter} from '../text/segmenter.ts';

const NAMED: ReadonlySet<string> = new Set([
  ...['enter', 'esc', 'tab', 'space', 'backspace', 'delete', 'insert', 'shift-tab'],
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'],
]);
const CURSOR = /^(?:ctrl|shift)-(?:up|down|left|right|home|end|pageup|pagedown|delete)$/;
const FUNCTION = /^f(?:[1-9]|1[0-2])$/;
/** With Alt a terminal sends ESC before them, which is also how its longer sequences begin. */
const SEQUENCE_STARTS = new Set(['[', 'O', 'P', 'X', ']', '^', '_', 'esc', '\\']);
const CONTROL = /^ctrl-(?:[a-z]|[_\\\]^]|space)$/;

const ALT = 'alt-';

const OTHER_NAMES: Readonly<Record<string, string>> = {
  return: 'enter',
  escape: 'esc',
  del: 'delete',
  bs: 'backspace',
  pgup: 'pageup',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
};

/** Terminals send the same bytes for both keys: the configuration has to name the second. */
const SAME_AS: Readonly<Record<string, string>> = {
  'ctrl-i': 'tab',
  'ctrl-m': 'enter',
  'ctrl-j': 'enter',
  'ctrl-h': 'backspace',
  'ctrl-[': 'esc',
  'ctrl-/': 'ctrl-_',
};

/** Several keys in a row, each by its name with one blank between: `b c`, `ctrl-s`. Or why that is none. */
export type KeySequence = {readonly keys: string} | {readonly problem: string};

/** Reads a key, or several with blanks between, as the configuration writes them. */
export function readKeys(text: string): KeySequence {
  if (text === ' ') return {keys: 'space'};
  const names = text.split(' ').filter((name) => name !== '');
  if (names.length === 0) return {problem: 'an empty text is no key; [] takes the keys away'};
  const keys = names.map(nameOf);
  const [problem] = keys.flatMap((key, index) => problemOf(key, names[index] ?? ''));
  return problem === undefined ? {keys: keys.join(' ')} : {problem};
}

function nameOf(text: string): string {
  if ([...text].length === 1) return text;
  const lower = text
    .toLowerCase()
    .replace(/^c-/, 'ctrl-')
    .replace(/^control[-+]/, 'ctrl-')
    .replace(/^(?:m|a|meta|option|alt)[-+]/, ALT);
  // Alt with a capital letter is another key than with a small one.
  if (lower.startsWith(ALT)) return ALT + nameOf(text.slice(text.length - lower.length + ALT.length));
  return OTHER_NAMES[lower] ?? lower;
}

function problemOf(key: string, text: string): readonly string[] {
  const other = SAME_AS[key];
  if (other !== undefined) return [`a terminal sends "${other}" for "${text}"`];
  if (key.startsWith(ALT)) return problemOfAlt(key.slice(ALT.length), text);
  if (isKey(key)) return [];
  return [
    `"${text}" is no key; keys are such as x, X, ctrl-x, alt-x, enter, esc, tab, space, up, f5, and "g g"`,
  ];
}

function problemOfAlt(key: string, text: string): readonly string[] {
  if (SEQUENCE_STARTS.has(key)) return [`terminals begin other keys with what they send for "${text}"`];
  return problemOf(key, text);
}

function isKey(key: string): boolean {
  return (
    [NAMED.has(key), CURSOR.test(key), CONTROL.test(key), FUNCTION.test(key)].includes(true) ||
    isCharacter(key)
  );
}

function isCharacter(key: string): boolean {
  const isOne = key.length === 1 || [...segmenter.segment(key)].length === 1;
  return isOne && key > ' ' && key !== '\u007F';
}
