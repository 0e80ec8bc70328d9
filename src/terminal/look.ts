const FLAGS = new Set([1, 2, 3, 4, 5, 7, 8, 9]);
/** What ends which flags. */
const ENDS: ReadonlyMap<number, readonly number[]> = new Map([
  [22, [1, 2]],
  [23, [3]],
  [24, [4]],
  [25, [5]],
  [27, [7]],
  [28, [8]],
  [29, [9]],
]);
/** Flags that are seen on a blank too: underline, inverse, strike-through. */
const SEEN_ON_BLANKS = new Set([4, 7, 9]);

type Parts = {
  readonly flags: readonly number[];
  readonly foreground: string;
  readonly background: string;
  /** The start of an OSC 8 link, or empty. */
  readonly link: string;
};

/** How a cell is drawn. Looks that are alike are the same object. */
export class Look {
  readonly parts: Parts;
  /** Flags in order, then foreground and background, as SGR parameters. */
  readonly codes: readonly string[];
  /** What follows by SGR parameters met before. */
  readonly next = new Map<string, Look>();
  #blank: Look | undefined;

  constructor(parts: Parts) {
    const {flags, foreground, background} = parts;
    this.parts = parts;
    this.codes = [...flags.map(String), foreground, background].filter((code) => code !== '');
  }

  get link(): string {
    return this.parts.link;
  }

  /** The same on a blank, where most of it cannot be seen. */
  get blank(): Look {
    this.#blank ??= lookOf(onBlank(this.parts));
    return this.#blank;
  }
}

const looks = new Map<string, Look>();
/** Screens of text have some dozens; each picture brings thousands of its own. */
const MOST_LOOKS = 20_000;

/** The terminal's own look. */
export const PLAIN: Look = lookOf({flags: [], foreground: '', background: '', link: ''});

/** The look after SGR parameters such as `1;31`. */
export function withSgr(look: Look, parameters: string): Look {
  const known = look.next.get(parameters);
  if (known !== undefined) return known;
  const next = lookOf(applySgr(look.parts, parameters.split(';').map(Number)));
  look.next.set(parameters, next);
  return next;
}

/** The look within a link, or outside of one where it is empty. */
export function withLink(look: Look, link: string): Look {
  return lookOf({...look.parts, link});
}

/** The shortest SGR sequence from one look to another; links apart. */
export function sgrBetween(from: Look, to: Look): string {
  if (from.codes.join() === to.codes.join()) return '';
  if (to.codes.length === 0) return '\u001B[m';
  const [before, after] = [from.parts, to.parts];
  const isLost =
    before.flags.some((flag) => !after.flags.includes(flag)) ||
    (before.foreground !== '' && after.foreground === '') ||
    (before.background !== '' && after.background === '');
  // An empty parameter is a 0, the reset.
  const codes = isLost ? ['', ...to.codes] : to.codes.filter((code) => !from.codes.includes(code));
  return `\u001B[${codes.join(';')}m`;
}

function nameOf({flags, foreground, background, link}: Parts): string {
  return `${flags.join(';')} ${foreground} ${background} ${link}`;
}

function lookOf(parts: Parts): Look {
  const name = nameOf(parts);
  const known = looks.get(name);
  if (known !== undefined) return known;
  if (looks.size >= MOST_LOOKS) forgetLooks();
  const look = new Look(parts);
  looks.set(name, look);
  return look;
}

/** What is on screen keeps its own; the same looks met again are then other objects, which costs a few bytes once. */
function forgetLooks(): void {
  looks.clear();
  looks.set(nameOf(PLAIN.parts), PLAIN);
  PLAIN.next.clear();
}

/** A link is there on a blank as well: a pointer finds it. Lines and inverse have the colour of the foreground. */
function onBlank(parts: Parts): Parts {
  const isSeen = parts.link !== '' || parts.flags.some((flag) => SEEN_ON_BLANKS.has(flag));
  return isSeen ? parts : {...parts, flags: [], foreground: ''};
}

function applySgr(parts: Parts, codes: readonly number[]): Parts {
  let next = parts;
  let rest = codes;
  while (rest.length > 0) {
    const [code = 0, kind] = rest;
    const length = code !== 38 && code !== 48 ? 1 : kind === 5 ? 3 : 5;
    next = length === 1 ? applyCode(next, code) : applyColour(next, code, rest.slice(0, length).join(';'));
    rest = rest.slice(length);
  }
  return next;
}

function applyColour(parts: Parts, code: number, colour: string): Parts {
  return code === 38 ? {...parts, foreground: colour} : {...parts, background: colour};
}

function applyCode(parts: Parts, code: number): Parts {
  const ended = ENDS.get(code);
  if (code === 0) return {...PLAIN.parts, link: parts.link};
  if (ended !== undefined) return {...parts, flags: parts.flags.filter((flag) => !ended.includes(flag))};
  if (FLAGS.has(code))
    return {...parts, flags: [...new Set([...parts.flags, code])].toSorted((one, other) => one - other)};
  if (code === 39) return {...parts, foreground: ''};
  if (code === 49) return {...parts, background: ''};
  if (isColour(code, 30)) return {...parts, foreground: String(code)};
  return isColour(code, 40) ? {...parts, background: String(code)} : parts;
}

/** The eight colours from `first` on, or their bright ones. */
function isColour(code: number, first: number): boolean {
  return (code >= first && code < first + 8) || (code >= first + 60 && code < first + 68);
}
