import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/services.tsx';
import {useValue} from '../../hooks/state.ts';
import {VIEWS} from '../../hooks/views.ts';
import type {Nav} from '../../navigation.ts';
import type {Ui} from '../../ui.ts';
import {ticketActions} from '../ticket/ticket-actions.ts';
import {nextUnread} from './next-unread.ts';
import type {Split} from './split.ts';

/** The keys of the list. */
export function useListKeys(ui: Ui, split: Split): void {
  const services = useServices();
  const {list} = ui;
  const {selectedId, filter, height} = useValue(list);
  const openTab = (tab: Nav['tab']) => () => {
    ui.go({type: 'tab', tab});
    open(ui, split);
  };
  const view = (index: number) => ({
    run: () => list.setView(index),
    disabled: index < VIEWS.length ? undefined : 'There is no such view.',
  });
  const actions: KeyActions = {
    ...ticketActions(ui, services, selectedId),
    'move.down': () => list.move(1),
    'move.up': () => list.move(-1),
    'move.first': () => list.moveTo(0),
    'move.last': () => list.moveTo(Number.MAX_SAFE_INTEGER),
    'move.halfDown': () => list.move(Math.ceil(height / 2)),
    'move.halfUp': () => list.move(-Math.ceil(height / 2)),
    'move.pageDown': () => list.move(height),
    'move.pageUp': () => list.move(-height),
    open: openTab('notes'),
    'pane.next': {
      run: () => ui.go({type: 'pane', pane: 'detail'}),
      disabled: split.kind === 'none' ? 'There is one pane only; Enter opens the ticket.' : undefined,
    },
    'ticket.emails': openTab('emails'),
    'ticket.files': openTab('files'),
    'unread.next': () => nextUnread(ui, services.store),
    'filter.open': () => ui.go({type: 'modal', modal: {kind: 'filter'}}),
    'filter.clear': () => {
      if (filter !== '') list.setFilter('');
      else ui.go({type: 'back'});
    },
    'view.1': view(0),
    'view.2': view(1),
    'view.3': view(2),
    'view.4': view(3),
    'view.5': view(4),
    preview: () => ui.go({type: 'preview', preview: NEXT_PREVIEW[ui.nav.get().preview]}),
  };
  useKeys('list', actions);
}

const NEXT_PREVIEW: Readonly<Record<Nav['preview'], Nav['preview']>> = {
  auto: 'below',
  right: 'below',
  below: 'off',
  off: 'right',
};

function open(ui: Ui, split: Split): void {
  const {selectedId} = ui.list.get();
  if (selectedId === undefined) return;
  // From now on the cursor belongs to this ticket, whatever comes in.
  ui.list.move(0);
  if (split.kind === 'none') ui.go({type: 'push', screen: {kind: 'ticket', id: selectedId}});
  else ui.go({type: 'pane', pane: 'detail'});
}
