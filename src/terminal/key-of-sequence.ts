import {keyOfCode} from './key-of-code.ts';
import {named, NONE, type Modifiers, type NamedKey} from './named-key.ts';
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
