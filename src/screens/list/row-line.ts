import {line, span, type Line} from '../../components/lines.ts';
import type {TicketRow} from '../../domain/records.ts';
import {textWidth, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {RowShape} from './row-shape.ts';
import {columnLayout, columnSpans, type ColumnChoice, type ColumnLayout} from './columns.ts';

/** What stands before the columns: cursor or mark, and whether something is new. */
const SIGNS = 2;

/** The columns of rows of `width` cells. */
export function rowLayout(width: number, shape: RowShape, choice?: ColumnChoice): ColumnLayout {
  return columnLayout(Math.max(1, width - SIGNS), shape, choice);
}

export type RowState = {
  readonly selected: boolean;
  readonly marked: boolean;
  /** It has left the view, and stays in its place until the cursor moves. */
  readonly isGone?: boolean;
};

/** A ticket as one row of exactly the layout's width. */
export function rowLine(row: TicketRow, layout: ColumnLayout, now: number, state: RowState): Line {
  const {glyphs} = theme;
  const columns = columnSpans(row, layout, now);
  const sign = state.selected ? glyphs.pointer : ' ';
  return {
    spans: [
      {...(state.marked ? span(glyphs.mark, 'warning') : {text: sign}), apart: true},
      {text: row.unread > 0 ? glyphs.unread : ' ', style: 'unread', apart: true},
      ...(state.isGone === true ? columns.map((part) => ({...part, style: 'dim' as const})) : columns),
    ],
    selected: state.selected,
    ...(state.isGone === true ? {isGone: true} : {}),
  };
}

/** The heading of a group: its name, and a rule to the end of the row. */
export function headingLine(name: string, width: number): Line {
  const words = ` ${truncate(name, Math.max(1, width - 4), theme.glyphs.ellipsis)} `;
  const rule = theme.glyphs.border.horizontal.repeat(Math.max(0, width - textWidth(words) - 1));
  return line(span(words, 'strong'), span(rule, 'border'));
}
