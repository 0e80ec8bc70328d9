import stringWidth from 'string-width';
import {Memo} from './memo.ts';

export type Grapheme = {readonly text: string; readonly width: number};

const ASCII = /^[\x20-\x7e]*$/;
/** Characters that never join their neighbours and take one cell: ASCII, Latin letters, dashes and dots, box drawing. */
const NARROW = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u257f]*$/;
const LONGEST_REMEMBERED = 512;

const segmenter = new Intl.Segmenter();
const widths = new Memo<number>(2048);

/** True where every UTF-16 unit is a grapheme of one cell. */
export function isNarrow(text: string): boolean {
  return ASCII.test(text) || NARROW.test(text);
}

/** Cells that the text takes in a terminal, as Ink counts them. Line breaks take none. */
export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  if (text.length > LONGEST_REMEMBERED) return stringWidth(text);
  const known = widths.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  widths.set(text, width);
  return width;
}

/** The characters as people see them, one by one, with their widths in cells. */
export function* graphemes(text: string): Generator<Grapheme> {
  if (isNarrow(text)) {
    for (const character of text) yield {text: character, width: 1};
    return;
  }
  for (const {segment} of segmenter.segment(text)) yield {text: segment, width: textWidth(segment)};
}
