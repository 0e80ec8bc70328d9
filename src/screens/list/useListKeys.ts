import {motionKeys} from '../motions.ts';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useTerminalSize} from '../../hooks/useTerminalSize.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {ListGroup} from '../../domain/views.ts';
import type {ListState} from '../../state/list/list-state.ts';
import type {Nav} from '../../state/navigation.ts';
import {tellUser, type Guide, type Pickers, type Reader, type Runs, type Selection} from '../ui.ts';
import {bulkActions} from '../bulk/bulk-actions.ts';
import {besideAction} from '../ticket/beside.ts';
import {showEmails} from '../ticket/useTicketKeys.ts';
import {ticketActions, type TicketParts} from '../ticket/ticket-actions.ts';
import {nextUnread} from './next-unread.ts';
import {splitActions} from './split-actions.ts';
import type {Split} from './split.ts';
import {viewActions} from './view-actions.ts';

/** What acts on the list, and on the ticket that is selected there, uses these. */
export type ListParts = TicketParts & Reader & Runs & Pickers;

/** The keys of the list. */
export function useListKeys(ui: ListParts, split: Split): void {
  const services = useServices();
  const {list} = ui;
  const {selectedId, height} = useValue(list);
  useValue(ui.marks);
  useValue(ui.bulk);
  const openTab = (tab: Nav['tab']) => () => {
    ui.go({type: 'tab', tab});
    open(ui, split);
  };
  const ofTicket: KeyActions = {
    ...ticketActions(ui, services, selectedId),
    ...markActions(ui),
    open: openTab('timeline'),
    'pane.next': {
      run: () => ui.go({type: 'pane', pane: 'detail'}),
      disabled: split.kind === 'none' ? 'There is one pane only; Enter opens the ticket.' : undefined,
    },
    'ticket.emails': () => {
      showEmails(ui);
      open(ui, split);
    },
    'ticket.files': openTab('files'),
    'ticket.beside': besideAction(ui, selectedId, useTerminalSize().columns),
  };
  const actions: KeyActions = {
    ...holding(list, ofTicket),
    ...viewActions(ui),
    ...splitActions(ui, services.store, split),
    ...bulkActions(ui, services),
    ...motionKeys(list, {half: Math.ceil(height / 2), page: height}),
    'unread.next': () => void nextUnread(ui, services.store),
    'filter.open': () => ui.go({type: 'modal', modal: {kind: 'filter'}}),
    'filter.clear': () => clear(ui),
    'sort.menu': () => ui.go({type: 'modal', modal: {kind: 'menu', menu: 'sort'}}),
    'group.next': () => group(ui),
    preview: () => ui.go({type: 'preview', preview: NEXT_PREVIEW[ui.nav.get().preview]}),
  };
  useKeys('list', actions);
}

/** Who does something with a ticket finds the cursor still on it afterwards, whatever the list read meanwhile. */
function holding(list: Pick<ListState, 'hold'>, actions: KeyActions): KeyActions {
  const held = Object.entries(actions).map(([id, action]) => {
    const {run, ...rest} = typeof action === 'function' ? {run: action, disabled: undefined} : action;
    const holdAndRun = () => {
      list.hold();
      run();
    };
    return [id, {...rest, run: holdAndRun}];
  });
  return Object.fromEntries(held) as KeyActions;
}

const NEXT_PREVIEW: Readonly<Record<Nav['preview'], Nav['preview']>> = {
  auto: 'below',
  right: 'below',
  below: 'off',
  off: 'right',
};

/** Esc: an unfinished range of marks, then the filter. */
function clear(ui: Guide & Selection): void {
  if (ui.marks.get().range !== undefined) return ui.marks.dropRange();
  if (ui.list.get().choice.filter === '') return ui.go({type: 'back'});
  ui.list.setFilter('');
  ui.list.keep();
}

const NEXT_GROUP: Readonly<Record<ListGroup, ListGroup>> = {none: 'ibx', ibx: 'status', status: 'none'};
const GROUP_WORDS: Readonly<Record<ListGroup, string>> = {
  none: 'Not grouped.',
  ibx: 'Grouped by IBX, the last update first in each.',
  status: 'Grouped by status, the last update first in each.',
};

function group(ui: Guide & Selection): void {
  const next = NEXT_GROUP[ui.list.group()];
  ui.list.setGroup(next);
  ui.list.keep();
  tellUser(ui, GROUP_WORDS[next]);
}

function open(ui: Guide & Selection, split: Split): void {
  const {selectedId} = ui.list.get();
  if (selectedId === undefined) return;
  if (split.kind === 'none') ui.go({type: 'push', screen: {kind: 'ticket', id: selectedId}});
  else ui.go({type: 'pane', pane: 'detail'});
}

/** Marking tickets one by one, in a range, or all of a view. */
function markActions(ui: Guide & Selection): KeyActions {
  const {marks, list} = ui;
  /** A notice of before would hide what the footer says of marks. */
  const quietly = (mark: () => void) => () => {
    ui.go({type: 'notice', notice: undefined});
    mark();
  };
  const none = list.get().count === 0 ? 'There is no ticket here to mark.' : undefined;
  const size = marks.get().ids.size;
  return {
    'mark.toggle': {run: quietly(marks.toggle), disabled: none},
    'mark.range': {run: quietly(marks.range), disabled: none},
    'mark.all': {
      run: () => {
        const left = marks.all();
        const rest = left === 0 ? '' : ` ${left} more are not: narrow the list with a filter.`;
        tellUser(ui, `${marks.get().ids.size} marked.${rest}`);
      },
      disabled: none,
    },
    'mark.clear': {
      run: () => {
        marks.clear();
        tellUser(ui, `${size} no longer marked.`);
      },
      disabled: size === 0 ? 'Nothing is marked.' : undefined,
    },
  };
}
