import {inputLine} from '../../components/input-line.ts';
import {line, span, type Field, type Line} from '../../components/lines.ts';
import type {PointedList} from '../../hooks/usePointer.ts';
import {optionLines} from '../create/option.ts';
import type {FileOption} from './file-options.ts';

export type PathLines = {
  /** What is asked for, before the line that is typed. */
  readonly label: string;
  /** The line that is typed. */
  readonly field: Field;
  readonly remark: string | undefined;
  /** What is found for it; `undefined` stands for choosing none. */
  readonly list: PointedList<FileOption | undefined>;
  /** So many options are shown at once. */
  readonly rows: number;
};

/** A path that is typed, and what is found for it. */
export function pathLines({label, field, remark, list, rows}: PathLines): readonly Line[] {
  return [
    inputLine(span(` ${label}: `, 'strong'), field),
    line(span(` ${remark ?? ''}`, 'dim')),
    ...optionLines(list, rows, 3),
  ];
}
