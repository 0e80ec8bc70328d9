import {useEffect} from 'react';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useMarkSeen} from '../../hooks/useMarkSeen.ts';
import {TICKET_TABS, topScreen, type TicketTab} from '../../state/navigation.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Ui} from '../ui.ts';
import {fileActions} from '../files/file-actions.ts';
import {nextUnread} from '../list/next-unread.ts';
import {nextUnseen} from './next-unseen.ts';
import {outboxActions} from './outbox-actions.ts';
import {ticketActions} from './ticket-actions.ts';

/** The keys of an opened ticket, in its pane or on its own screen; what it shows becomes seen. */
export function useTicketKeys(ui: Ui, id: string | undefined, isOpen: boolean): void {
  const services = useServices();
  const {store} = services;
  const {tab} = useValue(ui.nav);
  useValue(ui.detail.state);
  useEffect(() => {
    if (!isOpen || id === undefined) return;
    const stored = store.ticket(id);
    ui.detail.setFresh({fresh: new Set(stored?.unseen), freshId: id, lookedAt: stored?.seenAt});
  }, [ui.detail, store, id, isOpen]);
  // Status changes have no place of their own in the conversation: opening the ticket shows the status.
  const status = [...(id === undefined ? [] : (store.ticket(id)?.unseen ?? []))].filter((key) =>
    key.startsWith('status:'),
  );
  useMarkSeen(isOpen ? id : undefined, [...ui.detail.visibleItems(), ...status]);

  const {detail} = ui;
  const turn = (delta: number) => () => {
    const next = (TICKET_TABS.indexOf(tab) + delta + TICKET_TABS.length) % TICKET_TABS.length;
    ui.go({type: 'tab', tab: TICKET_TABS[next] ?? 'notes'});
  };
  const saving = fileActions(ui, services, id);
  const emailAt = (index: number) => store.ticket(id ?? '')?.ticket.emails?.[index]?.id;
  const actions: KeyActions = {
    ...ticketActions(ui, services, id),
    ...saving,
    ...outboxActions(ui, services, id),
    'move.down': () => detail.move(1),
    'move.up': () => detail.move(-1),
    'move.first': () => detail.jump(-1),
    'move.last': () => detail.jump(1),
    'move.halfDown': () => detail.page(0.5),
    'move.halfUp': () => detail.page(-0.5),
    'move.pageDown': () => detail.page(1),
    'move.pageUp': () => detail.page(-1),
    'tab.next': turn(1),
    'tab.previous': turn(-1),
    'ticket.emails': () => showTab(ui, 'emails'),
    'ticket.files': () => showTab(ui, 'files'),
    'unread.next': () => {
      if (!nextUnseen(ui, store, id)) nextUnseen(ui, store, nextUnread(ui, store));
    },
    open:
      tab === 'files'
        ? (saving['file.save'] ?? (() => undefined))
        : () => openItem(ui, id, emailAt(detail.state.get().item)),
    'pane.next': () => ui.go({type: 'pane', pane: 'list'}),
    back: () => ui.go({type: 'back'}),
  };
  useKeys('ticket', actions);
}

function showTab(ui: Ui, tab: TicketTab): void {
  ui.go({type: 'tab', tab});
}

/** Enter: the selected e-mail; elsewhere the ticket gets the whole screen. */
function openItem(ui: Ui, id: string | undefined, emailId: string | undefined): void {
  const nav = ui.nav.get();
  if (id === undefined) return;
  if (nav.tab === 'emails' && emailId !== undefined) {
    ui.go({type: 'push', screen: {kind: 'email', ticketId: id, emailId}});
  } else if (topScreen(nav).kind === 'list') {
    ui.go({type: 'push', screen: {kind: 'ticket', id}});
  }
}
