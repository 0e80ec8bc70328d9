import {line, span, type Line} from '../../components/lines.ts';
import {wrap} from '../../text/width.ts';

export type HandoverLines = {
  readonly lines: readonly Line[];
  /** Where each ticket's piece begins and ends in them. */
  readonly places: readonly {readonly start: number; readonly end: number}[];
};

/** The pieces of a hand-over as rows, the first row of the selected ticket as a bar. */
export function handoverLines(parts: readonly string[], selected: number, width: number): HandoverLines {
  const [head = '', ...tickets] = parts;
  const lines: Line[] = [...wrap(head, width).map((row) => line(span(row, 'strong'))), line()];
  const places = tickets.map((part, index) => {
    const start = lines.length;
    const [title = '', ...rest] = part.split('\n');
    lines.push({spans: [span(title, 'strong')], selected: index === selected});
    lines.push(...rest.flatMap((row) => indented(row, width).map((text) => line(text))));
    const end = lines.length;
    lines.push(line());
    return {start, end};
  });
  return {lines, places};
}

/** Rows of a long line stay as far in as its first one. */
function indented(row: string, width: number): readonly string[] {
  const indent = /^ */.exec(row)?.[0] ?? '';
  return wrap(row.slice(indent.length), Math.max(8, width - indent.length)).map((part) => indent + part);
}

/** The first row on screen, so that the selected piece is seen: whole where it fits, else from its start. */
export function topFor(
  {places, lines}: HandoverLines,
  selected: number,
  height: number,
  before: number,
): number {
  const place = places[selected];
  if (place === undefined || selected === 0) return 0;
  const {start, end} = place;
  if (start >= before && end <= before + height) return before;
  const top = start < before ? start : Math.min(start, end - height);
  return Math.min(top, Math.max(0, lines.length - height));
}
