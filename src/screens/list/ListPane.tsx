import {useEffect, useLayoutEffect} from 'react';
import {type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {COLUMN_NAMES, type ColumnName} from '../../domain/list-columns.ts';
import {groupName} from '../../state/list-queries.ts';
import {fittingTickets, hasHeading} from '../../state/list-window.ts';
import {isInRange} from '../../state/mark-state.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import {useTicketPage} from '../../hooks/useTicketPage.ts';
import type {ListGroup} from '../../domain/views.ts';
import type {TicketRow} from '../../domain/records.ts';
import type {Ui} from '../ui.ts';
import {emptyLines} from './empty-lines.ts';
import {listFoot, listTitle} from './list-words.ts';
import {headingLine, rowLayout, rowLine, type RowState} from './row-line.ts';

export type ListPaneProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
};

/** Time-bound filters (`age:>2h`) are looked at again this often, also when nothing comes in. */
const FOLLOW_MS = 60_000;

/** The tickets of the chosen view; only the rows on screen are ever read. */
export function ListPane({ui, width, height, focused}: ListPaneProps) {
  const {clock, store} = useServices();
  const position = useValue(ui.list);
  const marks = useValue(ui.marks);
  const rowsHeight = Math.max(1, height - 2);
  useLayoutEffect(() => ui.list.setHeight(rowsHeight), [ui.list, rowsHeight]);
  useEffect(() => {
    const timer = setInterval(ui.list.follow, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [ui.list]);
  const query = ui.list.query();
  const rows = useTicketPage(query, position.top, rowsHeight);
  useVisible(position.selectedId, rows);
  const status = useSyncStatus();
  const view = ui.list.view();
  const anchor = marks.anchor === undefined ? undefined : store.positionOf(query, marks.anchor);
  const stateOf = (row: TicketRow, index: number): RowState => ({
    selected: index === position.index,
    marked: marks.ids.has(row.id) || isInRange(index, anchor, position.index),
  });
  const group = ui.list.group();
  const {lines, shown} = listLines(rows, {
    group,
    width: width - 2,
    height: rowsHeight,
    now: clock.now(),
    columns: columnsNamed(view.columns),
    stateOf: (row, index) => stateOf(row, position.top + index),
  });
  return (
    <Pane
      width={width}
      height={height}
      title={listTitle(view, position)}
      foot={listFoot(position, marks, {shown: position.top + shown, range: anchor})}
      lines={lines.length > 0 ? lines : emptyLines(ui.list, store, status, width - 2)}
      focused={focused}
    />
  );
}

type ListLook = {
  readonly group: ListGroup;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly columns: readonly ColumnName[] | undefined;
  readonly stateOf: (row: TicketRow, index: number) => RowState;
};

/** Rows with the headings of their groups, and how many tickets there was room for. */
function listLines(rows: readonly TicketRow[], look: ListLook): {lines: readonly Line[]; shown: number} {
  const {group, width, height, now} = look;
  const layout = rowLayout(width, rows, look.columns);
  const draw = (row: TicketRow, index: number) => rowLine(row, layout, now, look.stateOf(row, index));
  if (group === 'none') return {lines: rows.map(draw), shown: rows.length};
  const names = rows.map((row) => groupName(row, group));
  const fitting = rows.slice(0, fittingTickets(names, height));
  const lines = fitting.flatMap((row, index) => {
    const name = names[index] ?? '';
    return hasHeading(names, index, height)
      ? [headingLine(name, width), draw(row, index)]
      : [draw(row, index)];
  });
  return {lines, shown: fitting.length};
}

function columnsNamed(names: readonly string[] | undefined): readonly ColumnName[] | undefined {
  const known = COLUMN_NAMES.filter((name) => names?.includes(name) === true);
  if (names === undefined || known.length === 0) return undefined;
  return known.toSorted((one, other) => names.indexOf(one) - names.indexOf(other));
}

/** What is on screen is read first: the selected ticket, then the rows around it. */
function useVisible(selectedId: string | undefined, rows: readonly TicketRow[]): void {
  const {poller} = useServices();
  const ids = [...new Set([selectedId, ...rows.map((row) => row.id)])]
    .filter((id) => id !== undefined)
    .join('\n');
  useEffect(() => poller.setVisible(ids.split('\n').filter((id) => id !== '')), [poller, ids]);
}
