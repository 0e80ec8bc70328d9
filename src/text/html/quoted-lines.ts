import {headerLabel, headerValue, isAttribution, isOriginalLine, isSureAttribution} from './quote-words.ts';
import type {MailLine} from './text-writer.ts';

const STEP = 200;
const MOST_DEPTH = 20;
/** Lines of a quoted mail's header, long lists of people included. */
const HEADER_LINES = 20;
const RULE = /^\s*[_─*=-]{10,}\s*$/;

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
  quoteAttributions(lines);
  yield;
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
      if (!marksItsQuotes(inside)) for (const line of inside) line.quoted = true;
    }
    at = end;
  }
}

/** Whether a wrapper begins with a marked quotation, or with the lines that say whose it is and then one. */
function marksItsQuotes(inside: readonly MailLine[]): boolean {
  const shown = inside.filter((line) => line.text.trim() !== '');
  const first = shown.findIndex((line) => line.quoted);
  if (first === -1) return false;
  const before = shown.slice(0, first);
  if (before.length === 0 || before.every((line) => line.attribution)) return true;
  return before.length <= 3 && isAttribution(before.map(({text}) => text.trim()).join(' '));
}

/** The line, or two or three lines, that say whose the quote is belong to it. */
function quoteAttributions(lines: readonly MailLine[]): void {
  for (const [index, line] of lines.entries()) {
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
  while (last > index - 4 && lines[last]?.text.trim() === '') last -= 1;
  let words = '';
  for (let at = last; at > last - 3 && at >= 0; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.quoted || line.text.trim() === '') break;
    if (line.attribution && lines[at - 1]?.attribution !== true) return at;
    words = `${line.text.trim()} ${words}`.trim();
    if (isAttribution(words)) return at;
  }
  const header = headerBefore(lines, last);
  return header ?? index;
}

/** A header that stands right before a marked quotation, as Outlook writes it where it is told to mark quotes. */
function headerBefore(lines: readonly MailLine[], last: number): number | undefined {
  let from = last;
  while (from > last - HEADER_LINES && headerLabel(lines[from - 1]?.text.trim() ?? '') !== undefined)
    from -= 1;
  const header =
    headerLabel(lines[from]?.text.trim() ?? '') === undefined ? undefined : headerAt(lines, from);
  return header !== undefined && header.end > last ? withRule(lines, from) : undefined;
}

/** Outlook and some phones mark no quotes: from their header on, all is quoted. */
function* quoteRest(lines: readonly MailLine[]): Generator<void> {
  for (const [index, line] of lines.entries()) {
    if (index % STEP === STEP - 1) yield;
    if (line.quoted) continue;
    const end = olderMailAt(lines, index);
    if (end === undefined) continue;
    const next = lines.findIndex((after, at) => at >= end && after.text.trim() !== '');
    // Where the older mail's lines are marked, the others are answers.
    const isMarked = lines[next]?.quoted === true;
    for (let at = withRule(lines, index); at < (isMarked ? end : lines.length); at += 1) {
      const quoted = lines[at];
      if (quoted !== undefined) quoted.quoted = true;
    }
    if (!isMarked) return;
  }
}

/** The line after the header of an older mail that begins at `index`, if one does and a text follows. */
function olderMailAt(lines: readonly MailLine[], index: number): number | undefined {
  const text = lines[index]?.text.trim() ?? '';
  if (text === '') return undefined;
  if (isOriginalLine(text)) return index + 1;
  if (headerLabel(text) !== undefined && headerLabel(lines[index - 1]?.text.trim() ?? '') === undefined) {
    return headerAt(lines, index)?.end;
  }
  return isSureAttribution(text) ? index + 1 : undefined;
}

/** A rule right above belongs to the header. */
function withRule(lines: readonly MailLine[], index: number): number {
  for (let at = index - 1; at >= Math.max(0, index - 2); at -= 1) {
    const line = lines[at];
    if (line !== undefined && !line.quoted && RULE.test(line.text)) return at;
    if (line?.text.trim() !== '') break;
  }
  return index;
}

/**
 * The header of an older mail: who and when, and enough else that it cannot be a form with the same words in it,
 * with a text behind it.
 */
function headerAt(lines: readonly MailLine[], index: number): {readonly end: number} | undefined {
  const found = new Map<string, string>();
  let at = index;
  let end = index;
  for (; at < Math.min(lines.length, index + HEADER_LINES) && lines[at]?.quoted === false; at += 1) {
    const text = lines[at]?.text.trim() ?? '';
    if (text === '') continue;
    const label = headerLabel(text);
    if (label === undefined && !isContinued(lines, at)) break;
    if (label !== undefined && label !== 'other' && found.has(label)) break;
    if (label !== undefined) found.set(label, headerValue(text));
    end = at + 1;
  }
  if (!isMailHeader(found, lines, index)) return undefined;
  return lines.slice(end).some((line) => line.text.trim() !== '') ? {end} : undefined;
}

/** A list of people goes on in the next line. */
function isContinued(lines: readonly MailLine[], at: number): boolean {
  const before = lines[at - 1]?.text.trim() ?? '';
  return /[;,]$/.test(before) && /@|;/.test(lines[at]?.text ?? '');
}

function isMailHeader(
  found: ReadonlyMap<string, string>,
  lines: readonly MailLine[],
  index: number,
): boolean {
  const from = found.get('from');
  const sent = found.get('sent');
  if (from === undefined || sent === undefined || from === '' || !/\d|\p{L}{3}/u.test(sent)) return false;
  // Places and times are no senders: `SV5:01:0102`, `09:00`.
  if (!/@/.test(from) && (/^\W*\d/.test(from) || /\w:\w/.test(from))) return false;
  const isRuled =
    lines[index]?.rule === true || withRule(lines, index) < index || isOriginalAbove(lines, index);
  return isRuled || found.has('subject') || (/@/.test(from) && found.has('to'));
}

function isOriginalAbove(lines: readonly MailLine[], index: number): boolean {
  return (
    isOriginalLine(lines[index - 1]?.text.trim() ?? '') || isOriginalLine(lines[index - 2]?.text.trim() ?? '')
  );
}
