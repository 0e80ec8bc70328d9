import type {StyleName} from '../terminal/theme.ts';
import {padEnd, textWidth, truncate, wrap} from '../text/width.ts';

/** A piece of text in one style. */
export type Span = {
  readonly text: string;
  readonly style?: StyleName;
  /** Where it leads, on terminals that make links. */
  readonly link?: string;
  /** Not part of the selected line's bar: it keeps its own colour, and costs no bytes when the cursor moves. */
  readonly apart?: boolean;
  /** The terminal's cursor stands on its first cell: text is being written there. */
  readonly caret?: boolean;
};

/** A line of text being written: ink-text-input takes what is typed, `onType` puts it in where the caret stands. */
export type Field = {
  /** Left of the caret, and behind it. */
  readonly before: string;
  readonly after: string;
  /** Whether typing goes there now. */
  readonly isFocused: boolean;
  readonly onType: (text: string) => void;
  /** Shown instead of each character. */
  readonly mask?: string;
  /** The first typed letter replaces the whole text. */
  readonly isSelected?: boolean;
  /** Shown while there is no text. */
  readonly placeholder?: string;
};

/** One row of cells. A selected line is drawn as a bar, but for spans that stand apart. */
export type Line = {
  readonly spans: readonly Span[];
  readonly selected?: boolean;
  /** Behind the spans comes a text that can be written in. */
  readonly field?: Field;
  /** Its entry is no longer in the list, and stays until the cursor moves. */
  readonly isGone?: boolean;
};

export function line(...spans: readonly (Span | string)[]): Line {
  return {spans: spans.map((span) => (typeof span === 'string' ? {text: span} : span))};
}

export function span(text: string, style: StyleName): Span {
  return {text, style};
}

/** Exactly `width` cells: what is too long ends in `ellipsis`, what is short is padded. */
export function fitLine(source: Line, width: number, ellipsis: string): readonly Span[] {
  const spans: Span[] = [];
  let left = width;
  for (const [index, part] of source.spans.entries()) {
    const partWidth = textWidth(part.text);
    const isLast = index === source.spans.length - 1;
    if (partWidth > left || (partWidth === left && !isLast && hasMore(source, index))) {
      spans.push({...part, text: cut(part.text, left, partWidth > left, ellipsis)});
      return spans;
    }
    spans.push(part);
    left -= partWidth;
  }
  if (left > 0) spans.push({text: ' '.repeat(left)});
  return spans;
}

/** The text in exactly `width` cells, ending in the ellipsis although it may fit: more would follow. */
function cut(text: string, width: number, isTooWide: boolean, ellipsis: string): string {
  return padEnd(truncate(isTooWide ? text : `${text}  `, width, ellipsis), width);
}

function hasMore(source: Line, index: number): boolean {
  return source.spans.slice(index + 1).some((part) => part.text !== '');
}

/** `left`, then `right` at the end of the row; `left` is shortened if there is no room for both. */
export function spread(left: readonly Span[], right: readonly Span[], width: number): Line {
  const rightWidth = right.reduce((sum, part) => sum + textWidth(part.text), 0);
  const room = Math.max(0, width - rightWidth - 1);
  const kept: Span[] = [];
  let used = 0;
  for (const part of left) {
    const text = truncate(part.text, room - used);
    kept.push({...part, text});
    used += textWidth(text);
    if (used >= room) break;
  }
  return {spans: [...kept, {text: ' '.repeat(Math.max(0, width - used - rightWidth))}, ...right]};
}

/** A blank between the frame and the line. */
export function inset(line: Line): Line {
  return {...line, spans: [{text: ' '}, ...line.spans]};
}

/** Words in rows of at most `width` cells, with a blank between the frame and each. */
export function insetWords(words: string, width: number, style: StyleName): readonly Line[] {
  return wrap(words, Math.max(1, width)).map((row) => line(span(` ${row}`, style)));
}

/** Two columns of lines: `left` in cells of `width`, a gap, and `right` as far down as there are rows. */
export function beside(
  left: readonly Line[],
  right: readonly Line[],
  {
    width,
    gap,
    rows,
    ellipsis,
  }: {
    readonly width: number;
    readonly gap: number;
    readonly rows: number;
    readonly ellipsis: string;
  },
): readonly Line[] {
  return Array.from({length: Math.min(rows, Math.max(left.length, right.length))}, (_, index) => {
    const own = left[index] ?? line();
    const other = right[index];
    if (other === undefined) return own;
    const apart = [{text: ' '.repeat(gap)}, ...other.spans].map((part) => ({...part, apart: true}));
    return {...own, spans: [...fitLine(own, width, ellipsis), ...apart]};
  });
}
