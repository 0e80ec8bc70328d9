/** A rule of a style sheet, as it is written. */
export type StyleRule = {readonly selectors: string; readonly body: string};

/** Mails are laid out for a window about this wide. */
const WINDOW = 1024;
const COMMENT = /\/\*[^]*?(?:\*\/|$)|<!--|-->/g;
const LONGEST_HEAD = 2000;

/** The rules that hold on a screen of usual width. */
export function* styleRules(css: string, media: string): Generator<StyleRule> {
  if (!appliesOnScreen(media)) return;
  const text = css.replaceAll(COMMENT, ' ');
  let at = 0;
  /** Where the blocks around the next rule end that hold. */
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) return;
    const head = headOf(text, at, open);
    if (head.startsWith('}')) {
      at = text.indexOf('}', at) + 1;
      continue;
    }
    if (head.startsWith('@')) {
      const isOpened = /^@media\b/i.test(head) && appliesOnScreen(head.slice('@media'.length));
      at = isOpened ? open + 1 : afterBlock(text, open);
      continue;
    }
    const close = afterBlock(text, open);
    yield {selectors: head, body: text.slice(open + 1, close - 1)};
    at = close;
  }
}

/** What stands before a block, without statements that have none, and from the end of a block around it on. */
function headOf(text: string, at: number, open: number): string {
  const head = text.slice(Math.max(at, open - LONGEST_HEAD), open).trim();
  if (head.startsWith('}')) return head;
  const statement = head.lastIndexOf(';');
  return (statement === -1 ? head : head.slice(statement + 1)).trim();
}

/** Behind the bracket that closes the one at `open`. */
function afterBlock(text: string, open: number): number {
  let depth = 0;
  const bracket = /[{}]|"[^"\n]*"|'[^'\n]*'/g;
  bracket.lastIndex = open;
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    if (found[0] === '{') depth += 1;
    else if (found[0] === '}') depth -= 1;
    if (depth === 0) return bracket.lastIndex;
  }
  return text.length;
}

/** Whether a condition holds for a mail on a usual screen. What is not known does not hold. */
function appliesOnScreen(media: string): boolean {
  const queries = media.trim().toLowerCase().split(',');
  return queries.some((query) =>
    query
      .trim()
      .split(/\s+and\s+/)
      .every((part) => holds(part.trim().replace(/^only\s+/, ''))),
  );
}

function holds(part: string): boolean {
  if (part === '' || part === 'all' || part === 'screen') return true;
  const limit = /^\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)\s*\)$/.exec(part);
  if (limit === null) return false;
  const width = Number(limit[2]) * (limit[3] === 'px' ? 1 : 16);
  return limit[1] === 'min' ? WINDOW >= width : WINDOW <= width;
}
