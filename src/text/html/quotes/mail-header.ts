import {headerLabel, headerValue, isOriginalLine} from './quote-words.ts';
import type {MailLine} from '../text-writer.ts';

/** Lines of a quoted mail's header, long lists of people included. */
const HEADER_LINES = 20;
const RULE = /^\s*[_─*=-]{10,}\s*$/;

/**
 * The line after the header of an older mail that begins at `index`: who and when, and enough else that it
 * cannot be a form with the same words in it, with a text behind it. Undefined where there is none.
 */
export function headerAt(lines: readonly MailLine[], index: number): number | undefined {
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
export function headerAbove(lines: readonly MailLine[], last: number): number | undefined {
  let from = last;
  while (from > last - HEADER_LINES && headerLabel(textAt(lines, from - 1)) !== undefined) from -= 1;
  if (headerLabel(textAt(lines, from)) === undefined) return undefined;
  const end = headerAt(lines, from);
  return end !== undefined && end > last ? ruleAbove(lines, from) : undefined;
}

/** A rule right above belongs to what begins at `index`. */
export function ruleAbove(lines: readonly MailLine[], index: number): number {
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
