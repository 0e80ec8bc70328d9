import {graphemes} from '../text/graphemes.ts';
import {textWidth, truncate} from '../text/width.ts';
import {line, span, type Line, type Span} from './lines.ts';

export type InputText = {
  readonly text: string;
  /** Where typing goes, in UTF-16 units. */
  readonly cursor: number;
};

/** One line of typed text behind its label; a text that is longer than its room shows the part around the cursor. */
export function inputLine(label: Span, {text, cursor}: InputText, width: number): Line {
  const room = Math.max(2, width - textWidth(label.text));
  const under = firstGrapheme(text.slice(cursor));
  const before = endFitting(text.slice(0, cursor), room - Math.max(1, textWidth(under)));
  const left = room - textWidth(before) - Math.max(1, textWidth(under));
  const after = truncate(text.slice(cursor + under.length), Math.max(0, left), '');
  return line(label, before, span(under === '' ? ' ' : under, 'cursor'), after);
}

function firstGrapheme(text: string): string {
  for (const grapheme of graphemes(text)) return grapheme.text;
  return '';
}

/** The end of the text that takes at most `room` cells. */
function endFitting(text: string, room: number): string {
  const all = [...graphemes(text)];
  let used = 0;
  let start = all.length;
  while (start > 0 && used + (all[start - 1]?.width ?? 0) <= room) {
    start -= 1;
    used += all[start]?.width ?? 0;
  }
  return all
    .slice(start)
    .map((grapheme) => grapheme.text)
    .join('');
}
