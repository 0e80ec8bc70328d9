import {headerLabel, headerValue, isAttribution, isOriginalLine, isSureAttribution} from './quote-words.ts';
import type {MailLine} from '../text-writer.ts';

const STEP = 200;
const MOST_DEPTH = 20;
/** Lines that an attribution may take. */
const ATTRIBUTION_LINES = 3;

/**
 * Notes which lines are quoted: marked parts, lines with `>`, and everything after the header of an older mail or an
 * "On … wrote:" line. Between quotations the sender's own words stay the sender's.
 */
export function* markQuoted(lines: readonly MailLine[]): Generator<void> {
  for (const [index, line] of lines.entries()) {
    if (index % STEP === STEP - 1) yield;
    markLine(line);
  }
  quoteWrappers(lines);
  yield;
  yield* quoteAttributions(lines);
  yield* quoteRest(lines);
}

function markLine(line: MailLine): void {
  if (line.depth > 0) {
    line.quoted = true;
    line.text = '> '.repeat(Math.min(MOST_DEPTH, line.depth - 1)) + line.text;
  } else if (/^ ?>/.test(line.text)) {
    line.quoted = true;
    line.text = line.text.replace(/^ ?> ?/, '');
  }
}

/** What a mail program wrapped: all of it, unless it marks the quotations in it; then the rest is an answer. */
function quoteWrappers(lines: readonly MailLine[]): void {
  let at = 0;
  while (at < lines.length) {
    const wrapper = lines[at]?.wrapper;
    let end = at + 1;
    if (wrapper !== undefined) {
      while (lines[end]?.wrapper === wrapper) end += 1;
      const inside = lines.slice(at, end);
      const isAll = !marksItsQuotes(inside, wrapper.marks);
      for (const line of inside) line.quoted ||= isAll || line.attribution;
    }
    at = end;
  }
}

/** Whether what is quoted is marked within a wrapper, behind no more than the lines that say whose it is. */
function marksItsQuotes(inside: readonly MailLine[], marks: boolean): boolean {
  const shown = inside.filter((line) => !isBlank(line));
  const first = shown.findIndex((line) => line.quoted);
  if (first === -1 || isOriginalLine(shown[0]?.text.trim() ?? '')) return false;
  if (marks) return true;
  const before = shown.slice(0, first);
  if (before.every((line) => line.attribution)) return true;
  return before.length <= ATTRIBUTION_LINES && isAttribution(before.map(({text}) => text.trim()).join(' '));
}

/** The line, or two or three lines, that say whose the quote is belong to it. */
function* quoteAttributions(lines: readonly MailLine[]): Generator<void> {
  for (const [index, line] of lines.entries()) {
    if (index % STEP === STEP - 1) yield;
    if (!line.quoted || lines[index - 1]?.quoted !== false) continue;
    const start = attributionStart(lines, index);
    for (let at = start; at < index; at += 1) {
      const before = lines[at];
      if (before !== undefined) before.quoted = true;
    }
  }
}

/** Where the attribution of the quote at `index` begins; `index` itself where there is none. */
function attributionStart(lines: readonly MailLine[], index: number): number {
  let last = index - 1;
  while (isBlank(lines[last])) last -= 1;
  let words = '';
  for (let at = last; at > last - ATTRIBUTION_LINES; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.quoted || isBlank(line)) break;
    words = `${line.text.trim()} ${words}`.trim();
    if (startsAttribution(lines, at) || isAttribution(words)) return at;
  }
  return headerAbove(lines, last) ?? index;
}

/** The first of the lines that a mail program marked. */
function startsAttribution(lines: readonly MailLine[], at: number): boolean {
  return lines[at]?.attribution === true && lines[at - 1]?.attribution !== true;
}

function isBlank(line: MailLine | undefined): boolean {
  return line?.text.trim() === '';
}

/** Outlook and some phones mark no quotes: from their header on, all is quoted. */
function* quoteRest(lines: readonly MailLine[]): Generator<void> {
  for (const [index, line] of lines.entries()) {
    if (index % STEP === STEP - 1) yield;
    const end = line.quoted ? undefined : olderMailAt(lines, index);
    if (end === undefined) continue;
    let next = end;
    while (isBlank(lines[next])) next += 1;
    // Where the older mail's lines are marked, the others are answers.
    const isMarked = lines[next]?.quoted === true;
    quoteFrom(lines, ruleAbove(lines, index), isMarked ? end : lines.length);
    if (!isMarked) return;
  }
}

function quoteFrom(lines: readonly MailLine[], start: number, end: number): void {
  for (const line of lines.slice(start, end)) line.quoted = true;
}

/** The line after the words that an older mail begins with at `index`, if it does. */
function olderMailAt(lines: readonly MailLine[], index: number): number | undefined {
  const text = lines[index]?.text.trim() ?? '';
  if (text === '') return undefined;
  if (isOriginalLine(text)) return index + 1;
  if (headerLabel(text) !== undefined) {
    const isFirst = headerLabel(lines[index - 1]?.text.trim() ?? '') === undefined;
    return isFirst ? headerAt(lines, index) : undefined;
  }
  return isSureAttribution(text) ? index + 1 : undefined;
}

/** Lines of a quoted mail's header, long lists of people included. */
const HEADER_LINES = 20;
const RULE = /^\s*[_─*=-]{10,}\s*$/;

/**
 * The line after the header of an older mail that begins at `index`: who and when, and enough else that it
 * cannot be a form with the same words in it, with a text behind it. Undefined where there is none.
 */
function headerAt(lines: readonly MailLine[], index: number): number | undefined {
  const {found, end} = headerLines(lines, index);
  if (!namesMail(found) || !isCertain(found, lines, index)) return undefined;
  for (let at = end; at < lines.length; at += 1) if (textAt(lines, at) !== '') return end;
  return undefined;
}

type Header = {readonly found: ReadonlyMap<string, string>; readonly end: number};

function headerLines(lines: readonly MailLine[], index: number): Header {
  const found = new Map<string, string>();
  let end = index;
  for (let at = index; at < index + HEADER_LINES && lines[at]?.quoted === false; at += 1) {
    const text = textAt(lines, at);
    if (text === '') continue;
    const label = headerLabel(text);
    if (label === undefined ? !isContinued(lines, at) : label !== 'other' && found.has(label)) break;
    if (label !== undefined) found.set(label, headerValue(text));
    end = at + 1;
  }
  return {found, end};
}

/** Where a header begins that ends at `last`, as Outlook writes it where it is told to mark quotes. */
function headerAbove(lines: readonly MailLine[], last: number): number | undefined {
  let from = last;
  while (from > last - HEADER_LINES && headerLabel(textAt(lines, from - 1)) !== undefined) from -= 1;
  if (headerLabel(textAt(lines, from)) === undefined) return undefined;
  const end = headerAt(lines, from);
  return end !== undefined && end > last ? ruleAbove(lines, from) : undefined;
}

/** A rule right above belongs to what begins at `index`. */
function ruleAbove(lines: readonly MailLine[], index: number): number {
  for (let at = index - 1; at >= Math.max(0, index - 2); at -= 1) {
    const text = textAt(lines, at);
    if (RULE.test(text) && lines[at]?.quoted === false) return at;
    if (text !== '') break;
  }
  return index;
}

function textAt(lines: readonly MailLine[], at: number): string {
  return lines[at]?.text.trim() ?? '';
}

/** A list of people goes on in the next line. */
function isContinued(lines: readonly MailLine[], at: number): boolean {
  return /[;,]$/.test(textAt(lines, at - 1)) && /@|;/.test(textAt(lines, at));
}

/** A sender and a time. Places and times are no senders: `SV5:01:0102`, `09:00`. */
function namesMail(found: ReadonlyMap<string, string>): boolean {
  const from = found.get('from') ?? '';
  const sent = found.get('sent') ?? '';
  if (from === '' || !/\d|\p{L}{3}/u.test(sent)) return false;
  return from.includes('@') || !(/^\W*\d/.test(from) || /\w:\w/.test(from));
}

function isCertain(found: ReadonlyMap<string, string>, lines: readonly MailLine[], index: number): boolean {
  if (found.has('subject') || (found.has('to') && found.get('from')?.includes('@') === true)) return true;
  // Outlook draws its rule in text, or gives the header a name.
  if (lines[index]?.rule === true || /^_{10,}$/.test(textAt(lines, ruleAbove(lines, index)))) return true;
  return isOriginalLine(textAt(lines, index - 1)) || isOriginalLine(textAt(lines, index - 2));
}
