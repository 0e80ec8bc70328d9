import type {Ticket} from '../../domain/ticket.ts';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import type {State} from '../../state/state.ts';
import type {EmailView} from '../../hooks/ticket/useEmail.ts';
import {linksOf} from '../links/links-of.ts';
import {nextUnread} from '../list/next-unread.ts';
import {nextUnseen} from '../ticket/next-unseen.ts';
import type {Store} from '../../store/store.ts';
import {tellUser, type Reader} from '../ui.ts';
import {ticketActions, type TicketParts} from '../ticket/ticket-actions.ts';
import type {EmailReading} from './email-lines.ts';
import {findKeys} from '../find-keys.ts';

export type EmailKeys = {
  readonly ui: TicketParts & Reader;
  readonly ticketId: string;
  readonly emailId: string;
  readonly ticket: Ticket | undefined;
  readonly state: State<EmailReading>;
  readonly find: State<string>;
  /** The first line on screen. */
  readonly top: State<number>;
  readonly view: EmailView;
  /** Where each e-mail begins, where all are shown. */
  readonly starts: readonly number[];
  /** Whether one of them goes on below the screen. */
  readonly isCut: boolean;
  /** Lines that hold what is searched for. */
  readonly matches: readonly number[];
  /** The e-mails that are shown. */
  readonly ids: readonly string[];
  readonly pager: KeyActions;
};

/** The keys of an e-mail. */
export function useEmailKeys(options: EmailKeys): void {
  const {ui, ticketId, emailId, state, view, top, pager} = options;
  const services = useServices();
  const save = (as: 'txt' | 'html') => () =>
    ui.go({type: 'modal', modal: {kind: 'save', target: {what: 'email', ticketId, emailId, as}}});
  useKeys('email', {
    ...pager,
    ...ticketActions(ui, services, ticketId),
    ...findKeys(options),
    'unread.next': () => nextNew(options, services.store),
    'email.quotes': () => state.set((now) => ({...now, quotes: !now.quotes})),
    'email.thread': () => {
      state.set((now) => ({...now, thread: !now.thread}));
      top.set(0);
    },
    'email.next': () => step(options, 1),
    'email.previous': () => step(options, -1),
    'email.link': () => openLink(options),
    'email.saveText': save('txt'),
    'email.saveHtml': save('html'),
    'ticket.refresh': view.retry,
  });
}

/** The only address opens at once; of several things one is chosen. */
function openLink({ui, ticketId, ids, ticket, view}: EmailKeys): void {
  const [only, ...others] = linksOf(ticket, view.readable, false);
  if (only?.kind === 'url' && others.length === 0) return ui.browse(only.target);
  return ui.go({type: 'modal', modal: {kind: 'links', ticketId, emailIds: ids}});
}

/** More of this e-mail where it goes on; else what is new next in this ticket, then in the next one. */
function nextNew({ui, ticketId, isCut, pager}: EmailKeys, store: Store): void {
  const down = pager['move.pageDown'];
  if (isCut && typeof down === 'function') return down();
  if (!nextUnseen(ui, store, ticketId)) nextUnseen(ui, store, nextUnread(ui, store));
  return undefined;
}

/** The next e-mail: where all are shown, its beginning; else it takes the place of this one. */
function step({ui, ticketId, emailId, ticket, state, starts, top}: EmailKeys, by: 1 | -1): void {
  if (state.get().thread) {
    const at =
      by === 1 ? starts.find((start) => start > top.get()) : starts.findLast((start) => start < top.get());
    if (at !== undefined) return top.set(at);
  }
  const emails = ticket?.emails ?? [];
  const next = state.get().thread ? undefined : emails[emails.findIndex(({id}) => id === emailId) + by];
  if (next === undefined) {
    return tellUser(ui, by === 1 ? 'This is the newest.' : 'This is the oldest.');
  }
  ui.go({type: 'back'});
  ui.go({type: 'push', screen: {kind: 'email', ticketId, emailId: next.id}});
}
