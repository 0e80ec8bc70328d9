import type {KeyValue} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {padEnd, textWidth, wrap} from '../../text/width.ts';

const LABEL_WIDTH = 18;

export type LabelledValue = readonly [label: string, value: string | undefined];

/** A title with labels and their values below it; what is unknown or empty is left out, and a title without any, too. */
export function section(title: string, rows: readonly LabelledValue[], width: number): readonly Line[] {
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '');
  const lines = known.flatMap(([label, value]) => valueLines(`  ${label}`, value, width));
  if (rows.length > 0 && lines.length === 0) return [];
  return [line(span(title, 'strong')), ...lines, ...(rows.length > 0 ? [line()] : [])];
}

/** A label that takes more than its column stands on rows of its own. */
function valueLines(label: string, value: string, width: number): readonly Line[] {
  const isWide = textWidth(label) > LABEL_WIDTH;
  const above = isWide
    ? wrap(label.trim(), Math.max(8, width - 2)).map((row) => line(span(`  ${row}`, 'dim')))
    : [];
  const rows = wrap(value, Math.max(8, width - LABEL_WIDTH - 2)).map((part, index) =>
    line(span(padEnd(index === 0 && !isWide ? label : '', LABEL_WIDTH), 'dim'), `  ${part}`),
  );
  return [...above, ...rows];
}

/** A section of keys and values as the service named them. */
export function pairs(
  title: string,
  values: readonly KeyValue[] | undefined,
  width: number,
): readonly Line[] {
  if (values === undefined || values.length === 0) return [];
  return section(
    title,
    values.map(({key, value}) => [key, value === '' ? '(nothing)' : value] as const),
    width,
  );
}
