import type {SafeText} from '../safe/safe-text.ts';
import {toSafeText} from '../safe/to-safe-text.ts';
import {markQuoted} from './quotes/quoted-lines.ts';
import type {Grid} from './tables/grid.ts';
import type {MailLine} from './text-writer.ts';

/** A part of a mail: what was written, or what it quotes from earlier mail (to be folded). */
export type MailBlock = {
  readonly kind: 'text' | 'quote';
  readonly text: SafeText;
  /** Where in the text its tables stand, if it has any: see `blockRows`. */
  readonly tables?: readonly BlockTable[];
};

/** A table in the text, which may be laid out anew for another width. */
export type BlockTable = {readonly start: number; readonly end: number; readonly grid: Grid};

type Group = {readonly kind: MailBlock['kind']; readonly lines: MailLine[]};

const STEP = 200;
/** What Office puts before the text of a list's item: a sign, and blanks up to where the text begins. */
const OFFICE_SIGN = /^( *)([·•§o▪◦–\p{Co}-]|[\da-z]{1,4}[.)])[ \u00a0]{2,}(?=\S)/iu;
/** What senders put behind a teaser so that nothing else of the mail is shown in a list. */
const FILLER = /(?:\u034f|[\u00a0 \u00ad\u061c\u115f\u180e\u200b-\u200f\u2007\u2060\ufeff]){8,}/gu;
const UNSEEN = /\u034f|[\u00ad\u061c\u115f\u180e\u200b-\u200f\u2007\u2060\ufeff]/gu;
const FEW_UNSEEN = 4;
const UNSEEN_END = /^(?:\u034f|[\s\u00ad\u180e\u200b-\u200d\u2060\ufeff])$/u;

/** Splits the lines of a mail into what was written and what it quotes; the lines are used up by that. All output is safe to print. */
export function* mailBlocks(lines: readonly MailLine[]): Generator<void, readonly MailBlock[]> {
  for (const [index, line] of lines.entries()) {
    if (index % STEP === STEP - 1) yield;
    line.text = cleanLine(line.signed === true ? line.text.replace(OFFICE_SIGN, oneSign) : line.text);
  }
  yield* markQuoted(lines);
  const blocks: MailBlock[] = [];
  for (const {kind, lines: group} of grouped(lines)) {
    const parts: MailLine[] = [];
    for (let at = 0; at < group.length; at += STEP) {
      for (const line of withoutRuns(group, at)) parts.push(line);
      yield;
    }
    const {text, tables} = yield* blockText(trimmed(parts));
    if (text.trim() !== '') blocks.push({kind, text, ...(tables.length === 0 ? {} : {tables})});
  }
  return blocks;
}

/** A bullet of a font of signs is a letter to others. */
function oneSign(_run: string, indent: string, sign: string): string {
  return `${indent}${/^[\da-z]{1,4}[.)]$/i.test(sign) ? sign : '*'} `;
}

/** A line without what cannot be seen at its end, and with plain blanks. */
export function cleanLine(line: string): string {
  const plain = /[^\x20-\x7e]/.test(line)
    ? line
        .replace(FILLER, (run) => ((run.match(UNSEEN)?.length ?? 0) < FEW_UNSEEN ? run : ' '))
        .replaceAll('\u00a0', ' ')
    : line;
  let end = plain.length;
  while (end > 0 && UNSEEN_END.test(plain.charAt(end - 1))) end -= 1;
  return end === plain.length ? plain : plain.slice(0, end);
}

function grouped(lines: readonly MailLine[]): readonly Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const kind = line.quoted ? 'quote' : 'text';
    const last = groups.at(-1);
    // A blank line alone separates nothing.
    if (last !== undefined && (last.kind === kind || line.text === '')) last.lines.push(line);
    else groups.push({kind, lines: [line]});
  }
  const merged: Group[] = [];
  for (const group of groups) {
    const last = merged.at(-1);
    const isBlank = group.lines.every((line) => line.text === '');
    if (last === undefined || (!isBlank && last.kind !== group.kind)) merged.push(group);
    else for (const line of group.lines) last.lines.push(line);
  }
  return merged;
}

/** Some lines of a group, one blank line where there are more, unless they are meant. */
function withoutRuns(group: readonly MailLine[], from: number): readonly MailLine[] {
  const lines: MailLine[] = [];
  for (let at = from; at < Math.min(from + STEP, group.length); at += 1) {
    const line = group[at];
    if (line === undefined) continue;
    const isRun = line.text === '' && group[at - 1]?.text === '' && !line.exact;
    if (!isRun) lines.push(line);
  }
  return lines;
}

function trimmed(lines: readonly MailLine[]): readonly MailLine[] {
  const first = lines.findIndex((line) => line.text !== '');
  const last = lines.findLastIndex((line) => line.text !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}

type BlockText = {readonly text: SafeText; readonly tables: readonly BlockTable[]};

function* blockText(lines: readonly MailLine[]): Generator<void, BlockText> {
  const tables: BlockTable[] = [];
  let text = '';
  let at = 0;
  while (at < lines.length) {
    const grid = lines[at]?.table;
    let end = at + 1;
    while (end < lines.length && end - at < STEP && lines[end]?.table === grid) end += 1;
    const some = toSafeText(
      lines
        .slice(at, end)
        .map((line) => line.text)
        .join('\n'),
    );
    const start = at === 0 ? 0 : text.length + 1;
    text += at === 0 ? some : `\n${some}`;
    if (grid !== undefined) addTable(tables, {start, end: text.length, grid});
    at = end;
    yield;
  }
  return {text: text as SafeText, tables};
}

/** A table of many lines comes in pieces. */
function addTable(tables: BlockTable[], table: BlockTable): void {
  const last = tables.at(-1);
  if (last?.grid === table.grid) tables[tables.length - 1] = {...last, end: table.end};
  else tables.push(table);
}
