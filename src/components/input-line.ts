import {graphemes} from '../text/graphemes.ts';
import {textWidth, truncate} from '../text/width.ts';
import type {Field, Line, Span} from './lines.ts';

/** One line of typed text behind its label. */
export function inputLine(label: Span, field: Field): Line {
  return {spans: [label], field};
}

/** The parts of a field that are shown in `width` cells: those around the caret where it is longer than its room. */
export type FieldParts = {
  readonly before: string;
  /** What the caret stands on; empty without a caret. */
  readonly under: string;
  readonly after: string;
  /** Whether `under` and `after` only say what could be written there. */
  readonly isPlaceholder: boolean;
};

export function fieldParts(field: Field, width: number): FieldParts {
  const {isFocused, placeholder = ''} = field;
  const isPlaceholder = field.before === '' && field.after === '' && placeholder !== '';
  const shownAs = (text: string) =>
    field.mask === undefined ? text : field.mask.repeat([...graphemes(text)].length);
  const after = isPlaceholder ? placeholder : shownAs(field.after);
  if (!isFocused) {
    const text = truncate(shownAs(field.before) + after, width);
    return {before: isPlaceholder ? '' : text, under: '', after: isPlaceholder ? text : '', isPlaceholder};
  }
  const under = firstGrapheme(after) || ' ';
  const cells = Math.max(1, textWidth(under));
  const before = endFitting(shownAs(field.before), Math.max(0, width - cells));
  const left = Math.max(0, width - textWidth(before) - cells);
  return {before, under, after: truncate(after.slice(under.length), left, ''), isPlaceholder};
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
