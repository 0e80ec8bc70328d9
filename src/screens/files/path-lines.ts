import {inputLine} from '../../components/input-line.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {pageTop} from '../usePicker.ts';
import type {FileOption} from './file-options.ts';

export type PathLines = {
  /** What is asked for, before the line that is typed. */
  readonly label: string;
  readonly typed: string;
  /** The column of the cursor in it. */
  readonly cursor: number;
  readonly remark: string | undefined;
  readonly options: readonly FileOption[];
  /** The option under the cursor; -1: none. */
  readonly selected: number;
  /** So many options are shown at once. */
  readonly rows: number;
  readonly width: number;
};

/** A path that is typed, and what is found for it. */
export function pathLines({
  label,
  typed,
  cursor,
  remark,
  options,
  selected,
  rows,
  width,
}: PathLines): readonly Line[] {
  const top = pageTop(Math.max(0, selected), options.length, rows);
  return [
    inputLine(span(` ${label}: `, 'strong'), {text: typed, cursor}, width),
    line(span(` ${remark ?? ''}`, 'dim')),
    ...options.slice(top, top + rows).map(({spans}, index) => ({
      spans: [{text: '   '}, ...spans],
      selected: top + index === selected,
    })),
  ];
}
