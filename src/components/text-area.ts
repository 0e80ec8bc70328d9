import {isNarrow} from '../text/graphemes.ts';
import {segmenter} from '../text/segmenter.ts';
import {padEnd} from '../text/width.ts';
import {line, type Line} from './lines.ts';

export type TextAreaRows = {
  readonly rows: readonly string[];
  readonly cursorRow: number;
  /** In graphemes' UTF-16 offset within the row. */
  readonly cursorOffset: number;
};

export type TextAreaOptions = {readonly width: number; readonly height: number; readonly focused: boolean};

/** The rows of a text that fit, those around the cursor, with the cursor drawn where typing goes. */
export function textAreaLines(
  {rows, cursorRow, cursorOffset}: TextAreaRows,
  options: TextAreaOptions,
): readonly Line[] {
  const {width, height, focused} = options;
  const top = Math.min(Math.max(0, cursorRow - height + 1), Math.max(0, rows.length - height));
  return Array.from({length: height}, (_, index) => {
    const row = rows[top + index] ?? '';
    if (!focused || top + index !== cursorRow) return line(padEnd(row, width));
    const under = characterAt(row, cursorOffset);
    return line(
      row.slice(0, cursorOffset),
      {text: under, caret: true},
      row.slice(cursorOffset + under.length),
    );
  });
}

/** What the cursor stands on; a blank behind the end. */
function characterAt(row: string, offset: number): string {
  const rest = row.slice(offset);
  if (rest === '') return ' ';
  if (isNarrow(rest)) return rest.slice(0, 1);
  const [first] = segmenter.segment(rest);
  return first?.segment ?? ' ';
}
