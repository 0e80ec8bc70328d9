import {line, span, type Line} from '../../components/lines.ts';
import {describeError} from '../../errors.ts';
import type {TeamStatus} from '../../sync/contracts.ts';
import {fewRows} from '../few-rows.ts';

/** One line: that the desk is away, and that nothing is lost by it; or what a newer casedeck shares. */
export function teamLines(
  {state, error, notice}: TeamStatus & {readonly notice: string | undefined},
  width: number,
): readonly Line[] {
  const away = state === 'apart' && error !== undefined ? `${describeError(error).title} ${KEPT}` : undefined;
  const words = away ?? notice;
  if (words === undefined) return [];
  return fewRows(words, Math.max(1, width - 2), 1).map((row) => line(span(` ${row}`, 'warning')));
}

const KEPT = 'Work goes on as alone; what is meant for the team is delivered later.';
