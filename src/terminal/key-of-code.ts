import {named, NONE, type Modifiers, type NamedKey} from './named-key.ts';

/** Signs of the keypad as the kitty protocol counts them. */
const SIGNS: Readonly<Record<number, string>> = {
  ...Object.fromEntries([...'0123456789./*-+'].map((sign, index) => [57_399 + index, sign])),
  ...{57_415: '=', 57_416: ','},
};
const NAMED_CODES: Readonly<Record<number, string>> = {
  ...{8: 'backspace', 9: 'tab', 10: 'enter', 13: 'enter', 27: 'esc', 127: 'backspace', 57_414: 'enter'},
  ...{57_417: 'left', 57_418: 'right', 57_419: 'up', 57_420: 'down', 57_421: 'pageup', 57_422: 'pagedown'},
  ...{57_423: 'home', 57_424: 'end', 57_425: 'insert', 57_426: 'delete'},
};
/** With ctrl a terminal sends a control character: this is the key of that character. */
const CONTROLLED: Readonly<Record<string, string>> = {
  i: 'tab',
  m: 'enter',
  j: 'enter',
  h: 'backspace',
  '[': 'esc',
  '/': 'ctrl-_',
  ' ': 'ctrl-space',
  '@': 'ctrl-space',
  '2': 'ctrl-space',
  '3': 'esc',
  '4': 'ctrl-\\',
  '5': 'ctrl-]',
  '6': 'ctrl-^',
  '7': 'ctrl-_',
  '8': 'backspace',
};

/**
 * A key that is told by its character: CSI u, and modifyOtherKeys of xterm. `codes`: the character, and what it is
 * with shift; `typed`: what the key types. Both are numbers with colons between.
 */
export function keyOfCode(
  codes: string,
  modifiers: Modifiers | undefined,
  typed: string,
): NamedKey | undefined {
  const [code = Number.NaN, shifted] = codes.split(':').map(numberOf);
  if (modifiers === undefined || !isCharacter(code)) return undefined;
  const name = NAMED_CODES[code];
  if (name !== undefined) return legacyKey(name, modifiers);
  const character = SIGNS[code] ?? String.fromCodePoint(code);
  // Keys of the protocol that are no characters: modifiers alone, media keys.
  if (/^[\p{Cc}\uE000-\uF8FF]$/u.test(character)) return undefined;
  if (modifiers.ctrl) return named(controlled(character.toLowerCase()), {...NONE, alt: modifiers.alt});
  const text = textOf(typed) ?? (modifiers.shift ? shiftedText(character, shifted) : character);
  const key = text === ' ' ? 'space' : text;
  return modifiers.alt ? {key: `alt-${key}`, text: ''} : {key, text};
}

/** As a terminal without such a protocol sends it: shift and ctrl are lost on most of these keys. */
function legacyKey(name: string, {shift, alt, ctrl}: Modifiers): NamedKey | undefined {
  if (name === 'tab') return ctrl ? undefined : named(shift ? 'shift-tab' : 'tab', {...NONE, alt});
  const isMoving = !['enter', 'esc', 'backspace'].includes(name);
  return named(name, isMoving ? {shift, alt, ctrl} : {...NONE, alt});
}

function controlled(character: string): string | undefined {
  const other = CONTROLLED[character];
  if (other !== undefined) return other;
  return /^[a-z_\\\]^]$/.test(character) ? `ctrl-${character}` : undefined;
}

function shiftedText(character: string, shifted: number | undefined): string {
  return shifted !== undefined && isCharacter(shifted)
    ? String.fromCodePoint(shifted)
    : character.toUpperCase();
}

/** What the key types, as the protocol may say it: characters by their numbers. */
function textOf(typed: string): string | undefined {
  const codes = typed
    .split(':')
    .filter((part) => part !== '')
    .map(numberOf);
  const text = codes.every((code) => isCharacter(code) && code >= 0x20) ? String.fromCodePoint(...codes) : '';
  return text === '' ? undefined : text;
}

function numberOf(part: string): number {
  return part === '' ? Number.NaN : Number(part);
}

function isCharacter(code: number): boolean {
  return (
    code >= 0 &&
    code <= 0x10_ffff &&
    !(code >= 0xd8_00 && code <= 0xdf_ff) &&
    !(code >= 0x7f && code < 0xa0 && code !== 0x7f)
  );
}
