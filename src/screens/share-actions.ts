import {statusLabel} from '../domain/ticket.ts';
import type {KeyActions} from '../hooks/keys.tsx';
import type {Services} from '../state/services.ts';
import type {StoredTicket} from '../domain/records.ts';
import type {Sharing} from './ui.ts';

/** What is taken out of the console about a ticket: its number, a line about it, its page in the portal. */
export function shareActions(
  ui: Sharing,
  {store, ticketUrl, owner}: Pick<Services, 'store' | 'ticketUrl' | 'owner'>,
  id: string | undefined,
): KeyActions {
  const disabled = id === undefined ? 'No ticket is selected.' : undefined;
  const ticketId = id ?? '';
  return {
    'copy.id': {run: () => ui.copy(owner(ticketId).number, ticketId), disabled},
    'copy.summary': {
      run: () => {
        const stored = store.ticket(ticketId);
        ui.copy(stored === undefined ? ticketId : summaryLine(stored), `The summary of ${ticketId}`);
      },
      disabled,
    },
    browse: {run: () => ui.browse(pageOf(ticketUrl, owner(ticketId).number)), disabled},
  };
}

/** One line that says what it is about, for a chat or a shift log. */
function summaryLine({ticket, row}: StoredTicket): string {
  const reference = ticket.customerReferenceId === undefined ? [] : [`(${ticket.customerReferenceId})`];
  const parts = [ticket.id, statusLabel(ticket.status), ticket.ibx.join(', '), row.summary, ...reference];
  return parts.filter((part) => part !== '').join('  ');
}

/** The address of a ticket's page, from the template of the configuration. */
export function pageOf(template: string, id: string): string {
  return template.replaceAll('{id}', encodeURIComponent(id));
}
