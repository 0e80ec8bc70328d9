import {cancelDoubt, noteDoubt} from '../../domain/permissions.ts';
import type {Ticket} from '../../domain/ticket.ts';
import type {KeyActions} from '../../hooks/keys.tsx';
import type {Services} from '../../state/services.ts';
import type {Ui} from '../ui.ts';
import {shareActions} from '../share-actions.ts';
import {seenActions} from './seen-actions.ts';

/** What can be done to a ticket, wherever it is on screen. */
export function ticketActions(ui: Ui, services: Services, id: string | undefined): KeyActions {
  const {store, poller} = services;
  const stored = id === undefined ? undefined : store.ticket(id);
  const none = id === undefined ? 'No ticket is selected.' : undefined;
  const ticket: Partial<Ticket> = stored?.ticket ?? {};
  const note = noteDoubt(ticket);
  const ended = note?.isFinal === true ? note.words : undefined;
  const cancel = cancelDoubt(ticket);
  const openModal = (modal: Parameters<Ui['go']>[0] & {type: 'modal'}) => () => ui.go(modal);
  const ticketId = id ?? '';
  return {
    ...seenActions(ui, services, id),
    ...shareActions(ui, services, id),
    'ticket.note': {
      run: openModal({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'note'}}),
      // What was written before the ticket came to its end can still be read, and taken elsewhere.
      disabled: none ?? (store.draft(ticketId, 'note') === undefined ? ended : undefined),
      anyway: none === undefined ? 'writes one all the same' : undefined,
    },
    'ticket.reply': {
      run: openModal({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'reply'}}),
      disabled: none ?? (store.draft(ticketId, 'reply') === undefined ? ended : undefined),
      anyway: none === undefined ? 'writes one all the same' : undefined,
    },
    'ticket.new': ui.create.open,
    'ticket.cancel': {
      run: openModal({type: 'modal', modal: {kind: 'cancel', ticketId, field: 'reason'}}),
      disabled: none ?? (cancel?.isFinal === true ? cancel.words : undefined),
    },
    'ticket.refresh': {
      run: () => {
        ui.go({type: 'notice', notice: {tone: 'info', words: `Reading ${ticketId}…`}});
        poller.refresh(ticketId).then(
          () => ui.go({type: 'notice', notice: {tone: 'info', words: `${ticketId} is up to date.`}}),
          (error: unknown) => ui.fail(error),
        );
      },
      disabled: none,
    },
  };
}
