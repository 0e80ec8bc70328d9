const ESC = '\x1b';

const NAMED: Readonly<Record<string, string>> = {
  enter: '\r',
  return: '\r',
  esc: ESC,
  escape: ESC,
  tab: '\t',
  'shift-tab': `${ESC}[Z`,
  space: ' ',
  backspace: '\x7f',
  delete: `${ESC}[3~`,
  insert: `${ESC}[2~`,
  pageup: `${ESC}[5~`,
  pagedown: `${ESC}[6~`,
  f1: `${ESC}OP`,
  f2: `${ESC}OQ`,
  f3: `${ESC}OR`,
  f4: `${ESC}OS`,
  f5: `${ESC}[15~`,
  f8: `${ESC}[19~`,
};

const CURSOR: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  end: 'F',
  home: 'H',
};

// xterm's numbers for the modifiers of cursor keys.
const MODIFIER: Readonly<Record<string, number>> = {shift: 2, alt: 3, ctrl: 5};

/** What a terminal of xterm's kind sends for a key such as `enter`, `ctrl-s`, `alt-b`, `shift-up` or `j`. */
export function keyBytes(key: string, applicationCursorKeys = false): string {
  const named = NAMED[key];
  if (named !== undefined) return named;
  const cursor = CURSOR[key];
  if (cursor !== undefined) return `${ESC}${applicationCursorKeys ? 'O' : '['}${cursor}`;
  const [, modifier, rest] = /^(ctrl|alt|shift)-(.+)$/su.exec(key) ?? [];
  if (modifier !== undefined && rest !== undefined) return modifiedKey(modifier, rest);
  if ([...key].length === 1) return key;
  throw new Error(
    `Unknown key ${JSON.stringify(key)}: use a character, a name such as enter, or ctrl-x, alt-x, shift-up.`,
  );
}

function modifiedKey(modifier: string, key: string): string {
  const cursor = CURSOR[key];
  if (cursor !== undefined) return `${ESC}[1;${MODIFIER[modifier]}${cursor}`;
  if (modifier === 'alt') return ESC + keyBytes(key);
  const code = key === 'space' ? 0 : key.toUpperCase().charCodeAt(0) & 0x1f;
  if (modifier === 'ctrl' && (key === 'space' || /^[a-z@[\\\]^_]$/u.test(key)))
    return String.fromCharCode(code);
  throw new Error(`No terminal sends ${modifier}-${key}.`);
}
