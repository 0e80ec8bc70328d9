import {segmenter} from '../text/segmenter.ts';

const NAMED: ReadonlySet<string> = new Set([
  ...['enter', 'esc', 'tab', 'space', 'backspace', 'delete', 'shift-tab'],
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'],
]);
const CURSOR = /^(?:ctrl|shift)-(?:up|down|left|right|home|end|pageup|pagedown|delete)$/;
const CONTROL = /^ctrl-(?:[a-z]|[_\\\]^]|space)$/;

const OTHER_NAMES: Readonly<Record<string, string>> = {
  return: 'enter',
  escape: 'esc',
  del: 'delete',
  bs: 'backspace',
  pgup: 'pageup',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
};

/** What terminals send for these is another key. */
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
    .replace(/^control[-+]/, 'ctrl-');
  return OTHER_NAMES[lower] ?? lower;
}

function problemOf(key: string, text: string): readonly string[] {
  const other = SAME_AS[key];
  if (other !== undefined) return [`a terminal sends "${other}" for "${text}"`];
  if (/^(?:alt|meta|a|m|esc)-/.test(key)) return [`Alt in "${text}" cannot be told from Esc`];
  if (NAMED.has(key) || CURSOR.test(key) || CONTROL.test(key) || isCharacter(key)) return [];
  return [
    `"${text}" is no key; keys are such as x, X, ctrl-x, enter, esc, tab, space, up, pagedown, and "g g"`,
  ];
}

function isCharacter(key: string): boolean {
  const isOne = key.length === 1 || [...segmenter.segment(key)].length === 1;
  return isOne && key > ' ' && key !== '\u007F';
}
