import type {HtmlNode} from '../tree/html-node.ts';
import {type Declarations, readStyle, type Style, styleDeclarations} from './style-declarations.ts';

type Rule = {readonly selector: Selector; readonly style: Style; readonly order: number};

/** Rules that say whether and how text is shown; all others are of no use here. */
const RELEVANT =
  /(?:^|[;\s{/])(?:display|visibility|opacity|max-height|height|overflow|content-visibility|white-space|text-decoration|font-size|float)\b/i;
/** More than any mail has; what is beyond only costs time. */
const MOST_TEXT = 500_000;
const MOST_RULES = 3000;
const MOST_CLASSES = 50;
const STEP = 50;

/** What the style sheets of a mail and the style attribute of an element say of it together. */
export class StyleSheet {
  readonly #byName = new Map<string, Rule[]>();
  #count = 0;

  /** Reads the `style` elements of a mail, in steps. */
  static *read(elements: readonly HtmlNode[]): Generator<void, StyleSheet> {
    const sheet = new StyleSheet();
    let room = MOST_TEXT;
    for (const element of elements) {
      const text = element.text(room).slice(0, room);
      room -= text.length;
      for (const {selectors, body} of styleRules(text, element.attribute('media') ?? '')) {
        sheet.#add(selectors, body);
        if (sheet.#count % STEP === STEP - 1) yield;
        if (sheet.#count > MOST_RULES) return sheet;
      }
      yield;
    }
    return sheet;
  }

  declarations(node: HtmlNode): Declarations {
    const own = node.attribute('style');
    const rules = this.#count === 0 ? [] : this.#rules(node);
    if (rules.length === 0) return styleDeclarations(own);
    const values = new Map<string, string>();
    const important = new Set<string>();
    for (const style of [...rules.map((rule) => rule.style), readStyle(own ?? '')]) {
      for (const [property, value] of style.values) {
        const isImportant = style.important.has(property);
        if (important.has(property) && !isImportant) continue;
        if (isImportant) important.add(property);
        values.set(property, value);
      }
    }
    return values;
  }

  #add(selectors: string, body: string): void {
    this.#count += 1;
    if (!RELEVANT.test(body)) return;
    const style = readStyle(body);
    for (const text of selectors.split(',')) {
      const selector = parseSelector(text);
      if (selector === undefined) continue;
      const rules = this.#byName.get(selector.key) ?? [];
      this.#byName.set(selector.key, rules);
      rules.push({selector, style, order: this.#count});
    }
  }

  /** The rules for an element, the one that counts most last. */
  #rules(node: HtmlNode): readonly Rule[] {
    const names = ['*', node.name];
    const id = node.attribute('id');
    if (id !== undefined) names.push(`#${id}`);
    const classes = node.attribute('class')?.slice(0, 2000).split(/\s+/) ?? [];
    for (const name of classes.slice(0, MOST_CLASSES)) names.push(`.${name}`);
    const found: Rule[] = [];
    for (const name of names) {
      for (const rule of this.#byName.get(name) ?? []) if (matches(rule.selector, node)) found.push(rule);
    }
    return found.sort((a, b) => a.selector.weight - b.selector.weight || a.order - b.order);
  }
}

/** A rule of a style sheet, as it is written. */
type StyleRule = {readonly selectors: string; readonly body: string};

/** Mails are laid out for a window about this wide. */
const WINDOW = 1024;
const COMMENT = /\/\*[^]*?(?:\*\/|$)|<!--|-->/g;
const LONGEST_HEAD = 2000;

/** The rules that hold on a screen of usual width. */
function* styleRules(css: string, media: string): Generator<StyleRule> {
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

/** The text before a block, without statements that have no block, and from the end of a block around it on. */
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

/** One element of a selector: what it is, and whether it must be the parent of the one behind it. */
type Part = {
  readonly tag: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly isParent: boolean;
};

/** `key` is what the element itself must have: an id, a class or a tag. */
type Selector = {readonly parts: readonly Part[]; readonly key: string; readonly weight: number};

const LONGEST = 500;
const MOST_ANCESTORS = 300;
const PART = /^(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$/i;

/** A selector of tags, classes and ids; undefined for any other, which then hides nothing. */
function parseSelector(text: string): Selector | undefined {
  const words = text
    .trim()
    .slice(0, LONGEST)
    .replaceAll(/\s*>\s*/g, ' > ')
    .split(/\s+/);
  const parts: Part[] = [];
  for (const [index, word] of words.entries()) {
    if (word === '>' && index > 0) continue;
    const part = parsePart(word, words[index + 1] === '>');
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const last = parts.at(-1);
  if (last === undefined || words.at(-1) === '>') return undefined;
  const [id] = last.ids;
  const [name] = last.classes;
  const key = id !== undefined ? `#${id}` : name !== undefined ? `.${name}` : last.tag;
  return {parts, key, weight: weightOf(parts)};
}

function parsePart(word: string, isParent: boolean): Part | undefined {
  const found = PART.exec(word);
  if (found === null || word === '') return undefined;
  const marks = found[2]?.match(/[.#][\w-]+/g) ?? [];
  const of = (sign: string) => marks.filter((mark) => mark.startsWith(sign)).map((mark) => mark.slice(1));
  return {tag: (found[1] ?? '*').toLowerCase(), ids: of('#'), classes: of('.'), isParent};
}

function weightOf(parts: readonly Part[]): number {
  let weight = 0;
  for (const {ids, classes, tag} of parts)
    weight += ids.length * 10_000 + classes.length * 100 + (tag === '*' ? 0 : 1);
  return weight;
}

function matches({parts}: Selector, node: HtmlNode): boolean {
  let at = parts.length - 1;
  const last = parts[at];
  if (last === undefined || !isPart(last, node)) return false;
  let above = node.parent;
  for (let steps = 0; at > 0 && above !== null && steps < MOST_ANCESTORS; steps += 1) {
    const wanted = parts[at - 1];
    if (wanted === undefined) return false;
    if (isPart(wanted, above)) at -= 1;
    else if (wanted.isParent) return false;
    above = above.parent;
  }
  return at === 0;
}

function isPart({tag, ids, classes}: Part, node: HtmlNode): boolean {
  if (tag !== '*' && tag !== node.name) return false;
  if (ids.length > 0 && !ids.every((id) => node.attribute('id') === id)) return false;
  if (classes.length === 0) return true;
  const own = node.attribute('class')?.slice(0, 2000).split(/\s+/) ?? [];
  return classes.every((name) => own.includes(name));
}
