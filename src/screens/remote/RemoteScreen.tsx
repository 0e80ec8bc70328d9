import {ORDER_QUERY_HELP, parseOrderQuery} from '../../domain/orders/order-query.ts';
import {inputLine} from '../../components/input-line.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useTicketRows} from '../../hooks/ticket/useTicketRows.ts';
import {wrap} from '../../text/width.ts';
import type {Guide, Pickers, Sized} from '../ui.ts';
import {rowLayout, rowLine} from '../list/columns.ts';
import {rowShape} from '../list/row-shape.ts';
import {placeLabel} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';

/** The search in the service's order history: Enter asks, then opens what is chosen. */
export function RemoteScreen({ui, width, height}: Sized<Guide & Pickers>) {
  const {store, clock} = useServices();
  const {remote} = ui;
  useValue(remote.line.buffer);
  const result = useValue(remote.result);
  const typed = remote.line.text();
  const isAsked = result?.query === typed.trim();
  const ids = isAsked ? (result?.ids ?? []) : [];
  const inner = width - 2;
  const help = helpLines(typed, isAsked, ids.length, inner);
  const rows = Math.max(1, height - 3 - help.length);
  const list = usePicker(remote.line, {
    entries: ids,
    keyOf: (id) => id,
    page: rows,
    onChoose(id) {
      if (!isAsked) void remote.ask().catch(ui.fail);
      else if (id !== undefined) ui.go({type: 'push', screen: {kind: 'ticket', id}});
    },
    onClose: () => ui.go({type: 'back'}),
  });
  const found = useTicketRows(list.entries.slice(list.top, list.top + rows));
  const layout = rowLayout(inner, rowShape(found));
  const pointed = list.entries[list.index];
  const chosen = pointed === undefined ? undefined : store.row(pointed)?.id;
  const lines = found.map((row) =>
    rowLine(row, layout, clock.now(), {selected: row.id === chosen, marked: false}),
  );
  return (
    <Pane
      width={width}
      height={height}
      title="Search on the service (order history of the past year)"
      foot={placeLabel(list)}
      lines={[inputLine(span(' Search: ', 'strong'), list.field), ...help, ...lines]}
      focused
    />
  );
}

/** What can be typed, what is wrong with what is, or that nothing was found. */
function helpLines(typed: string, isAsked: boolean, count: number, width: number): readonly Line[] {
  if (isAsked && count > 0) return [];
  const parsed = parseOrderQuery(typed);
  const problem = 'problem' in parsed ? parsed.problem : undefined;
  const words = problem ?? (isAsked ? 'The service found nothing.' : `Enter asks. ${ORDER_QUERY_HELP}.`);
  return wrap(words, Math.max(8, width - 2)).map((row) =>
    line(span(` ${row}`, problem === undefined ? 'dim' : 'danger')),
  );
}
