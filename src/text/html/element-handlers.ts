import {isZero} from './style/element-style.ts';
import {inputText, meterText, selectText} from './control-text.ts';
import {embeddedText, imageText, oneLine} from './element-text.ts';
import {itemMarker, openList} from './lists.ts';
import {quoteRole, type QuoteRole} from './quotes/quote-elements.ts';
import {caption, cell, row, section, table} from './tables/table-handlers.ts';
import {MOST_INDENT, TextWriter} from './text-writer.ts';
import type {Frame, Walk} from './walk.ts';

type Handler = (walk: Walk, frame: Frame) => void;

const APART = 2;
const TIGHT = 1;
const RULE = '-'.repeat(20);
const LONGEST_FIELD = 100_000;
const RAISED_AFTER_NUMBER = /^(?:st|nd|rd|th|er|re|e|ère|ème|o|a|º|ª|°)$/i;

type Replaced = (walk: Walk, frame: Frame) => readonly string[];

const REPLACED: Readonly<Record<string, Replaced>> = {
  img: (_walk, {node, own}) => listed(imageText(node, own, isAloneInLink(node))),
  image: (_walk, {node, own}) => listed(imageText(node, own, isAloneInLink(node))),
  input: (_walk, {node}) => listed(inputText(node)),
  select: (_walk, {node}) => selectText(node),
  textarea: (_walk, {node}) => node.text(LONGEST_FIELD).trimEnd().split('\n'),
  meter: (_walk, {node}) => listed(meterText(node)),
  progress: (_walk, {node}) => listed(meterText(node)),
  video: (_walk, {node}) => [embeddedText(node)],
  audio: (_walk, {node}) => [embeddedText(node)],
  iframe: ({mark}, {node}) => [`${embeddedText(node)}${mark(node.attribute('src') ?? '')}`],
  area: areaText,
};

/** What stands for an element that is no text itself; undefined for all others, nothing for what is not to be seen. */
export function replacedText(walk: Walk, frame: Frame): readonly string[] | undefined {
  const {name} = frame.node;
  return Object.hasOwn(REPLACED, name) ? REPLACED[name]?.(walk, frame) : undefined;
}

function listed(words: string | undefined): readonly string[] {
  return words === undefined ? [] : [words];
}

function isAloneInLink(node: Frame['node']): boolean {
  const link = node.parent?.name === 'a' ? node.parent : node.parent?.parent;
  return link?.name === 'a' && link.text(100).trim() === '';
}

/** A part of a picture that is a link. */
function areaText({mail, mark}: Walk, {node}: Frame): readonly string[] {
  const href = node.attribute('href');
  if (href === undefined || !mail.maps.has(mapName(node))) return [];
  const words = oneLine(node.attribute('alt') ?? '') || oneLine(node.attribute('title') ?? '');
  return [`${words || 'link'}${mark(href)}`];
}

function mapName(node: Frame['node']): string {
  let map = node.parent;
  while (map !== null && map.name !== 'map') map = map.parent;
  return map?.attribute('name') ?? map?.attribute('id') ?? '';
}

/** What elements do beyond holding text; `''` stands for all others. */
export const elementHandlers: Readonly<Record<string, Handler>> = {
  '': (walk, frame) => block(walk, frame, TIGHT),
  p: paragraph,
  a: link,
  br: ({writer}) => writer.newline(),
  hr: (walk, {style}) => {
    walk.writer.hasStructure = true;
    if (style.visible) walk.writer.lines([RULE]);
  },
  ul: list,
  ol: list,
  menu: list,
  dir: list,
  li: item,
  dd: (walk, frame) => {
    block(walk, frame, TIGHT);
    indent(walk, frame, '  ');
  },
  pre: (walk, frame) => block(walk, frame, APART),
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, heading])),
  button,
  sup: raised,
  sub: lowered,
  rt: (walk, frame) => bracket(walk, frame, '(', ')'),
  q: (walk, frame) => bracket(walk, frame, '“', '”'),
  span: (walk, frame) => {
    if (/^(?:ignore)\b/.test(frame.own.get('mso-list') ?? '')) officeMarker(walk, frame);
    else block(walk, frame, TIGHT);
  },
  table,
  caption,
  thead: section,
  tbody: section,
  tfoot: section,
  tr: row,
  td: cell,
  th: cell,
};

/** Lines of its own, where it is a block at all, and what it says of quotations. */
function block(walk: Walk, frame: Frame, margin: number): void {
  const role = quoteRole(frame.node, frame.own);
  const isBlock = frame.display === 'block' || role === 'quote';
  if (!isBlock && role === undefined) return;
  const {writer} = walk;
  writer.break(isZero(frame.own.get('margin-top') ?? frame.own.get('margin')) ? TIGHT : margin);
  const end = quote(walk, role);
  frame.leave = () => {
    walk.writer.break(isZero(frame.own.get('margin-bottom') ?? frame.own.get('margin')) ? TIGHT : margin);
    end?.();
  };
}

/** Notes that what follows is quoted; the function that is returned ends that. */
function quote(walk: Walk, role: QuoteRole | undefined): (() => void) | undefined {
  const {writer} = walk;
  const {place} = writer;
  if (role === undefined) return undefined;
  if (role === 'header') {
    writer.ruled();
    return undefined;
  }
  writer.isQuoting = true;
  if (role === 'quote') writer.place = {...place, depth: place.depth + 1};
  else if (role === 'attribution') writer.place = {...place, attribution: true};
  else writer.place = {...place, wrapper: place.wrapper ?? {marks: role === 'marking wrapper'}};
  return () => {
    writer.place = place;
  };
}

function paragraph(walk: Walk, frame: Frame): void {
  const level = /\blevel(\d)\b/.exec(frame.own.get('mso-list') ?? '')?.[1];
  const isListed =
    level !== undefined || /(?:^|\s)\w*MsoListParagraph/.test(frame.node.attribute('class') ?? '');
  block(walk, frame, isListed ? TIGHT : APART);
  if (isListed) walk.writer.signed();
  if (level !== undefined) indent(walk, frame, '  '.repeat(Number(level) - 1));
}

function heading(walk: Walk, frame: Frame): void {
  walk.writer.hasStructure = true;
  block(walk, frame, APART);
}

function indent(walk: Walk, frame: Frame, by: string): void {
  const {writer} = walk;
  const before = writer.indent;
  const {leave} = frame;
  if (before.length < MOST_INDENT) writer.indent += by;
  frame.leave = () => {
    writer.indent = before;
    return leave?.();
  };
}

function link({mark, writer}: Walk, frame: Frame): void {
  const href = frame.node.attribute('href');
  const before = writer.seen;
  if (frame.display === 'block') writer.break(TIGHT);
  frame.leave = () => {
    if (href !== undefined && writer.seen > before) writer.attach(mark(href));
    if (frame.display === 'block') writer.break(TIGHT);
  };
}

function list(walk: Walk, frame: Frame): void {
  block(walk, frame, TIGHT);
  const {own} = frame;
  walk.lists.push(openList(frame.node, own.get('list-style-type') ?? own.get('list-style')));
  const {leave} = frame;
  frame.leave = () => {
    walk.lists.pop();
    return leave?.();
  };
}

function item(walk: Walk, frame: Frame): void {
  block(walk, frame, TIGHT);
  const isListed = /^(?:ul|ol|menu|dir)$/.test(frame.node.parent?.name ?? '');
  const isPlain =
    frame.display !== 'block' ||
    /(?:^|\s)none(?:\s|$)/.test(frame.own.get('list-style') ?? frame.own.get('list-style-type') ?? '');
  const marker = isPlain ? '' : itemMarker(isListed ? walk.lists.at(-1) : undefined, frame.node);
  if (marker === '') return;
  const {writer} = walk;
  const whole = writer.indent === '' ? ` ${marker}` : marker;
  writer.mark(whole);
  indent(walk, frame, ' '.repeat(whole.length));
  const {leave} = frame;
  frame.leave = () => {
    writer.mark('');
    return leave?.();
  };
}

function button(walk: Walk, frame: Frame): void {
  captured(walk, frame, (words) => {
    const {style, node} = frame;
    const shown = words || (style.visible ? oneLine(node.attribute('value') ?? '') : '');
    if (shown !== '') walk.writer.text(`[${shown}]`, style);
  });
}

/** Office's own bullets: a sign and blanks, of which the sign alone counts. */
function officeMarker(walk: Walk, frame: Frame): void {
  captured(walk, frame, (words) => {
    if (words === '') return;
    walk.writer.text(
      /^[\p{L}\p{N}(]{1,8}[.):]?\)?$/u.test(words) && words !== 'o' ? `${words} ` : '* ',
      frame.style,
    );
  });
}

function raised(walk: Walk, frame: Frame): void {
  captured(walk, frame, (words) => {
    const {tail} = walk.writer;
    const isPlain = tail === '' || (/\d/.test(tail) && RAISED_AFTER_NUMBER.test(words)) || words === '';
    writeSmall(walk, frame, isPlain ? '' : '^', words);
  });
}

function lowered(walk: Walk, frame: Frame): void {
  captured(walk, frame, (words) => {
    writeSmall(walk, frame, /\d/.test(walk.writer.tail) && /^[\d+-]/.test(words) ? '_' : '', words);
  });
}

function writeSmall({writer}: Walk, {node, style}: Frame, mark: string, words: string): void {
  if (words === '') return;
  if (/^\s/.test(node.first?.value ?? '')) writer.soft();
  writer.text(mark !== '' && words.includes(' ') ? `${mark}(${words})` : mark + words, style);
  if (/\s$/.test(node.last?.value.slice(-1) ?? '')) writer.soft();
}

function bracket({writer}: Walk, frame: Frame, before: string, after: string): void {
  if (!frame.style.visible) return;
  writer.text(before, frame.style);
  frame.leave = () => writer.text(after, frame.style);
}

/** Reads what is in an element on its own; its words, on one line, are known where the element ends. */
function captured(walk: Walk, frame: Frame, end: (words: string) => void): void {
  const outer = walk.writer;
  const inner = new TextWriter(outer.place);
  walk.writer = inner;
  frame.leave = () => {
    walk.writer = outer;
    end(
      inner
        .finish()
        .map(({text}) => text.trim())
        .join(' ')
        .trim(),
    );
  };
}
