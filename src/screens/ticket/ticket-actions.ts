import {allows, wantsAnswer} from '../../domain/permissions.ts';
import {isFinal, type Ticket} from '../../domain/ticket.ts';
import type {KeyActions} from '../../hooks/keys.tsx';
import type {Services} from '../../state/services.ts';
import type {Ui} from '../ui.ts';
import {shareActions} from '../share-actions.ts';
import {seenActions} from './seen-actions.ts';
import {statusWords} from './words.ts';

/** What can be done to a ticket, wherever it is on screen. */
export function ticketActions(ui: Ui, services: Services, id: string | undefined): KeyActions {
  const {store, poller} = services;
  const stored = id === undefined ? undefined : store.ticket(id);
  const none = id === undefined ? 'No ticket is selected.' : undefined;
  const ticket: Partial<Ticket> = stored?.ticket ?? {};
  const openModal = (modal: Parameters<Ui['go']>[0] & {type: 'modal'}) => () => ui.go(modal);
  const ticketId = id ?? '';
  return {
    ...seenActions(ui, services, id),
    ...shareActions(ui, services, id),
    'ticket.note': {
      run: openModal({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'note'}}),
      // What was written before the ticket came to its end can still be read, and taken elsewhere.
      disabled: none ?? (store.draft(ticketId, 'note') === undefined ? noteProblem(ticket) : undefined),
    },
    'ticket.reply': {
      run: openModal({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'reply'}}),
      disabled: none ?? replyProblem(ticket),
    },
    'ticket.new': ui.create.open,
    'ticket.cancel': {
      run: openModal({type: 'modal', modal: {kind: 'cancel', ticketId, field: 'reason'}}),
      disabled: none ?? cancelProblem(allows(ticket, 'cancellable'), ticket.status),
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
export function noteProblem(ticket: Partial<Ticket> = {}): string | undefined {
  const {status} = ticket;
  if (isFinal(status)) {
    const reopen =
      allows(ticket, 'reOpen') === true ? ' It can be re-opened, which only the portal can do.' : '';
    return `This ticket is ${statusWords(status)}: the service takes no more notes for it.${reopen}`;
  }
  return allows(ticket, 'modifiable') === false
    ? 'The service says that this ticket takes no changes.'
    : undefined;
}

/** Why there is nothing to answer. */
function replyProblem(ticket: Partial<Ticket>): string | undefined {
  const problem = noteProblem(ticket);
  if (problem !== undefined || wantsAnswer(ticket)) return problem;
  return 'The service waits for no answer on this ticket; a note is as good.';
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
