import type {SafeText} from '../safe/safe-text.ts';
import {toSafeText} from '../safe/to-safe-text.ts';

/** A part of a mail: what was written, or what it quotes from earlier mail (to be folded). */
export type MailBlock = {readonly kind: 'text' | 'quote'; readonly text: SafeText};

/** Lines that {@link mailBlocks} reads as begin and end of a quoted part. */
export const QUOTE_START = '\u{e002}';
export const QUOTE_END = '\u{e003}';
/** The same for wrappers around a quote together with the line that says whose it is. */
export const WRAPPER_START = '\u{e004}';
export const WRAPPER_END = '\u{e005}';

type Line = {readonly text: string; readonly quoted: boolean};

const FROM = /^[*_]*(?:From|Von|De|Da|Van|Från|发件人|差出人)\s?[:：][*_]*\s*\S/i;
const SENT =
  /^[*_]*(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Skickat|发送时间|送信日時)\s?[:：]/i;
const ORIGINAL =
  /^-{2,}\s*(?:Original Message|Original Appointment|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\s*-{2,}$/i;
const ATTRIBUTION =
  /^(?:On|Am|Le|El|Il|Op)\b.{0,300}\d.{0,300}\b(?:wrote|schrieb.{0,100}|a écrit|escribió|ha scritto|schreef.{0,100})\s?:$/i;
/** Lines after `From:` among which the sending date must stand. */
const HEADER_LINES = 6;

/**
 * Splits the text of a mail into what was written and what it quotes: marked parts, lines with `>`,
 * and everything after an Outlook header or an "On … wrote:" line. All output is safe to print.
 */
export function mailBlocks(text: string): readonly MailBlock[] {
  const lines = withTrailingQuote(withAttribution(markedLines(text)));
  const blocks: {kind: 'text' | 'quote'; lines: string[]}[] = [];
  for (const line of lines) {
    const kind = line.quoted ? 'quote' : 'text';
    const last = blocks.at(-1);
    // A blank line alone separates nothing.
    if (last !== undefined && (last.kind === kind || line.text.trim() === '')) last.lines.push(line.text);
    else blocks.push({kind, lines: [line.text]});
  }
  return mergeQuotes(blocks)
    .map((block) => ({kind: block.kind, text: toSafeText(tidy(block.lines.join('\n')))}))
    .filter((block) => block.text.trim() !== '');
}

/** Two quotes with nothing but blank lines between them are one. */
function mergeQuotes(
  blocks: readonly {kind: 'text' | 'quote'; lines: string[]}[],
): {kind: 'text' | 'quote'; lines: string[]}[] {
  const merged: {kind: 'text' | 'quote'; lines: string[]}[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last !== undefined && (block.lines.every((line) => line.trim() === '') || last.kind === block.kind)) {
      for (const line of block.lines) last.lines.push(line);
    } else merged.push(block);
  }
  return merged;
}

function tidy(text: string): string {
  // A pattern for spaces at line ends would take quadratic time on long runs of them.
  return text
    .replaceAll('\u{a0}', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

function markedLines(text: string): Line[] {
  let depth = 0;
  let wrappers = 0;
  const lines: Line[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const mark = line.trim();
    if (mark === QUOTE_START) depth++;
    else if (mark === QUOTE_END) depth = Math.max(0, depth - 1);
    else if (mark === WRAPPER_START) wrappers++;
    else if (mark === WRAPPER_END) wrappers = Math.max(0, wrappers - 1);
    else if (depth === 0 && wrappers === 0 && /^ ?>/.test(line))
      lines.push({text: line.replace(/^ ?> ?/, ''), quoted: true});
    else lines.push({text: '> '.repeat(Math.max(0, depth - 1)) + line, quoted: depth + wrappers > 0});
  }
  return lines;
}

/** The line, or two lines, that say whose the quote is belong to it. */
function withAttribution(lines: readonly Line[]): Line[] {
  const result = [...lines];
  for (const [index, line] of lines.entries()) {
    if (!line.quoted || lines[index - 1]?.quoted !== false) continue;
    for (let at = attributionStart(lines, index); at < index; at++) {
      result[at] = {text: lines[at]?.text ?? '', quoted: true};
    }
  }
  return result;
}

/** Where the attribution of the quote at `index` begins; `index` itself where there is none. */
function attributionStart(lines: readonly Line[], index: number): number {
  let last = index - 1;
  while (last > index - 3 && lines[last]?.text.trim() === '') last--;
  const words = lines[last]?.text.trim() ?? '';
  if (ATTRIBUTION.test(words)) return last;
  const both = `${lines[last - 1]?.text.trim() ?? ''} ${words}`;
  return ATTRIBUTION.test(both) ? last - 1 : index;
}

/** Outlook and some phones mark no quotes: from their header on, all is quoted. */
function withTrailingQuote(lines: readonly Line[]): Line[] {
  const start = lines.findIndex((line, index) => !line.quoted && startsQuote(lines, index));
  if (start === -1) return [...lines];
  const rule = lines.findLastIndex(
    (line, index) => index < start && index >= start - 2 && /^\s*[_─-]{10,}\s*$/.test(line.text),
  );
  const from = rule === -1 ? start : rule;
  return lines.map((line, index) => (index < from ? line : {text: line.text, quoted: true}));
}

function startsQuote(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text.trim() ?? '';
  if (ORIGINAL.test(text)) return true;
  if (FROM.test(text))
    return lines.slice(index + 1, index + 1 + HEADER_LINES).some((line) => SENT.test(line.text.trim()));
  return /[@<]/.test(text) && ATTRIBUTION.test(text);
}
