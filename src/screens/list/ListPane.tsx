import {useEffect, useLayoutEffect} from 'react';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/services.tsx';
import {useValue} from '../../hooks/state.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import {useTicketPage} from '../../hooks/useTicketPage.ts';
import type {TicketRow} from '../../store/types.ts';
import type {SyncStatus} from '../../sync/types.ts';
import {theme} from '../../theme.ts';
import type {Ui} from '../../ui.ts';
import {rowLayout, rowLine} from './row-line.ts';

export type ListPaneProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
};

/** The tickets of the chosen view; only the rows on screen are ever read. */
export function ListPane({ui, width, height, focused}: ListPaneProps) {
  const {clock} = useServices();
  const position = useValue(ui.list);
  const rowsHeight = Math.max(1, height - 2);
  useLayoutEffect(() => ui.list.setHeight(rowsHeight), [ui.list, rowsHeight]);
  const rows = useTicketPage(ui.list.query(), position.top, rowsHeight);
  const {name} = ui.list.view();
  useVisible(position.selectedId, rows);
  const status = useSyncStatus();
  const layout = rowLayout(width - 2, rows);
  const now = clock.now();
  const lines = rows.map((row, index) => rowLine(row, layout, now, position.top + index === position.index));
  return (
    <Pane
      width={width}
      height={height}
      title={position.filter === '' ? name : `${name} / ${position.filter}`}
      foot={footOf(position.index, position.count, position.top + rowsHeight)}
      lines={lines.length > 0 ? lines : emptyLines(position.filter, status)}
      focused={focused}
    />
  );
}

/** What is on screen is read first: the selected ticket, then the rows around it. */
function useVisible(selectedId: string | undefined, rows: readonly TicketRow[]): void {
  const {poller} = useServices();
  const ids = [...new Set([selectedId, ...rows.map((row) => row.id)])].filter((id) => id !== undefined).join('\n');
  useEffect(() => poller.setVisible(ids.split('\n').filter((id) => id !== '')), [poller, ids]);
}

function footOf(index: number, count: number, bottom: number): string {
  if (count === 0) return '';
  return `${index + 1} of ${count}${bottom < count ? ` ${theme.glyphs.down}` : ''}`;
}

/** An empty list says why it is empty: nothing matches, still reading, or the reading failed. */
function emptyLines(filter: string, status: SyncStatus): readonly Line[] {
  if (filter !== '') return [line(span(` Nothing matches "${filter}". Esc clears the filter.`, 'dim'))];
  if (status.error !== undefined) return [line(span(' Not read yet: see the message below.', 'dim'))];
  if (status.listAt === undefined) return [line(span(' Reading the list from the service…', 'dim'))];
  return [line(span(' No tickets here.', 'dim'))];
}
