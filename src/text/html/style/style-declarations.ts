/** What a style says, by property in small letters; values in small letters, `!important` resolved. */
export type Declarations = ReadonlyMap<string, string>;

/** Declarations, and which of them are important. */
export type Style = {readonly values: Declarations; readonly important: ReadonlySet<string>};

const NONE: Style = {values: new Map(), important: new Set()};
const LONGEST = 20_000;
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, Style>();

/** What the value of a property must be so that a browser does not skip the declaration. */
const KEYWORDS: Readonly<Record<string, RegExp>> = {
  display:
    /^(?:none|contents|list-item|ruby(?:-\w+)?|table(?:-[a-z-]+)?|inline(?:-(?:block|flex|grid|table))?|-(?:webkit|ms|moz)-(?:inline-)?(?:box|flex|flexbox)|(?:block|inline|run-in)?(?: ?(?:block|inline|flow|flow-root|flex|grid|table|list-item|ruby|math))?|revert|unset|initial|inherit)$/,
  visibility: /^(?:visible|hidden|collapse|inherit|initial|unset|revert)$/,
  'white-space':
    /^(?:normal|nowrap|pre|pre-wrap|pre-line|break-spaces|-moz-pre-wrap|-o-pre-wrap|-pre-wrap|inherit|initial|unset|revert|(?:(?:collapse|preserve|preserve-breaks|preserve-spaces|break-spaces|wrap|nowrap) ?){1,2})$/,
  'white-space-collapse':
    /^(?:collapse|preserve|preserve-breaks|preserve-spaces|break-spaces|inherit|initial|unset|revert)$/,
  'font-weight': /^(?:normal|bold|bolder|lighter|\d{1,4}|inherit|initial|unset|revert)$/,
  'font-size':
    /^(?:[+-]?[\d.]+(?:e[+-]?\d+)?(?:[a-z]+|%)?|xx-small|x-small|small|medium|large|x-large|xx-large|xxx-large|smaller|larger|(?:calc|min|max|clamp)\(.*\)|inherit|initial|unset|revert)$/,
  opacity: /^(?:[+-]?[\d.]+%?|inherit|initial|unset|revert)$/,
  float: /^(?:left|right|none|inline-start|inline-end|inherit|initial|unset|revert)$/,
};
const LENGTH = /^(?:[+-]?[\d.]+(?:e[+-]?\d+)?(?:[a-z]+|%)?|(?:calc|min|max|clamp)\(.*\)|auto|none|[a-z-]+)$/;
const LENGTHS = new Set(['max-height', 'height', 'max-width', 'width', 'margin-top', 'margin-bottom']);
/** Between declarations: strings, brackets and comments hide what looks like an end in them. */
const SPECIAL = /["'();[\]{}\\]|\/\*/g;

/**
 * What the declarations of a style attribute say, as a browser reads them: the last valid one wins, unless an
 * earlier one is important; nothing inside of strings, url() or other properties counts.
 */
export function styleDeclarations(style: string | undefined): Declarations {
  return style === undefined ? NONE.values : readStyle(style).values;
}

/** As {@link styleDeclarations}, for what has to be weighed against other styles. */
export function readStyle(style: string): Style {
  if (style === '') return NONE;
  const known = remembered.get(style);
  if (known !== undefined) return known;
  const read = readDeclarations(style.slice(0, LONGEST));
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(style, read);
  return read;
}

function readDeclarations(style: string): Style {
  const values = new Map<string, string>();
  const important = new Set<string>();
  for (const declaration of splitDeclarations(style)) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!/^-{0,2}[a-z][a-z-]*$/.test(property)) continue;
    const whole = declaration
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const value = whole.replace(/\s*!\s*important$/, '').replaceAll(/\s+/g, ' ');
    const isImportant = whole.endsWith('important') && /!\s*important$/.test(whole);
    if (value === '' || !isValid(property, value) || (important.has(property) && !isImportant)) continue;
    if (isImportant) important.add(property);
    values.set(property, value);
  }
  return {values, important};
}

function isValid(property: string, value: string): boolean {
  if (LENGTHS.has(property)) return LENGTH.test(value);
  const pattern = Object.hasOwn(KEYWORDS, property) ? KEYWORDS[property] : undefined;
  return pattern === undefined || pattern.test(value);
}

/** The declarations with strings emptied, comments out and brackets left as they are. */
function splitDeclarations(style: string): readonly string[] {
  const done: string[] = [];
  let text = '';
  let depth = 0;
  let from = 0;
  SPECIAL.lastIndex = 0;
  for (let found = SPECIAL.exec(style); found !== null; found = SPECIAL.exec(style)) {
    const [char] = found;
    text += style.slice(from, found.index);
    from = SPECIAL.lastIndex;
    if (char === '/*') from = after(style.indexOf('*/', from), 2, style);
    else if (char === '\\') from += 1;
    else if (char === '"' || char === "'") from = afterString(style, char, from);
    else if (char === ';' && depth === 0) {
      done.push(text);
      text = '';
    } else if ('([{'.includes(char)) {
      // What an unquoted url() holds is no CSS.
      if (char === '(' && /(?:^|[^\w-])url\s*$/i.test(text)) from = after(style.indexOf(')', from), 1, style);
      else depth += 1;
      text += '(';
    } else if (char !== ';') {
      depth = Math.max(0, depth - 1);
      text += ')';
    }
    SPECIAL.lastIndex = from;
  }
  return [...done, text + style.slice(from)];
}

function afterString(style: string, quote: string, from: number): number {
  let at = from;
  while (at < style.length) {
    const char = style.charAt(at);
    if (char === '\\') at += 1;
    else if (char === quote) return at + 1;
    // An open string ends with its line.
    else if (char === '\n') return at;
    at += 1;
  }
  return style.length;
}

function after(index: number, length: number, style: string): number {
  return index === -1 ? style.length : index + length;
}
