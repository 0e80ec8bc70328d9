import type {KeyEvent} from '../keys/key-event.ts';
import {segmenter} from '../text/segmenter.ts';

const ESC = '\u001B';
const PASTE_START = `${ESC}[200~`;
const PASTE_END = `${ESC}[201~`;

const FINALS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
};
const NUMBERS: Readonly<Record<string, string>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
};
const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u007F': 'backspace',
  '\b': 'backspace',
  '\u001F': 'ctrl-_',
  '\u001C': 'ctrl-\\',
  '\u001D': 'ctrl-]',
  '\u001E': 'ctrl-^',
  '\u0000': 'ctrl-space',
};

// CSI and SS3 of terminals; an ESC before anything else is the Esc key, never Alt.
// oxlint-disable-next-line no-control-regex -- key sequences start with ESC
const SEQUENCE = /^\u001B(?:\[\[?([\d;:<=>?]*)([ -/]*)([@-~])|O([A-Za-z]))/;
// oxlint-disable-next-line no-control-regex -- key sequences start with ESC
const UNFINISHED = /^\u001B(?:\[[\d;:<=>?]*[ -/]*|O)?$/;

/**
 * Splits what the terminal sent into single keys. A slow link delivers several keys in one read and
 * one sequence in two, so `feed` keeps an unfinished rest, which `flush` releases as what it then is.
 */
export function createKeyParser(emit: (event: KeyEvent) => void) {
  let rest = '';
  return {
    /** True while the start of a sequence (or a lone Esc) waits for more. */
    get pending(): boolean {
      return rest !== '' && !rest.startsWith(PASTE_START);
    },
    feed(chunk: string): void {
      rest = parse(rest + chunk, emit, false);
    },
    flush(): void {
      rest = parse(rest, emit, true);
    },
  };
}

function parse(input: string, emit: (event: KeyEvent) => void, final: boolean): string {
  let at = 0;
  while (at < input.length) {
    const escape = input.indexOf(ESC, at);
    if (escape === -1) {
      emitText(input.slice(at), emit);
      return '';
    }
    if (escape > at) emitText(input.slice(at, escape), emit);
    const tail = input.slice(escape);
    if (tail.startsWith(PASTE_START)) {
      const end = tail.indexOf(PASTE_END);
      if (end === -1) return tail;
      emit({type: 'paste', text: tail.slice(PASTE_START.length, end)});
      at = escape + end + PASTE_END.length;
      continue;
    }
    if (!final && UNFINISHED.test(tail)) return tail;
    at = escape + emitSequence(tail, emit);
  }
  return '';
}

/** Emits the key at the start of `tail`, which begins with ESC; returns how many characters it took. */
function emitSequence(tail: string, emit: (event: KeyEvent) => void): number {
  const match = SEQUENCE.exec(tail);
  if (match === null) {
    emit({type: 'key', key: 'esc', text: '', raw: ESC});
    return 1;
  }
  const [raw, parameters = '', , final = '', ss3] = match;
  if (raw === `${ESC}[I` || raw === `${ESC}[O`) {
    emit({type: 'focus', focused: final === 'I'});
    return raw.length;
  }
  const [number = '', modifier = '1'] = parameters.split(';');
  const name = ss3 === undefined && final === '~' ? NUMBERS[number] : FINALS[ss3 ?? final];
  if (name !== undefined) emit({type: 'key', key: withModifier(name, Number(modifier)), text: '', raw});
  return raw.length;
}

/** xterm's modifier parameter is 1 plus a bit set: 1 shift, 2 alt, 4 ctrl. */
function withModifier(name: string, modifier: number): string {
  const bits = Number.isFinite(modifier) ? modifier - 1 : 0;
  if ((bits & 4) !== 0) return `ctrl-${name}`;
  return (bits & 1) !== 0 && name !== 'shift-tab' ? `shift-${name}` : name;
}

function emitText(text: string, emit: (event: KeyEvent) => void): void {
  for (const segment of charactersOf(text)) {
    // CR LF is one grapheme: one Enter.
    const character = segment === '\r\n' ? '\r' : segment;
    const control = CONTROLS[character];
    if (control !== undefined) {
      emit({type: 'key', key: control, text: character === ' ' ? ' ' : '', raw: character});
    } else if (character < ' ') {
      const letter = String.fromCharCode(character.charCodeAt(0) + 96);
      emit({type: 'key', key: `ctrl-${letter}`, text: '', raw: character});
    } else {
      emit({type: 'key', key: character, text: character, raw: character});
    }
  }
}

// oxlint-disable-next-line no-control-regex -- control keys are ASCII too
const ASCII = /^[\u0000-\u007F]*$/;

function* charactersOf(text: string): Generator<string> {
  if (ASCII.test(text)) yield* text.match(/\r\n|[\s\S]/g) ?? [];
  else for (const {segment} of segmenter.segment(text)) yield segment;
}
