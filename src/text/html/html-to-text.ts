import {toSafeLine, trusted} from '../safe/to-safe-text.ts';
import type {SafeText} from '../safe/safe-text.ts';
import {isHtml} from './is-html.ts';
import {runToEnd, inSlices} from './in-steps.ts';
import {cleanLine, type MailBlock, mailBlocks} from './mail-blocks.ts';
import {type ParsedMail, parseHtml} from './tree/parse-html.ts';
import {withoutData} from './tree/without-data.ts';
import {type MailLine, TOP} from './text-writer.ts';
import {walkMail} from './walk-mail.ts';

/** A mail as text. `[n]` in it refers to the nth of `links`. */
export type MailText = {readonly blocks: readonly MailBlock[]; readonly links: readonly SafeText[]};

/** More than a person reads; what is beyond would only take time. */
const MOST_TEXT = 4_000_000;
const STEP = 200;

/**
 * The readable text of an e-mail body, HTML or plain: links numbered, tables as rows, lists, images by
 * their alternative text, nothing hidden; quoted parts apart. Takes bounded time for any input, and all
 * of its output is safe to print. `before` are the links of e-mails that are shown above: the numbers go
 * on from there. Loading this module loads an HTML parser: import it when needed.
 */
export function htmlToText(body: string, before: readonly SafeText[] = []): MailText {
  return runToEnd(mailText(body, before));
}

/** As {@link htmlToText}, a few milliseconds at a time: keys are heard while a large mail is read. */
export async function htmlToTextInSlices(body: string, before: readonly SafeText[] = []): Promise<MailText> {
  return await inSlices(mailText(body, before));
}

/** The words of an e-mail body as they are read, line by line, for the search index. */
export async function mailWords(body: string): Promise<string> {
  return await inSlices(words(body));
}

function* mailText(body: string, before: readonly SafeText[]): Generator<void, MailText> {
  const links = mailLinks(before);
  const {lines, remark} = yield* mailLines(body, links);
  for (const [index, line] of lines.entries()) {
    line.text = links.inText(line.text);
    if (index % STEP === 0) yield;
  }
  const blocks = yield* mailBlocks(lines);
  const end: readonly MailBlock[] =
    remark === undefined ? [] : [{kind: 'text', text: trusted(`[${remark}]`)}];
  return {blocks: [...blocks, ...end], links: links.all};
}

function* words(body: string): Generator<void, string> {
  const {lines} = yield* mailLines(body, undefined);
  const blocks = yield* mailBlocks(lines);
  return blocks
    .map((block) => block.text)
    .join('\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}

type Lines = {readonly lines: readonly MailLine[]; readonly remark: string | undefined};

const TOO_LONG = 'The rest of this e-mail is too long to show.';

function* mailLines(body: string, links: MailLinks | undefined): Generator<void, Lines> {
  const source = (yield* withoutData(body)).replace(/^\ufeff/, '');
  if (!isHtml(source)) {
    const text = source.slice(0, MOST_TEXT);
    const lines = text
      .split(/\r\n?|\n/)
      .map((line) => ({text: line, ...TOP, rule: false, exact: false, quoted: false}));
    return {lines, remark: source.length > text.length ? TOO_LONG : undefined};
  }
  const mail = yield* parseHtml(source);
  let length = 0;
  const lines = yield* walkMail(mail, {
    most: MOST_TEXT,
    mark: (href, base) => links?.mark(href, base) ?? '',
    cellLine: (text) => cleanLine(links?.inText(text) ?? text),
  });
  for (const line of lines) length += line.text.length;
  if (mail.unfinished !== '') endWith(lines, mail.unfinished);
  return {lines, remark: remarkOn(mail, length)};
}

/** What never became a tag is shown as it stands. */
function endWith(lines: MailLine[], text: string): void {
  const last = lines.at(-1);
  if (last === undefined) lines.push({text, ...TOP, rule: false, exact: false, quoted: false});
  else last.text += ` ${text}`;
}

function remarkOn({isCut, swallowedBy}: ParsedMail, length: number): string | undefined {
  if (isCut || length >= MOST_TEXT) return TOO_LONG;
  if (swallowedBy === undefined) return undefined;
  return `This e-mail ends in an unclosed ${swallowedBy}: what it holds is not shown.`;
}

/** The links of a mail, by number. */
type MailLinks = {
  readonly all: readonly SafeText[];
  /** The mark for a link, ` [n]`; nothing for an address that is not opened from a mail. */
  mark: (href: string, base?: string) => string;
  /** The text with a mark behind each address in it. */
  inText: (text: string) => string;
};

const MOST_LINKS = 999;
const PLAIN_LINK = /\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}\p{Co}]+( \[\d+\])?/giu;
/** What follows a link in a sentence and is no part of it. */
const NEVER_LAST = new Set('.,;:!?)]}*_~');

/** Numbers links as they come, each once; `before` are those of e-mails that are shown above. */
function mailLinks(before: readonly SafeText[]): MailLinks {
  const all = [...before];
  const numbers = new Map(all.map((link, index) => [link, index + 1]));
  const mark = (href: string, base = ''): string => {
    const url = safeUrl(href.trim()) ?? relative(href.trim(), base);
    if (url === undefined) return '';
    const known = numbers.get(url);
    if (known !== undefined) return ` [${known}]`;
    if (all.length >= MOST_LINKS) return '';
    numbers.set(url, all.push(url));
    return ` [${all.length}]`;
  };
  const numbered = (match: string): string => {
    let end = match.length;
    while (NEVER_LAST.has(match.charAt(end - 1))) end -= 1;
    const link = match.slice(0, end);
    return `${link}${mark(link)}${match.slice(end)}`;
  };
  return {
    all,
    mark,
    inText: (text) =>
      text.includes('://')
        ? text.replaceAll(PLAIN_LINK, (match, number) => (number === undefined ? numbered(match) : match))
        : text,
  };
}

function relative(href: string, base: string): SafeText | undefined {
  return base !== '' && URL.canParse(href, base) ? safeUrl(new URL(href, base).href) : undefined;
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
const LONGEST = 8192;

/**
 * A link of remote origin in its normal form, printable ASCII only (other letters percent-encoded,
 * host names in punycode, so that look-alikes show); undefined unless it is http, https or mailto.
 */
function safeUrl(link: string): SafeText | undefined {
  if (link.length > LONGEST || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (!ALLOWED.has(url.protocol)) return undefined;
  const text = toSafeLine(url.href);
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}
