import {compile, type DomNode, type FormatCallback, type HtmlToTextOptions} from 'html-to-text';
import {cleanHtml} from './clean-html.ts';
import {
  mailBlocks,
  QUOTE_END,
  QUOTE_START,
  WRAPPER_END,
  WRAPPER_START,
  type MailBlock,
} from './mail-blocks.ts';
import type {SafeText} from '../safe/safe-text.ts';
import {safeUrl} from '../safe/safe-url.ts';
import {textTable} from './text-table.ts';
import {trusted} from '../safe/to-safe-text.ts';

/** A mail as text. `[n]` in it refers to the nth of `links`. */
export type MailText = {readonly blocks: readonly MailBlock[]; readonly links: readonly SafeText[]};

/** More than a person reads; what is beyond would only take time. */
const LONGEST = 1_000_000;
const MOST_LINKS = 999;
const MAX_DEPTH = 100;

const TAG =
  /<\/?(?:html|body|head|div|p|br|span|table|t[rdh]|a|b|i|u|em|strong|font|img|[uo]l|li|h[1-6]|hr|pre|blockquote|center|style|script|meta|o:p|title|section|article|small|code)(?:\s[^<>]{0,5000})?\/?>/i;
const DATA_URL = /data:[a-z]+\/[a-z0-9.+-]+;base64,[a-z0-9+/=\s]+/gi;
const PLAIN_LINK = /\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}\p{Co}]+( \[\d+\])?/giu;

/** What follows a link in a sentence and is no part of it. */
const NEVER_LAST = new Set('.,;:!?)]}*_');

/**
 * The readable text of an e-mail body, HTML or plain: links numbered, tables as rows, lists, images by
 * their alternative text, nothing hidden; quoted parts apart. Takes bounded time for any input, and all
 * of its output is safe to print. `before` are the links of e-mails that are shown above: the numbers go
 * on from there. Loading this module loads an HTML parser: import it when needed.
 */
export function htmlToText(body: string, before: readonly SafeText[] = []): MailText {
  const links = [...before];
  const isHtml = TAG.test(body);
  const source = isHtml ? body.replaceAll(DATA_URL, 'data:') : body;
  const bounded = source.slice(0, LONGEST);
  const text = isHtml ? convert(cleanHtml(bounded), links) : bounded;
  const numbered = text.replaceAll(PLAIN_LINK, (match, number) =>
    number === undefined ? numberedLink(match, links) : match,
  );
  const blocks = mailBlocks(numbered);
  if (source.length <= LONGEST) return {blocks, links};
  return {
    blocks: [...blocks, {kind: 'text', text: trusted('[The rest of this e-mail is too long to show.]')}],
    links,
  };
}

function numberedLink(match: string, links: SafeText[]): string {
  let end = match.length;
  while (NEVER_LAST.has(match.charAt(end - 1))) end--;
  const link = match.slice(0, end);
  const number = numberOf(link, links);
  return number === undefined ? match : `${link} [${number}]${match.slice(link.length)}`;
}

/** The number of a link, listed now if it is new; undefined for what is not opened from a mail. */
function numberOf(link: string, links: SafeText[]): number | undefined {
  const url = safeUrl(link.trim());
  if (url === undefined) return undefined;
  const known = links.indexOf(url);
  if (known !== -1) return known + 1;
  return links.length < MOST_LINKS ? links.push(url) : undefined;
}

let compiled: ((html: string, metadata?: unknown) => string) | undefined;

function convert(html: string, links: SafeText[]): string {
  compiled ??= compile(OPTIONS);
  return compiled(html, links);
}

const anchor: FormatCallback = (element, walk, builder) => {
  let hasText = false;
  builder.pushWordTransform((word) => {
    hasText ||= word !== '';
    return word;
  });
  walk(element.children, builder);
  builder.popWordTransform();
  const href = attribute(element, 'href');
  const number = href === undefined || !hasText ? undefined : numberOf(href, linksOf(builder));
  if (number !== undefined) builder.addInline(` [${number}]`, {noWordTransform: true});
};

/** The library's types leave out the metadata that it hands to formatters. */
function linksOf(builder: object): SafeText[] {
  return (builder as {readonly metadata: SafeText[]}).metadata;
}

const image: FormatCallback = (element, _walk, builder) => {
  const alt = attribute(element, 'alt')?.trim() ?? '';
  if (alt !== '') builder.addInline(`[image: ${alt}]`);
  else if (element.parent?.name === 'a') builder.addInline('[image]');
};

function marked(start: string, end: string): FormatCallback {
  return (element, walk, builder) => {
    builder.openBlock({leadingLineBreaks: 1});
    walk(element.children, builder);
    builder.closeBlock({trailingLineBreaks: 1, blockTransform: (text) => `${start}\n${text}\n${end}`});
  };
}

const table: FormatCallback = (element, walk, builder) => {
  const rows = rowsOf(element);
  if (rows === undefined) {
    builder.openBlock({leadingLineBreaks: 1});
    walk(element.children, builder);
    builder.closeBlock({trailingLineBreaks: 1});
    return;
  }
  builder.openTable();
  for (const row of rows) {
    builder.openTableRow();
    for (const cell of row) {
      builder.openTableCell();
      walk(cell.children, builder);
      builder.closeTableCell();
    }
    builder.closeTableRow();
  }
  const hasHeadings = rows[0]?.every((cell) => cell.name === 'th') ?? false;
  builder.closeTable({
    tableToString: (cells: readonly (readonly {readonly text: string}[])[]) =>
      textTable(
        cells.map((row) => row.map((cell) => cell.text)),
        hasHeadings,
      ),
    leadingLineBreaks: 2,
    trailingLineBreaks: 2,
  });
};

/** The cells of a table that holds data; undefined for one that only arranges the page. */
function rowsOf(element: DomNode): readonly (readonly DomNode[])[] | undefined {
  if (attribute(element, 'role') === 'presentation') return undefined;
  const rows: DomNode[][] = [];
  for (const child of element.children) {
    const parts = child.name === 'tr' ? [child] : (child.children ?? []);
    if (child.name === 'table' || child.name === 'td') return undefined;
    rows.push(
      ...parts
        .filter((row) => row.name === 'tr')
        .map((row) => row.children.filter((cell) => cell.name === 'td' || cell.name === 'th')),
    );
  }
  const isData = rows.some((row) => row.length > 1) && !rows.flat().some((cell) => holdsStructure(cell));
  return isData ? rows : undefined;
}

/** Elements that would lose their meaning in a cell of text. */
function holdsStructure(cell: DomNode): boolean {
  const pending = [...cell.children];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (/^(?:table|blockquote|section|pre|h[1-6])$/.test(node.name ?? '')) return true;
    for (const child of node.children ?? []) pending.push(child);
  }
  return false;
}

function attribute(element: DomNode, name: string): string | undefined {
  return (element.attribs as Readonly<Record<string, string>> | undefined)?.[name];
}

const TIGHT = {leadingLineBreaks: 1, trailingLineBreaks: 1};
const APART = {leadingLineBreaks: 2, trailingLineBreaks: 2};

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  baseElements: {selectors: ['body'], returnDomByDefault: true},
  limits: {ellipsis: '…', maxDepth: MAX_DEPTH},
  formatters: {
    mailAnchor: anchor,
    mailImage: image,
    mailTable: table,
    quote: marked(QUOTE_START, QUOTE_END),
    wrapper: marked(WRAPPER_START, WRAPPER_END),
  },
  selectors: [
    {selector: 'a', format: 'mailAnchor'},
    {selector: 'img', format: 'mailImage'},
    {selector: 'table', format: 'mailTable'},
    {selector: 'tr', format: 'block', options: TIGHT},
    {selector: 'td', format: 'block', options: TIGHT},
    {selector: 'th', format: 'block', options: TIGHT},
    {selector: 'blockquote', format: 'quote'},
    {selector: 'section', format: 'wrapper'},
    {selector: 'hr', format: 'horizontalLine', options: {...TIGHT, length: 20}},
    {selector: 'p', format: 'paragraph', options: APART},
    {selector: 'ul', format: 'unorderedList', options: {...TIGHT, itemPrefix: ' • '}},
    {selector: 'ol', format: 'orderedList', options: TIGHT},
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      format: 'heading',
      options: {...APART, uppercase: false},
    })),
  ],
};
