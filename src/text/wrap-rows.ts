import {graphemes, isNarrow, isSimple, simpleWidth} from './graphemes.ts';

/** One row of a wrapped line, in UTF-16 offsets: it shows `start` to `end`; `end` to `next` are spaces that the break swallows. */
export type WrappedRow = {readonly start: number; readonly end: number; readonly next: number};

/** Offsets and widths of the graphemes of a line; undefined for a simple text, of which each UTF-16 unit is one. */
type Measured = {
  readonly text: string;
  readonly count: number;
  readonly offsets: readonly number[] | undefined;
  readonly widths: readonly number[] | undefined;
  /** Where words alone can be broken, the search for ideographs is spared. */
  readonly isNarrow: boolean;
};

type Break = {readonly end: number; readonly next: number};

/** Chinese and Japanese break between any two characters, but not before these. */
const NEVER_FIRST = new Set('、。，．・：；！？）」』】〕］｝〉》ーゝゞ々');

/**
 * Where a single line (no LF) breaks so that no row is wider than `width` cells: at spaces, between
 * ideographs, else inside the word. Leading spaces stay. A grapheme wider than `width` has a row of its own.
 */
export function wrapRows(line: string, width: number): readonly WrappedRow[] {
  const limit = Math.max(1, width);
  if (line.length <= limit && isNarrow(line)) return [{start: 0, end: line.length, next: line.length}];
  const measured = measure(line);
  const rows: WrappedRow[] = [];
  let start = 0;
  do {
    const {end, next} = rowBreak(measured, start, limit);
    rows.push({
      start: offsetAt(measured, start),
      end: offsetAt(measured, end),
      next: offsetAt(measured, next),
    });
    start = next;
  } while (start < measured.count);
  return rows;
}

function rowBreak(measured: Measured, start: number, limit: number): Break {
  let lastBreak: Break | undefined;
  let used = 0;
  let position = start;
  while (position < measured.count) {
    if (isSpace(measured, position)) {
      const next = afterSpaces(measured, position);
      const end = position === start ? Math.min(next, start + limit) : position;
      used += next - position;
      lastBreak = {end, next};
      if (used > limit) return lastBreak;
      position = next;
      continue;
    }
    if (position > start && breaksBefore(measured, position)) lastBreak = {end: position, next: position};
    used += widthAt(measured, position);
    if (used > limit) return lastBreak ?? hardBreak(start, position);
    position++;
  }
  return {end: measured.count, next: measured.count};
}

function hardBreak(start: number, position: number): Break {
  const end = Math.max(position, start + 1);
  return {end, next: end};
}

function measure(text: string): Measured {
  if (isSimple(text))
    return {text, count: text.length, offsets: undefined, widths: undefined, isNarrow: isNarrow(text)};
  const offsets = [];
  const widths = [];
  let offset = 0;
  for (const grapheme of graphemes(text)) {
    offsets.push(offset);
    widths.push(grapheme.width);
    offset += grapheme.text.length;
  }
  return {text, count: widths.length, offsets, widths, isNarrow: false};
}

function offsetAt({text, offsets}: Measured, index: number): number {
  return offsets === undefined ? index : (offsets[index] ?? text.length);
}

function widthAt({text, widths, isNarrow: narrow}: Measured, index: number): number {
  if (narrow) return 1;
  return widths === undefined ? simpleWidth(text.charCodeAt(index)) : (widths[index] ?? 1);
}

function isSpace(measured: Measured, index: number): boolean {
  const offset = offsetAt(measured, index);
  // A combining mark on a space makes it visible, so it is no place to break.
  return measured.text.charCodeAt(offset) === 0x20 && offsetAt(measured, index + 1) === offset + 1;
}

function afterSpaces(measured: Measured, from: number): number {
  let index = from;
  while (index < measured.count && isSpace(measured, index)) index++;
  return index;
}

function breaksBefore(measured: Measured, index: number): boolean {
  if (measured.isNarrow) return false;
  if (widthAt(measured, index) !== 2 && widthAt(measured, index - 1) !== 2) return false;
  const character = measured.text.charAt(offsetAt(measured, index));
  if (NEVER_FIRST.has(character)) return false;
  const previous = measured.text.charAt(offsetAt(measured, index - 1));
  return isIdeographic(character) || isIdeographic(previous) || NEVER_FIRST.has(previous);
}

/** Kana and the common ideographs; Hangul has spaces between words. */
function isIdeographic(character: string): boolean {
  return (character >= '\u3041' && character <= '\u30ff') || (character >= '\u3400' && character <= '\u9fff');
}
