import stringWidth from 'string-width';
import {Memo} from './memo.ts';
import {segmenter} from './segmenter.ts';

export type Grapheme = {readonly text: string; readonly width: number};

const ASCII = /^[\x20-\x7e]*$/;
/** What most texts hold; a pattern of few ranges is ten times as fast as one of many. */
const COMMON = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u257f]*$/;
/** Characters that never join a neighbour of this list and take one cell: ASCII, European letters, dashes and dots, arrows, box drawing, shapes. */
const ONE_CELL = String.raw`\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481\u2010-\u2027\u2030-\u203b\u2190-\u2193\u21b5\u2400-\u2426\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2713\u27f0-\u27ff\u2800-\u28ff`;
/** The same with two cells: CJK punctuation, kana, ideographs, Hangul syllables, full-width forms. */
const TWO_CELLS = String.raw`\u3001-\u301f\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60`;
const FIRST_OF_TWO_CELLS = 0x3001;
const NARROW = new RegExp(`^[${ONE_CELL}]*$`);
const SIMPLE = new RegExp(`^[${ONE_CELL}${TWO_CELLS}]*$`);
/** At its borders a run may still join what stands there. */
const SIMPLE_RUN = new RegExp(`[${ONE_CELL}${TWO_CELLS}]{3,}`, 'g');
const LONGEST_REMEMBERED = 512;

const widths = new Memo<number>(2048);
const segmented = new Memo<readonly Grapheme[]>(2048);

/** True where every UTF-16 unit is a grapheme of one cell. */
export function isNarrow(text: string): boolean {
  return ASCII.test(text) || COMMON.test(text) || NARROW.test(text);
}

/** True where every UTF-16 unit is a grapheme, of {@link simpleWidth} cells. */
export function isSimple(text: string): boolean {
  return ASCII.test(text) || SIMPLE.test(text);
}

/** Cells of one UTF-16 unit of a simple text. */
export function simpleWidth(unit: number): number {
  return unit < FIRST_OF_TWO_CELLS ? 1 : 2;
}

/** Cells that the text takes in a terminal, as Ink counts them. Line breaks take none. */
export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  // The first call of string-width costs tens of milliseconds (its emoji pattern), so simple text does without.
  if (isSimple(text)) return simpleTextWidth(text);
  if (text.length > LONGEST_REMEMBERED) return stringWidth(text);
  const known = widths.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  widths.set(text, width);
  return width;
}

function simpleTextWidth(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) width += simpleWidth(text.charCodeAt(index));
  return width;
}

/** The characters as people see them, one by one, with their widths in cells. */
export function* graphemes(text: string): Generator<Grapheme> {
  let index = 0;
  for (const run of text.matchAll(SIMPLE_RUN)) {
    const end = run.index + run[0].length;
    yield* segments(text.slice(index, run.index + 1));
    for (index = run.index + 1; index < end - 1; index++) {
      yield {text: text.charAt(index), width: simpleWidth(text.charCodeAt(index))};
    }
  }
  yield* segments(text.slice(index));
}

/** The slow way, right for everything. Short texts are remembered: an edited line comes again with little changed. */
function segments(text: string): Iterable<Grapheme> {
  if (text.length > LONGEST_REMEMBERED) return segment(text);
  const known = segmented.get(text);
  if (known !== undefined) return known;
  const result = [...segment(text)];
  segmented.set(text, result);
  return result;
}

function* segment(text: string): Generator<Grapheme> {
  for (const {segment: part} of segmenter.segment(text)) yield {text: part, width: textWidth(part)};
}

/** The first grapheme boundary at or after a UTF-16 offset. */
export function boundaryFrom(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  const found = graphemeAt(text, offset);
  return found.index === offset ? offset : found.end;
}

/** The last grapheme boundary before a UTF-16 offset; 0 where there is none. */
export function boundaryBefore(text: string, offset: number): number {
  if (offset <= 1) return 0;
  return graphemeAt(text, Math.min(offset, text.length) - 1).index;
}

/** A range of UTF-16 offsets, as far as it must reach to cut no grapheme: halves of one, drawn apart, are wider than the whole. */
export function wholeRange(
  text: string,
  start: number,
  end: number,
): {readonly start: number; readonly end: number} {
  return {start: boundaryBefore(text, start + 1), end: boundaryFrom(text, end)};
}

/** Where the grapheme that holds the unit at `offset` begins and ends. Looks at no more of the text than it must. */
function graphemeAt(text: string, offset: number): {index: number; end: number} {
  let from = offset;
  while (from > 0 && !isSimple(text.slice(from - 1, from + 1))) from--;
  const part = segmenter.segment(text.slice(from)).containing(offset - from);
  if (part === undefined) return {index: offset, end: offset};
  return {index: from + part.index, end: from + part.index + part.segment.length};
}

/** The boundary up to which the text takes at most `cells` cells. */
export function boundaryAtCell(text: string, cells: number): number {
  if (isNarrow(text)) return Math.max(0, Math.min(cells, text.length));
  let end = 0;
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += grapheme.width;
    if (used > cells) return end;
    end += grapheme.text.length;
  }
  return end;
}
