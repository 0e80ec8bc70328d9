import {useEffect, useLayoutEffect, useMemo} from 'react';
import {insetWords, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {ORDERS_OFF} from '../../domain/aside-state.ts';
import {COLUMN_NAMES, type ColumnName} from '../../domain/list-columns.ts';
import {areOrderKinds} from '../../domain/orders/other-orders.ts';
import {fittingTickets, hasHeading} from '../../state/list/list-window.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import {useStored} from '../../hooks/useStored.ts';
import {useTicketRows} from '../../hooks/ticket/useTicketRows.ts';
import type {ListQuery, TicketRow} from '../../domain/records.ts';
import type {Guide, Selection, Sized} from '../ui.ts';
import {numbersInFilter} from '../open-number.ts';
import {filteredText, heldCount, listFoot, listTitle} from './list-text.ts';
import {type ColumnChoice, headingLine, type RowState} from './columns.ts';
import {RowLines} from './row-lines.ts';
import {RowShapes, type RowShape} from './row-shape.ts';
import type {ListState} from '../../state/list/list-state.ts';
import {queryOf} from '../../domain/views.ts';
import type {Store} from '../../store/store.ts';
import type {SyncStatus} from '../../sync/contracts.ts';

export type ListPaneProps = Sized<Guide & Selection> & {
  readonly focused: boolean;
};

/** Time-bound filters (`age:>2h`) are looked at again this often, also when nothing comes in. */
const FOLLOW_MS = 60_000;

/** The tickets of the chosen view; only the rows on screen are ever read. */
export function ListPane({ui, width, height, focused}: ListPaneProps) {
  const {clock, store} = useServices();
  const position = useValue(ui.list);
  const marks = useValue(ui.marks);
  const isFiltering = useValue(ui.nav).modal?.kind === 'filter';
  const about = useOrdersTrouble(ui.list, width - 3);
  const rowsHeight = Math.max(1, height - 2 - about.length);
  useLayoutEffect(() => ui.list.setHeight(rowsHeight), [ui.list, rowsHeight]);
  useEffect(() => {
    const timer = setInterval(ui.list.follow, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [ui.list]);
  const rows = useTicketRows(position.ids);
  const shapes = useMemo(() => new RowShapes(store, ui.list), [store, ui.list]);
  const drawn = useMemo(() => new RowLines(), []);
  useVisible(position.selectedId, rows);
  const status = useSyncStatus();
  const view = ui.list.view();
  const isShared = useStored([], () => store.count(TAKEN) > 0);
  const stateOf = (row: TicketRow, index: number): RowState => {
    const selected = index === position.index;
    const marked = marks.ids.has(row.id) || marks.range?.includes(row.id) === true;
    return {selected, marked, isGone: selected && position.own === undefined};
  };
  const {lines, shown} = listLines(rows, drawn, {
    groups: position.groups,
    width: width - 2,
    height: rowsHeight,
    now: clock.now(),
    columns: {chosen: columnsNamed(view.columns), isShared},
    shape: shapes.of(position, rows),
    stateOf: (row, index) => stateOf(row, position.top + index),
  });
  return (
    <Pane
      width={width}
      height={height}
      title={listTitle(view, position)}
      foot={listFoot(position, marks, {shown: position.top + shown, arrived: ui.marks.arrived()})}
      loud={filteredText(
        position,
        () => store.count(ui.list.wholeQuery(position.view)),
        ui.keyFor('filter.clear'),
      )}
      lines={[
        ...about,
        ...lines,
        ...(heldCount(position) > 0
          ? []
          : insetWords(emptyWords(ui.list, {store, status, isFiltering}), width - 4, 'dim')),
      ]}
      focused={focused}
    />
  );
}

/** Where orders alone are listed that are no tickets: why they are missing, or may be old. */
function useOrdersTrouble(list: ListState, width: number): readonly Line[] {
  const {store, settings} = useServices();
  const trouble = useStored([], () => store.troubleOf('orders'));
  if (!areOrderKinds(list.query().filter.kinds)) return [];
  const words = settings.orders.show ? trouble : ORDERS_OFF;
  if (words === undefined) return [];
  return insetWords(words, width, 'warning');
}

/** Taken by anybody. */
const TAKEN: ListQuery = {filter: {notWho: ['']}, sort: 'id'};

type ListLook = {
  readonly groups: readonly string[] | undefined;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly columns: ColumnChoice;
  readonly shape: RowShape;
  readonly stateOf: (row: TicketRow, index: number) => RowState;
};

/** Rows with the headings of their groups, and how many tickets there was room for. */
function listLines(
  rows: readonly TicketRow[],
  drawn: RowLines,
  look: ListLook,
): {lines: readonly Line[]; shown: number} {
  const {groups: names, width, height, now} = look;
  const layout = drawn.layout(width, look.shape, look.columns);
  const draw = (row: TicketRow, index: number) => drawn.line(row, layout, now, look.stateOf(row, index));
  if (names === undefined) return {lines: rows.map(draw), shown: rows.length};
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

type Emptiness = {
  readonly store: Store;
  readonly status: SyncStatus;
  /** The line of the filter is open. */
  readonly isFiltering: boolean;
};

/** An empty list says why it is empty: nothing matches here, still reading, or the reading failed. */
function emptyWords(list: ListState, {store, status, isFiltering}: Emptiness): string {
  const {filter} = list.get().choice;
  // What can be done with a number stands in that line.
  if (isFiltering && numbersInFilter(filter, store).length > 0) return 'Nothing here matches.';
  if (filter !== '')
    return `Nothing here matches "${filter}". ${elsewhere(list, store)}Esc clears the filter.`;
  if (status.listAt !== undefined) return 'No tickets here.';
  return status.error === undefined ? 'Reading the list from the service…' : 'Not read yet.';
}

/** Whether the filter finds something among all tickets. */
function elsewhere(list: ListState, store: Pick<Store, 'count'>): string {
  const all = list.views.find(({id}) => id === 'all');
  if (all === undefined || list.view().id === all.id) return '';
  const count = store.count(queryOf(all, {filter: list.get().choice.filter}, list.context()));
  if (count === 0) return '';
  const key = all.slot === undefined ? '' : ` (${all.slot})`;
  return `Among all tickets${key} ${count === 1 ? 'one does' : `${count} do`}. `;
}
