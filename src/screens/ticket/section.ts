import type {KeyValue} from '../../api/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {padEnd, wrap} from '../../text/width.ts';

const LABEL_WIDTH = 18;

export type LabelledValue = readonly [label: string, value: string | undefined];

/** A title with labels and their values below it; what is unknown or empty is left out, and a title without any, too. */
export function section(title: string, rows: readonly LabelledValue[], width: number): readonly Line[] {
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '');
  const lines = known.flatMap(([label, value]) =>
    wrap(value, Math.max(8, width - LABEL_WIDTH - 2)).map((part, index) =>
      line(span(padEnd(index === 0 ? `  ${label}` : '', LABEL_WIDTH), 'dim'), `  ${part}`),
    ),
  );
  if (rows.length > 0 && lines.length === 0) return [];
  return [line(span(title, 'strong')), ...lines, ...(rows.length > 0 ? [line()] : [])];
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
    values.map(({key, value}) => [key, value] as const),
    width,
  );
}
