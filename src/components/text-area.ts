import {padEnd} from '../text/width.ts';
import {line, span, type Line} from './lines.ts';

export type TextAreaRows = {
  readonly rows: readonly string[];
  readonly cursorRow: number;
  /** In graphemes' UTF-16 offset within the row. */
  readonly cursorOffset: number;
};

export type TextAreaOptions = {readonly width: number; readonly height: number; readonly focused: boolean};

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The rows of a text that fit, those around the cursor, with the cursor drawn where typing goes. */
export function textAreaLines({rows, cursorRow, cursorOffset}: TextAreaRows, options: TextAreaOptions): readonly Line[] {
  const {width, height, focused} = options;
  const top = Math.min(Math.max(0, cursorRow - height + 1), Math.max(0, rows.length - height));
  return Array.from({length: height}, (_, index) => {
    const row = rows[top + index] ?? '';
    if (!focused || top + index !== cursorRow) return line(padEnd(row, width));
    const under = [...graphemes.segment(row.slice(cursorOffset))][0]?.segment ?? ' ';
    return line(row.slice(0, cursorOffset), span(under, 'cursor'), row.slice(cursorOffset + under.length));
  });
}
