import {inputLine} from '../../components/input-line.ts';
import {line, span, type Field, type Line} from '../../components/lines.ts';
import {pageTop} from '../usePicker.ts';
import type {FileOption} from './file-options.ts';

export type PathLines = {
  /** What is asked for, before the line that is typed. */
  readonly label: string;
  /** The line that is typed. */
  readonly field: Field;
  readonly remark: string | undefined;
  readonly options: readonly FileOption[];
  /** The option under the cursor; -1: none. */
  readonly selected: number;
  /** So many options are shown at once. */
  readonly rows: number;
};

/** A path that is typed, and what is found for it. */
export function pathLines({label, field, remark, options, selected, rows}: PathLines): readonly Line[] {
  const top = pageTop(Math.max(0, selected), options.length, rows);
  return [
    inputLine(span(` ${label}: `, 'strong'), field),
    line(span(` ${remark ?? ''}`, 'dim')),
    ...options.slice(top, top + rows).map(({spans}, index) => ({
      spans: [{text: '   '}, ...spans],
      selected: top + index === selected,
    })),
  ];
}
