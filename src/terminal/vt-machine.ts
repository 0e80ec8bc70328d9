/** A piece of what a terminal sends. Answers and reports of the terminal (OSC, DCS, APC, PM, SOS) are no tokens: they vanish. */
export type VtToken =
  /** Characters outside of sequences, none of them a control. */
  | {readonly type: 'text'; readonly text: string}
  | {readonly type: 'control'; readonly character: string}
  | {readonly type: 'escape'}
  /** ESC and a character that belong together. */
  | {readonly type: 'alt'; readonly character: string}
  | {readonly type: 'csi'; readonly parameters: string; readonly final: string; readonly alt: boolean}
  | {readonly type: 'ss3'; readonly parameters: string; readonly final: string; readonly alt: boolean}
  | {readonly type: 'paste'; readonly text: string};

export type VtState =
  | {readonly name: 'ground'}
  /** Esc keys, or the start of a sequence; with two the sequence is one with Alt. */
  | {readonly name: 'escape'; readonly count: 1 | 2}
  | {readonly name: 'csi' | 'ss3'; readonly parameters: string; readonly alt: boolean}
  /** `ESC [ [`: the function keys of the Linux console. */
  | {readonly name: 'console'}
  /** `ESC [ M`: three characters of an old mouse report follow. */
  | {readonly name: 'mouse'; readonly left: number}
  | {readonly name: 'string'; readonly kind: string; readonly isEmpty: boolean; readonly isEnding: boolean}
  | {readonly name: 'paste'; readonly tail: string};

const ESC = '\u001B';
const INTERRUPT = '\u0003';
const GROUND: VtState = {name: 'ground'};
/** So much of a sequence is kept; what is longer is no key. */
const LONGEST_PARAMETERS = 200;

// oxlint-disable no-control-regex -- this file is about control characters
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;
const STRING_END = /[\u0003\u0007\u0018\u001A\u001B\u009C]/g;
const PASTE_END = /\u001B\[201~|\u009B201~/;
/** What may go on in the next piece: the end, or a line end of two characters. */
const PASTE_END_BEGUN = /\r?(?:\u001B(?:\[(?:2(?:01?)?)?)?|\u009B(?:2(?:01?)?)?)?$/;
/**
 * A read that goes on with the ESC at the end of the one before. A terminal sends the ESC of Alt and the key in one,
 * so what else comes is the next key after Esc.
 */
const GOES_ON_LATER = /^(?:[\u001B[\]^_]|[OPX].)/;
/** 8-bit controls and the characters after ESC that mean the same. */
const SEVEN_BIT: Readonly<Record<string, string>> = {
  '\u008F': 'O',
  '\u0090': 'P',
  '\u0098': 'X',
  '\u009B': '[',
  '\u009D': ']',
  '\u009E': '^',
  '\u009F': '_',
};
/** CSI sequences with something behind their end. */
const GOES_ON: Readonly<Record<string, VtState>> = {
  '[': {name: 'console'},
  M: {name: 'mouse', left: 3},
  '200~': {name: 'paste', tail: ''},
};
const STRINGS = new Set(['P', 'X', ']', '^', '_']);

/**
 * Reads what a terminal sends, as the documents of xterm and DEC describe it, in pieces cut anywhere. The caller
 * measures the pauses between the pieces: see {@link giveUp}.
 */
export class VtMachine {
  #state: VtState = GROUND;
  #pasted: string[] = [];
  readonly #emit: (token: VtToken) => void;

  constructor(emit: (token: VtToken) => void) {
    this.#emit = emit;
  }

  get state(): VtState {
    return this.#state;
  }

  /** Goes on in a state that was given up: its rest came late. */
  resume(state: VtState): void {
    this.#state = state;
  }

  /** The rest did not come in time: a paste ends as it is, Esc was a key, everything else is dropped. */
  giveUp(): void {
    const state = this.#state;
    this.#state = GROUND;
    if (state.name === 'paste') this.#endPaste(true);
    if (state.name !== 'escape') return;
    for (let left = state.count; left > 0; left--) this.#emit({type: 'escape'});
  }

  /** `text`: one read, or a part of one. */
  feed(text: string): void {
    if (this.#state.name === 'paste' && text === INTERRUPT) this.giveUp();
    if (this.#state.name === 'escape' && !GOES_ON_LATER.test(text)) this.giveUp();
    if (this.#wasAlt(text)) this.#state = GROUND;
    for (let at = 0; at < text.length;) at = this.#step(text, at);
  }

  /** Alt with O, P or X alone in its read, and then a read of one character that begins no answer. */
  #wasAlt(text: string): boolean {
    const state = this.#state;
    if (text.length > 2 || [...text].length !== 1) return false;
    if (state.name === 'ss3') return state.parameters === '' && !/[A-IM-SZ0-9\u001B]/.test(text);
    if (state.name !== 'string' || !state.isEmpty || state.isEnding) return false;
    return (state.kind === 'P' || state.kind === 'X') && !/[\d;:<=>?!$+|{\u001B]/.test(text);
  }

  /** Takes at least one character from `at` on; returns where the next step begins. */
  #step(text: string, at: number): number {
    switch (this.#state.name) {
      case 'ground':
        return this.#ground(text, at);
      case 'string':
        return this.#string(this.#state, text, at);
      case 'paste':
        return this.#paste(this.#state.tail, text, at);
      default: {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        this.#sequence(this.#state, character);
        return at + character.length;
      }
    }
  }

  #ground(text: string, at: number): number {
    CONTROL.lastIndex = at;
    const end = CONTROL.exec(text)?.index ?? text.length;
    if (end > at) this.#emit({type: 'text', text: text.slice(at, end)});
    const character = text[end];
    if (character === undefined) return end;
    if (character === ESC) this.#state = {name: 'escape', count: 1};
    else if (character < '\u0080') this.#emit({type: 'control', character});
    else this.#begin(SEVEN_BIT[character], false);
    // CR LF is one line end.
    return character === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }

  #sequence(
    state: Exclude<VtState, {readonly name: 'ground' | 'string' | 'paste'}>,
    character: string,
  ): void {
    if (character === INTERRUPT) this.#interrupt();
    else if (SEVEN_BIT[character] !== undefined) this.#begin(SEVEN_BIT[character], false);
    else if (state.name === 'escape') this.#escape(state.count, character);
    else if (character === ESC) this.#state = {name: 'escape', count: 1};
    else if (state.name === 'mouse') this.#state = state.left > 1 ? {...state, left: state.left - 1} : GROUND;
    else if (state.name === 'console')
      this.#finish({type: 'csi', parameters: '[', final: character, alt: false});
    else this.#parameters(state, character);
  }

  #interrupt(): void {
    this.#state = GROUND;
    this.#emit({type: 'control', character: INTERRUPT});
  }

  #escape(count: 1 | 2, character: string): void {
    if (character === ESC) {
      if (count === 2) this.#emit({type: 'escape'});
      this.#state = {name: 'escape', count: 2};
    } else if (!this.#begin(character, count === 2)) {
      // Nobody holds Alt with Esc: twice Esc, then a key.
      if (count === 2) this.giveUp();
      this.#state = GROUND;
      if (count === 1) this.#emit({type: 'alt', character});
      else this.#ground(character, 0);
    }
  }

  /** Begins the sequence that ESC and this character introduce; false where they introduce none. */
  #begin(character: string | undefined, alt: boolean): boolean {
    if (character === '[') this.#state = {name: 'csi', parameters: '', alt};
    else if (character === 'O') this.#state = {name: 'ss3', parameters: '', alt};
    else if (character !== undefined && STRINGS.has(character))
      this.#state = {name: 'string', kind: character, isEmpty: true, isEnding: false};
    else return false;
    return true;
  }

  #parameters(state: Extract<VtState, {readonly name: 'csi' | 'ss3'}>, character: string): void {
    const {name, parameters, alt} = state;
    if (isParameter(state, character)) {
      this.#state = {...state, parameters: (parameters + character).slice(0, LONGEST_PARAMETERS)};
    } else if (!/^[$@-~]$/.test(character)) {
      // A control or a letter of another script: the end got lost.
      this.#state = GROUND;
    } else if (name === 'csi' && GOES_ON[parameters + character] !== undefined) {
      this.#pasted = [];
      this.#state = GOES_ON[parameters + character] ?? GROUND;
    } else {
      this.#finish({type: name, parameters, final: character, alt});
    }
  }

  #finish(token: VtToken): void {
    this.#state = GROUND;
    this.#emit(token);
  }

  #string(state: Extract<VtState, {readonly name: 'string'}>, text: string, at: number): number {
    if (state.isEnding) {
      if (text[at] === '\\') {
        this.#state = GROUND;
        return at + 1;
      }
      // Another sequence cuts it off.
      this.#state = {name: 'escape', count: 1};
      return at;
    }
    STRING_END.lastIndex = at;
    const end = STRING_END.exec(text)?.index;
    if (end === undefined) {
      this.#state = {...state, isEmpty: false};
      return text.length;
    }
    if (text[end] === INTERRUPT) this.#interrupt();
    else this.#state = text[end] === ESC ? {...state, isEmpty: false, isEnding: true} : GROUND;
    return end + 1;
  }

  #paste(tail: string, text: string, at: number): number {
    const piece = tail + text.slice(at);
    const end = PASTE_END.exec(piece);
    if (end === null) {
      const begun = PASTE_END_BEGUN.exec(piece)?.[0] ?? '';
      this.#addPasted(piece.slice(0, piece.length - begun.length));
      this.#state = {name: 'paste', tail: begun};
      return text.length;
    }
    this.#addPasted(piece.slice(0, end.index));
    this.#state = GROUND;
    this.#endPaste();
    return at + end.index + end[0].length - tail.length;
  }

  /** Terminals paste line ends as CR. Piece by piece: a paste may have megabytes. */
  #addPasted(piece: string): void {
    this.#pasted.push(piece.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  }

  /** `isCutOff`: its end never came; a ctrl-c at the end was pressed by a user who waits. */
  #endPaste(isCutOff = false): void {
    const text = this.#pasted.join('');
    this.#pasted = [];
    const isInterrupted = isCutOff && text.endsWith(INTERRUPT);
    this.#emit({type: 'paste', text: isInterrupted ? text.slice(0, -1) : text});
    if (isInterrupted) this.#interrupt();
  }
}

/** What belongs to a sequence before its end. */
function isParameter(
  {name, parameters}: {readonly name: 'csi' | 'ss3'; readonly parameters: string},
  character: string,
): boolean {
  if (name === 'ss3') return /^[\d;]$/.test(character);
  // rxvt ends keys with shift in what is no end elsewhere.
  return /^[ -?]$/.test(character) && !(character === '$' && /^\d+$/.test(parameters));
}
