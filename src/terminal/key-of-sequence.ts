import type {VtToken} from './vt-machine.ts';

const FINALS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'begin',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift-tab',
};
const NUMBERS: Readonly<Record<string, string>> = {
  ...{1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end'},
  ...{11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10'},
  ...{23: 'f11', 24: 'f12'},
};
type SequenceToken = Extract<VtToken, {readonly type: 'csi' | 'ss3'}>;

/** The key of a CSI or SS3 sequence; undefined for reports, answers, and keys that have no name here. */
export function keyOfSequence(token: SequenceToken): NamedKey | undefined {
  const {type, parameters, final} = token;
  if (type === 'ss3') return named(final === 'M' ? 'enter' : FINALS[final], modifiersOf(parameters, token));
  // The function keys of the Linux console.
  if (parameters === '[') return named({A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'}[final], NONE);
  if (final === '$')
    return named(NUMBERS[parameters.replace('$', '')], {...NONE, shift: true, alt: token.alt});
  return /^[\d;:]*$/.test(parameters) ? keyOfCsi(token) : undefined;
}

function keyOfCsi(token: SequenceToken): NamedKey | undefined {
  const {parameters, final} = token;
  const [first = '', second = '', third = ''] = parameters.split(';');
  if (isRelease(second)) return undefined;
  const modifiers = modifiersOf(second, token);
  switch (final) {
    case 'u':
      return keyOfCode(first, modifiers, third);
    case '~':
      return first === '27' ? keyOfCode(third, modifiers, '') : named(NUMBERS[first], modifiers);
    case '^':
    case '@':
      // rxvt tells ctrl so.
      return named(NUMBERS[first], {...NONE, ctrl: true, alt: token.alt});
    case 'R':
      // With parameters this is where the cursor stands, an answer.
      return parameters === '' ? named('f3', modifiers) : undefined;
    default:
      return named(FINALS[final], modifiers);
  }
}

/** In the kitty protocol the third kind of event is the key going up. */
function isRelease(parameter: string): boolean {
  return parameter.split(':')[1] === '3';
}

/** 1 plus a bit set: 1 shift, 2 alt, 4 ctrl, and in the kitty protocol more; undefined with a modifier that casedeck has no keys for. */
function modifiersOf(parameter: string, {alt}: {readonly alt: boolean}): Modifiers | undefined {
  const value = Number(parameter.split(/[:;]/).find((part) => part !== '') ?? 1);
  const bits = value >= 1 ? value - 1 : 0;
  // Super, hyper and meta; the two locks change nothing.
  if ((bits & 0b111_000) !== 0) return undefined;
  return {shift: (bits & 1) !== 0, alt: alt || (bits & 2) !== 0, ctrl: (bits & 4) !== 0};
}

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
function keyOfCode(codes: string, modifiers: Modifiers | undefined, typed: string): NamedKey | undefined {
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

/** A key by its name, and the text that it types. */
type NamedKey = {readonly key: string; readonly text: string};

type Modifiers = {readonly shift: boolean; readonly alt: boolean; readonly ctrl: boolean};

const NONE: Modifiers = {shift: false, alt: false, ctrl: false};

/** A key that types nothing, with its modifiers in front of its name. */
function named(name: string | undefined, modifiers: Modifiers | undefined): NamedKey | undefined {
  if (name === undefined || modifiers === undefined) return undefined;
  const {shift, alt, ctrl} = modifiers;
  const before = ctrl ? 'ctrl-' : shift && name !== 'shift-tab' ? 'shift-' : '';
  return {key: (alt ? 'alt-' : '') + before + name, text: ''};
}
