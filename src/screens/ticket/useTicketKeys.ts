import {motionKeys, pageKeys} from '../motions.ts';
import {useEffect} from 'react';
import {type KeyAction, type KeyActions, useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {chosenItem} from '../../state/chosen-item.ts';
import {type Modal, type SaveTarget, TICKET_TABS, type TicketTab, topScreen} from '../../state/navigation.ts';
import {useTerminalSize} from '../../hooks/useTerminalSize.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Store} from '../../store/store.ts';
import {tellUser, type Guide, type Reader, type Selection} from '../ui.ts';
import {nextUnread} from '../list/next-unread.ts';
import {besideAction, otherSide} from './beside.ts';
import {nextUnseen} from './next-unseen.ts';
import {ticketActions, type TicketParts} from './ticket-actions.ts';
import {markShown} from './seen-actions.ts';
import type {Services} from '../../state/services.ts';
import type {OutboxItem, OutboxState} from '../../domain/records.ts';
import {draftModal} from '../compose/draft-modal.ts';
import {againText} from '../outbox/outbox-lines.ts';
import {caseNumberOf, type Ticket} from '../../domain/ticket.ts';

/** Half a page, and a page. */
const PAGES = {half: 0.5, page: 1};

/** The keys of an opened ticket, in its pane or on its own screen; what it shows becomes seen. */
// oxlint-disable-next-line max-params -- `pane` is what only a pane beside the list can do
export function useTicketKeys(
  ui: TicketParts & Reader,
  id: string | undefined,
  isOpen: boolean,
  pane: KeyActions = {},
): void {
  const services = useServices();
  const {store} = services;
  const {tab} = useValue(ui.nav);
  useValue(ui.detail.state);
  useEffect(() => {
    if (!isOpen || id === undefined) return;
    const stored = store.ticket(id);
    ui.detail.setFresh({fresh: new Set(stored?.unseen), freshId: id, lookedAt: stored?.seenAt});
  }, [ui.detail, store, id, isOpen]);
  useSeenOnScreen(ui, isOpen ? id : undefined);

  const {detail} = ui;
  const turn = (delta: number) => () => {
    const next = (TICKET_TABS.indexOf(tab) + delta + TICKET_TABS.length) % TICKET_TABS.length;
    ui.go({type: 'tab', tab: TICKET_TABS[next] ?? 'notes'});
  };
  const {viewing, ...saving} = fileActions(ui, store, id);
  const actions: KeyActions = {
    ...ticketActions(ui, services, id),
    ...pane,
    ...saving,
    ...outboxActions(ui, services, id),
    ...motionKeys({move: detail.move, moveTo: (row) => detail.jump(row === 0 ? -1 : 1)}, PAGES),
    ...pageKeys(detail.page, PAGES),
    'tab.next': turn(1),
    'tab.previous': turn(-1),
    'ticket.emails': () => showEmails(ui),
    'ticket.files': () => showTab(ui, 'files'),
    'unread.next': () => {
      if (!nextUnseen(ui, store, id)) nextUnseen(ui, store, nextUnread(ui, store));
    },
    open: tab === 'files' ? viewing : openAction(ui, store, id),
    'ticket.beside': besideAction(ui, id, useTerminalSize().columns),
    'email.link': {
      run: () => ui.go({type: 'modal', modal: {kind: 'links', ticketId: id ?? ''}}),
      disabled: id === undefined ? 'No ticket is selected.' : undefined,
    },
    'pane.next': otherSide(ui) ?? (() => ui.go({type: 'pane', pane: 'list'})),
    back: () => ui.go({type: 'back'}),
  };
  useKeys('ticket', actions);
}

function showTab(ui: Guide, tab: TicketTab): void {
  ui.go({type: 'tab', tab});
}

/** The e-mails, the cursor on the first unread one, else on the newest. */
export function showEmails(ui: Guide & Reader): void {
  ui.detail.choose(undefined);
  showTab(ui, 'emails');
}

/** Enter: the selected e-mail; elsewhere the ticket gets the whole screen, and has it once: then there is nothing to open. */
function openAction(ui: Guide & Reader, store: Pick<Store, 'ticket'>, id: string | undefined): KeyAction {
  const nav = ui.nav.get();
  const stored = id === undefined ? undefined : store.ticket(id);
  const key = stored && chosenItem(stored.ticket, nav.tab, ui.detail.state.get(), stored.unseen);
  if (id !== undefined && nav.tab === 'emails' && key !== undefined) {
    return () => {
      ui.detail.choose(key);
      const emailId = key.slice('email:'.length);
      ui.go({type: 'push', screen: {kind: 'email', ticketId: id, emailId}});
    };
  }
  if (id !== undefined && topScreen(nav).kind === 'list')
    return () => ui.go({type: 'push', screen: {kind: 'ticket', id}});
  return {run: () => undefined, disabled: 'The ticket is open already.', footer: ''};
}

/** What of an opened ticket stood on screen to its end counts as seen, frame by frame. */
function useSeenOnScreen(ui: Guide & Selection & Reader, id: string | undefined): void {
  const services = useServices();
  useEffect(() => {
    if (id === undefined) return undefined;
    const mark = () => {
      const unseen = services.store.ticket(id)?.unseen ?? new Set<string>();
      ui.detail.addFresh(id, unseen);
      // Not every tab has a place for changes of status: an opened ticket shows its status.
      const status = [...unseen].filter((key) => key.startsWith('status:'));
      markShown(ui, services, id, [...ui.detail.readItems(id), ...status]);
    };
    mark();
    const stops = [ui.detail.onFrame(mark), ui.nav.subscribe(mark)];
    return () => stops.forEach((stop) => stop());
  }, [ui, services, id]);
}

const AGAIN: ReadonlySet<OutboxState> = new Set(['failed', 'held', 'unknown']);
const BACK: ReadonlySet<OutboxState> = new Set(['queued', 'failed', 'held', 'unknown']);

/** What can be done to what was written to a ticket and is not there: the first such item, where it is seen. */
function outboxActions(
  ui: Guide,
  {store, outbox}: Pick<Services, 'outbox' | 'store'>,
  id: string | undefined,
): KeyActions {
  const items = id === undefined ? [] : store.outboxOf(id);
  const act = (
    states: ReadonlySet<OutboxState>,
    none: string,
    run: (item: OutboxItem) => void,
  ): KeyAction => {
    const item = items.find(({state}) => states.has(state));
    return {
      run: () => item !== undefined && run(item),
      disabled: item === undefined ? none : undefined,
    };
  };
  return {
    'outbox.again': act(AGAIN, 'Nothing that was written here failed.', (item) => {
      outbox.retry(item.id);
      tellUser(ui, againText(item));
    }),
    'outbox.edit': act(BACK, 'Nothing that was written here waits or failed.', (item) => {
      outbox.withdraw(item.id);
      ui.go({type: 'modal', modal: editorOf(item, store)});
    }),
    'outbox.drop': act(BACK, 'Nothing that was written here waits or failed.', (item) => {
      outbox.withdraw(item.id);
      tellUser(ui, 'Withdrawn; its text is a draft again.');
    }),
  };
}

function editorOf({kind, ticketId}: OutboxItem, store: Services['store']): Modal {
  return kind === 'create' ? {kind, step: 'form', field: 'code'} : draftModal(store, {kind, ticketId});
}

/** Looking at the chosen file (`viewing`), and saving what a ticket holds; where that cannot be, why. */
function fileActions(
  ui: Guide & Reader,
  store: Store,
  id: string | undefined,
): KeyActions & {readonly viewing: KeyAction} {
  const stored = id === undefined ? undefined : store.ticket(id);
  const ticket = stored?.ticket;
  const ask = (target: SaveTarget) => () => ui.go({type: 'modal', modal: {kind: 'save', target}});
  const ticketId = ticket?.id ?? '';
  const files = ticket?.attachments ?? [];
  const isShown = ui.nav.get().tab === 'files';
  const key = stored && chosenItem(stored.ticket, 'files', ui.detail.state.get(), stored.unseen);
  const chosen = files.find((file) => `file:${file.id}` === key);
  const problem = filesProblem(ticket);
  return {
    viewing: {
      run: () => ui.go({type: 'push', screen: {kind: 'file', ticketId, fileId: chosen?.id ?? ''}}),
      disabled: problem,
    },
    'file.save': {
      run: ask({what: 'file', ticketId, fileId: chosen?.id ?? ''}),
      disabled: isShown ? problem : 'Choose a file in the Files tab first.',
    },
    'file.saveAll': {run: ask({what: 'files', ticketId}), disabled: problem},
    'ticket.export': {
      run: ask({what: 'ticket', ticketId}),
      disabled: ticket === undefined ? 'No ticket is selected.' : undefined,
    },
  };
}

/** Why no file can be fetched. */
function filesProblem(ticket: Ticket | undefined): string | undefined {
  if (ticket === undefined) return 'No ticket is selected.';
  if (ticket.attachments === undefined) return 'The ticket was not read yet; its files are not known.';
  if (ticket.attachments.length === 0) return 'This ticket has no files.';
  if (caseNumberOf(ticket) !== undefined) return undefined;
  return 'The service hands out files by 8-digit case number only, and this ticket has none; the portal may show them.';
}
