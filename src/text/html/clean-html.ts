import {htmlTokens, type HtmlToken} from './html-tokens.ts';

type OpenTag = Extract<HtmlToken, {kind: 'open' | 'close'}>;
/** An open element: its name in the source, and the name written for it. */
type Element = {readonly name: string; readonly written: string};

/** Deeper structure is flattened; the text in it stays. */
const MAX_DEPTH = 80;
/** Each level indents all below it: without a limit a small mail would make a huge text. */
const MAX_LISTS = 10;
const KEPT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['alt'],
  ol: ['start', 'type'],
  table: ['role'],
};
const VOID = new Set(['br', 'hr', 'img']);
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'center',
  'div',
  'dl',
  'fieldset',
  'figure',
  'footer',
  'form',
  'header',
  'main',
  'nav',
  'p',
  'section',
  'caption',
  'dd',
  'dt',
  'figcaption',
]);
const KEPT = new Set([
  'a',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'pre',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
]);
const CELLS = ['td', 'th'];
const ROWS = [...CELLS, 'tr'];
const SECTIONS = [...ROWS, 'tbody', 'tfoot', 'thead'];
/** What an opening tag closes where it is the innermost element. */
const IMPLIED_END: Readonly<Record<string, readonly string[]>> = {
  a: ['a'],
  li: ['li', 'p'],
  td: [...CELLS, 'p'],
  th: [...CELLS, 'p'],
  tr: [...ROWS, 'p'],
  tbody: SECTIONS,
  tfoot: SECTIONS,
  thead: SECTIONS,
  dd: ['dd', 'dt', 'p'],
  dt: ['dd', 'dt', 'p'],
};
const QUOTE_WRAPPER = /\b(?:gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|moz-forward-container)\b/;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

/**
 * Rewrites e-mail HTML so that a parser can do nothing unexpected with it: known structural elements
 * only, properly nested and not deep, three or four harmless attributes, no scripts, styles, hidden
 * elements or tracking pixels. Wrappers that mail programs put around quoted mail become `<section>`.
 */
export function cleanHtml(html: string): string {
  const cleaner = new Cleaner();
  for (const token of htmlTokens(html)) cleaner.take(token);
  return cleaner.finish();
}

class Cleaner {
  readonly #parts: string[] = [];
  readonly #stack: Element[] = [];
  /** Elements beyond the depth limit that are still open. */
  #overflow = 0;
  /** The hidden element being skipped: its name, and how many of that name are open in it. */
  #hidden: {readonly name: string; depth: number} | undefined;

  take(token: HtmlToken): void {
    if (this.#hidden !== undefined) this.#skip(token, this.#hidden);
    else if (token.kind === 'text')
      this.#parts.push(token.text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    else if (token.kind === 'open') this.#open(token);
    else this.#close(token.name);
  }

  finish(): string {
    while (this.#stack.length > 0) this.#pop();
    return this.#parts.join('');
  }

  #open(tag: OpenTag): void {
    if (isPixel(tag)) return;
    if (VOID.has(tag.name)) {
      this.#parts.push(openTag(tag.name, tag));
      return;
    }
    if (isHidden(tag)) {
      this.#hidden = {name: tag.name, depth: 1};
      return;
    }
    const plain = writtenName(tag);
    if (plain === undefined) return;
    this.#endImplied(tag.name);
    const written = this.#listName(plain);
    if (this.#stack.length >= MAX_DEPTH) {
      this.#overflow++;
      return;
    }
    this.#stack.push({name: tag.name, written});
    this.#parts.push(openTag(written, tag));
  }

  /** Lists nested too deep, and items outside of any list, become plain blocks. */
  #listName(name: string): string {
    if (name === 'li')
      return isList(this.#stack.findLast((element) => isList(element.name))?.written) ? name : 'div';
    if (!isList(name)) return name;
    return this.#stack.filter((element) => isList(element.written)).length < MAX_LISTS ? name : 'div';
  }

  #close(name: string): void {
    if (!KEPT.has(name) && !BLOCKS.has(name)) return;
    if (this.#overflow > 0) {
      this.#overflow--;
      return;
    }
    const index = this.#stack.findLastIndex((element) => element.name === name);
    while (index !== -1 && this.#stack.length > index) this.#pop();
  }

  #endImplied(name: string): void {
    const ended = Object.hasOwn(IMPLIED_END, name) ? IMPLIED_END[name] : ['p'];
    while (name !== 'a' || this.#stack.at(-1)?.name === 'a') {
      const top = this.#stack.at(-1);
      if (top === undefined || !ended?.includes(top.name)) return;
      this.#pop();
    }
  }

  #pop(): void {
    const element = this.#stack.pop();
    if (element !== undefined) this.#parts.push(`</${element.written}>`);
  }

  #skip(token: HtmlToken, hidden: {readonly name: string; depth: number}): void {
    if (token.kind === 'text' || token.name !== hidden.name) return;
    hidden.depth += token.kind === 'open' ? 1 : -1;
    if (hidden.depth === 0) this.#hidden = undefined;
  }
}

function isList(name: string | undefined): boolean {
  return name === 'ul' || name === 'ol';
}

function writtenName(tag: OpenTag): string | undefined {
  const marks = `${tag.attributes.get('class') ?? ''} ${tag.attributes.get('id') ?? ''}`;
  if (BLOCKS.has(tag.name)) {
    if (QUOTE_WRAPPER.test(marks)) return 'section';
    return tag.name === 'p' ? 'p' : 'div';
  }
  return KEPT.has(tag.name) ? tag.name : undefined;
}

function openTag(name: string, tag: OpenTag): string {
  const kept = Object.hasOwn(KEPT_ATTRIBUTES, name) ? (KEPT_ATTRIBUTES[name] ?? []) : [];
  const attributes = kept.map((attribute) => {
    const value = tag.attributes.get(attribute);
    if (value === undefined) return '';
    return ` ${attribute}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`;
  });
  return `<${name}${attributes.join('')}>`;
}

function isHidden(tag: OpenTag): boolean {
  return tag.attributes.has('hidden') || HIDDEN_STYLE.test(tag.attributes.get('style') ?? '');
}

/** Images too small to see tell the sender that the mail was read; here they would only be noise. */
function isPixel(tag: OpenTag): boolean {
  if (tag.name !== 'img') return false;
  const style = tag.attributes.get('style') ?? '';
  const isTiny = (side: string) =>
    /^\s*[012](?:px)?\s*$/.test(tag.attributes.get(side) ?? '') ||
    new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*[012]px`, 'i').test(style);
  return isTiny('width') || isTiny('height') || isHidden(tag);
}
