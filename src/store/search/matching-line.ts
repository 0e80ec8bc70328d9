const START = '\u{e000}';
const END = '\u{e001}';
const MAX_LENGTH = 200;
const BEFORE_MATCH = 60;

type Range = {readonly start: number; readonly end: number};

/** Of a text, the line in which most of the words occur, with each match between U+E000 and U+E001. */
export function matchingLine(text: string, words: readonly string[]): string {
  const folded = words.flatMap((word) => partsOf(fold(word).text));
  let best: {line: string; ranges: readonly Range[]; words: number} = {line: '', ranges: [], words: -1};
  for (const line of text.split('\n')) {
    const plain = fold(line);
    const found = folded.map((word) => rangesOf(plain, word));
    const count = found.filter((ranges) => ranges.length > 0).length;
    if (count > best.words) best = {line, ranges: found.flat(), words: count};
  }
  return mark(best.line, best.ranges);
}

/** The index splits a word at its punctuation, so the parts may stand on different lines. */
function partsOf(word: string): readonly string[] {
  return word.match(/[\p{L}\p{N}]+(?:[-:._/][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Where each code unit came from; undefined: they stand where they stood. */
type Folded = {readonly text: string; readonly origin: readonly number[] | undefined};

const ASCII = /^[\x00-\x7f]*$/;

/** Lower case without accents. */
function fold(text: string): Folded {
  if (ASCII.test(text)) return {text: text.toLowerCase(), origin: undefined};
  let folded = '';
  const origin: number[] = [];
  let index = 0;
  for (const char of text) {
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    folded += plain;
    for (let i = 0; i < plain.length; i++) origin.push(index);
    index += char.length;
  }
  origin.push(index);
  return {text: folded, origin};
}

function rangesOf({text, origin}: Folded, word: string): readonly Range[] {
  const place = (at: number) => (origin === undefined ? at : (origin[at] ?? origin.at(-1) ?? at));
  const ranges: Range[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    ranges.push({start: place(at), end: place(at + word.length)});
  }
  return ranges;
}

function mark(line: string, ranges: readonly Range[]): string {
  const sorted = ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const first = sorted[0]?.start ?? 0;
  const from = line.length <= MAX_LENGTH ? 0 : safeCut(line, Math.max(0, first - BEFORE_MATCH));
  const to = safeCut(line, Math.min(line.length, from + MAX_LENGTH));
  let marked = from > 0 ? '…' : '';
  let done = from;
  for (const {start, end} of sorted) {
    if (start < done || end > to) continue;
    marked += `${line.slice(done, start)}${START}${line.slice(start, end)}${END}`;
    done = end;
  }
  return `${marked}${line.slice(done, to)}${to < line.length ? '…' : ''}`.trim();
}

/** Not between the halves of a surrogate pair. */
function safeCut(line: string, index: number): number {
  const code = line.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
