import {isFinal, type Ticket} from '../../api/ticket.ts';
import type {KeyActions} from '../../hooks/keys.tsx';
import type {Services} from '../../services.ts';
import type {Ui} from '../../ui.ts';
import {shareActions} from '../share-actions.ts';
import {seenActions} from './seen-actions.ts';
import {statusWords} from './words.ts';

/** What can be done to a ticket, wherever it is on screen. */
export function ticketActions(ui: Ui, services: Services, id: string | undefined): KeyActions {
  const {store, poller} = services;
  const stored = id === undefined ? undefined : store.ticket(id);
  const none = id === undefined ? 'No ticket is selected.' : undefined;
  const status = stored?.ticket.status;
  const openModal = (modal: Parameters<Ui['go']>[0] & {type: 'modal'}) => () => ui.go(modal);
  const ticketId = id ?? '';
  return {
    ...seenActions(ui, services, id),
    ...shareActions(ui, services, id),
    'ticket.note': {
      run: openModal({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'note'}}),
      // What was written before the ticket came to its end can still be read, and taken elsewhere.
      disabled:
        none ?? (store.draft(ticketId, 'note') === undefined ? noteProblem(stored?.ticket) : undefined),
    },
    'ticket.new': ui.create.open,
    'ticket.cancel': {
      run: openModal({type: 'modal', modal: {kind: 'cancel', ticketId, field: 'reason'}}),
      disabled: none ?? cancelProblem(stored?.ticket.cancellable, status),
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

/** Why the service would take no note for this ticket. */
export function noteProblem({modifiable, status}: Partial<Pick<Ticket, 'modifiable' | 'status'>> = {}):
  | string
  | undefined {
  if (isFinal(status))
    return `This ticket is ${statusWords(status)}: the service takes no more notes for it.`;
  return modifiable === false ? 'The service says that this ticket takes no changes.' : undefined;
}

/** Why the service would not cancel this ticket. */
export function cancelProblem(
  cancellable: boolean | undefined,
  status: string | undefined,
): string | undefined {
  if (isFinal(status)) return `This ticket is ${statusWords(status)} already.`;
  if (cancellable === false) return 'The service says that this ticket cannot be cancelled.';
  return cancellable === undefined
    ? 'Not known yet whether it can be cancelled; r reads the ticket.'
    : undefined;
}
