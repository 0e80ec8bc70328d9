import type {KeyEvent} from '../keys/key-event.ts';
import {segmenter} from '../text/segmenter.ts';
import {keyOfSequence} from './key-of-sequence.ts';
import {VtMachine, type VtState, type VtToken} from './vt-machine.ts';
import {isUtf8} from 'node:buffer';

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u001B': 'esc',
  '\u007F': 'backspace',
  '\b': 'backspace',
  '\u001F': 'ctrl-_',
  '\u001C': 'ctrl-\\',
  '\u001D': 'ctrl-]',
  '\u001E': 'ctrl-^',
  '\u0000': 'ctrl-space',
};

/** A lone ESC is the Esc key after this time. */
const ESCAPE_MS = 50;
/** How long other unfinished sequences are waited for: a slow line stops for some hundred milliseconds. */
const SEQUENCE_MS = 1000;
/** Bytes that come later than this are no longer part of the sequence that was given up. */
const LATE_MS = 10_000;
/** Nobody presses a key so soon after a paste. */
const PASTE_QUIET_MS = 150;

/** Splits what the terminal sent into single keys; `now` in milliseconds. */
export function createKeyParser(
  emit: (event: KeyEvent) => void,
  now: () => number = () => performance.now(),
) {
  const decoder = new InputDecoder();
  let given: {readonly state: VtState; readonly until: number} | undefined;
  let quietUntil = Number.NEGATIVE_INFINITY;
  const send = (event: KeyEvent) => {
    if (event.type === 'paste') quietUntil = now() + PASTE_QUIET_MS;
    emit(event.type === 'key' && now() < quietUntil ? {...event, afterPaste: true} : event);
  };
  const machine = new VtMachine((token) => {
    for (const event of eventsOf(token)) send(event);
  });
  return {
    /** How long to wait for more before {@link giveUp}; undefined where nothing is begun. */
    get waitMs(): number | undefined {
      const {name} = machine.state;
      if (name === 'ground') return undefined;
      return name === 'escape' ? ESCAPE_MS : SEQUENCE_MS;
    },
    get isPasting(): boolean {
      return machine.state.name === 'paste';
    },
    /** One read from the terminal. */
    feed(chunk: Uint8Array | string): void {
      const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk);
      if (text === '') return;
      if (given !== undefined && now() < given.until && isLateRest(given.state, text.replaceAll(LOST, '')))
        machine.resume(given.state);
      given = undefined;
      machine.feed(text);
    },
    /** The pause was too long: what was begun is a lone Esc, the end of a paste, or nothing. */
    giveUp(): void {
      const {state} = machine;
      if (state.name !== 'ground') given = {state, until: now() + LATE_MS};
      machine.giveUp();
    },
  };
}

function* eventsOf(token: VtToken): Generator<KeyEvent> {
  switch (token.type) {
    case 'text':
      for (const character of charactersOf(token.text)) yield keyOfCharacter(character);
      return;
    case 'control':
      yield keyOfCharacter(token.character);
      return;
    case 'escape':
      yield keyOfCharacter('\u001B');
      return;
    case 'alt': {
      const plain = keyOfCharacter(token.character);
      const alt = {type: 'key', key: `alt-${plain.key}`, text: '', raw: ''} as const;
      yield SIGN.test(token.character) ? {...alt, apart: [keyOfCharacter('\u001B'), plain]} : alt;
      return;
    }
    case 'paste':
      yield token;
      return;
    default:
      yield* eventOfSequence(token);
  }
}

function* eventOfSequence(token: Extract<VtToken, {readonly type: 'csi' | 'ss3'}>): Generator<KeyEvent> {
  const {type, parameters, final} = token;
  if (type === 'csi' && parameters === '' && (final === 'I' || final === 'O')) {
    yield {type: 'focus', focused: final === 'I'};
    return;
  }
  const key = keyOfSequence(token);
  if (key === undefined) return;
  yield {type: 'key', ...key, raw: key.text === '' ? (LEGACY[key.key] ?? '') : key.text};
}

/** What Ink understands of keys without text. */
const LEGACY: Readonly<Record<string, string>> = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  enter: '\r',
};

function keyOfCharacter(character: string): KeyEvent & {readonly type: 'key'} {
  const control = CONTROLS[character];
  if (control !== undefined)
    return {type: 'key', key: control, text: character === ' ' ? ' ' : '', raw: character};
  if (character < ' ') {
    const letter = String.fromCharCode(character.charCodeAt(0) + 96);
    return {type: 'key', key: `ctrl-${letter}`, text: '', raw: character};
  }
  return {type: 'key', key: character, text: character, raw: character};
}

const SIGN = /^[^\p{L}\p{Cc}]$/u;
const ASCII = /^[ -~]*$/;

function* charactersOf(text: string): Generator<string> {
  if (ASCII.test(text)) yield* text;
  else for (const {segment} of segmenter.segment(text.replaceAll(LOST, ''))) yield segment;
}

// oxlint-disable no-control-regex -- this file is about control characters
const TERMINATED = /[\u0007\u009C]|\u001B\\/;

/**
 * Whether a read continues a sequence that was given up because its rest came too late: a line that stopped for seconds
 * delivers the rest now, and it must not become keys. A single character is a key.
 */
function isLateRest(state: VtState, text: string): boolean {
  switch (state.name) {
    case 'escape':
      // Esc itself was heard already.
      if (/^[\]P_^X]/.test(text)) return TERMINATED.test(text);
      return /^\[[ -?]*[@-~]/.test(text) || /^O[A-DFHP-S]$/.test(text);
    case 'csi':
      return text.length > 1 && /^[ -?]/.test(text);
    case 'string':
      if (state.isEnding) return text.startsWith('\\');
      return TERMINATED.test(text) ? !/^\u001B[^\\]/.test(text) : /^[ -~]{2}/.test(text);
    case 'paste':
      return text.length > 1 && (state.tail !== '' || !text.startsWith('\u001B'));
    default:
      return false;
  }
}

/** Stands for a byte that is part of no character. */
const LOST = '\uFFFD';
const ESC = 0x1b;
const FIRST_CONTROL = 0x80;
const LAST_CONTROL = 0x9f;

/**
 * Bytes from the terminal as text. UTF-8 may be cut anywhere; a byte that belongs to no character and has the value
 * of an 8-bit control (a terminal that is set to send those) becomes that control.
 */
class InputDecoder {
  #rest: Buffer = Buffer.alloc(0);

  decode(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - unfinishedAtEnd(bytes);
    // Of Alt with a letter the ESC waits for the letter.
    const end = whole < bytes.length && bytes[whole - 1] === ESC ? whole - 1 : whole;
    this.#rest = Buffer.from(bytes.subarray(end));
    const done = bytes.subarray(0, end);
    return isUtf8(done) ? done.toString('utf8') : decodeBroken(done);
  }
}

/** Bytes at the end that may be the start of a character. */
function unfinishedAtEnd(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count++) {
    const length = lengthAfter(bytes[bytes.length - count] ?? 0);
    if (length > 1) return length > count ? count : 0;
    if (length === 1) return 0;
  }
  return 0;
}

/** Bytes of the character that begins with this one; 0 for one that begins none. */
function lengthAfter(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

function decodeBroken(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = lengthAfter(first);
    const character = bytes.subarray(at, at + length);
    if (length > 0 && character.length === length && isUtf8(character)) {
      text += character.toString('utf8');
      at += length;
    } else {
      text += first >= FIRST_CONTROL && first <= LAST_CONTROL ? String.fromCharCode(first) : LOST;
      // What was to go on with a broken character is no control.
      do at += 1;
      while (first > LAST_CONTROL && ((bytes[at] ?? 0) & 0xc0) === 0x80);
    }
  }
  return text;
}
