import {line, span, type Line} from '../../components/lines.ts';
import type {Notice} from '../../state/navigation.ts';
import {fewRows} from '../few-rows.ts';

const MOST_LINES = 4;

/** A notice in as many rows as its words need: the reason and the correlation id of a failure stand at its end. */
export function noticeLines(notice: Notice | undefined, width: number): readonly Line[] {
  if (notice === undefined) return [];
  const rows = fewRows(notice.message, Math.max(1, width - 2), MOST_LINES);
  return rows.map((row) => line(span(` ${row}`, notice.tone === 'error' ? 'danger' : 'strong')));
}
