import {keepPainted} from '../../components/paint.ts';
import type {Line} from '../../components/lines.ts';
import type {TicketRow} from '../../domain/records.ts';
import {theme} from '../../terminal/theme.ts';
import {type ColumnChoice, type ColumnLayout, rowLayout, rowLine, type RowState} from './columns.ts';
import type {RowShape} from './row-shape.ts';

type KeptLayout = {readonly name: string; readonly layout: ColumnLayout; readonly codes: object};
type KeptLine = RowState & {readonly layout: ColumnLayout; readonly now: number; readonly line: Line};

const MINUTE = 60_000;

/** The rows as they were drawn last: a move of the cursor draws the two anew that it concerns, and not all. */
export class RowLines {
  readonly #lines = new WeakMap<TicketRow, KeptLine>();
  #layout: KeptLayout | undefined;

  /** The same one as long as it would not be another. */
  layout(width: number, shape: RowShape, choice: ColumnChoice): ColumnLayout {
    const name = `${width} ${choice.isShared} ${choice.chosen?.join(' ')}`;
    const before = this.#layout;
    const {codes} = theme;
    if (before?.name === name && before.layout.shape === shape && before.codes === codes)
      return before.layout;
    const layout = rowLayout(width, shape, choice);
    this.#layout = {name, layout, codes};
    return layout;
  }

  line(row: TicketRow, layout: ColumnLayout, now: number, state: RowState): Line {
    const before = this.#lines.get(row);
    if (before !== undefined && before.layout === layout && isSame(before, state)) {
      if (isSameTime(row, before.now, now)) return before.line;
    }
    const line = rowLine(row, layout, now, state);
    keepPainted(line);
    this.#lines.set(row, {...state, layout, now, line});
    return line;
  }
}

function isSame(one: RowState, other: RowState): boolean {
  return one.selected === other.selected && one.marked === other.marked && one.isGone === other.isGone;
}

/** All that a row shows of the time is told in whole minutes. */
function isSameTime(row: TicketRow, before: number, now: number): boolean {
  const isAlike = (at: number | undefined) =>
    at === undefined || Math.floor((before - at) / MINUTE) === Math.floor((now - at) / MINUTE);
  const {respondBy} = row;
  const isAsAway =
    respondBy === undefined ||
    Math.floor((respondBy - before) / MINUTE) === Math.floor((respondBy - now) / MINUTE);
  return isAsAway && isAlike(row.updatedAt) && isAlike(row.createdAt) && isAlike(row.turnSince);
}
