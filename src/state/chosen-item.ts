import type {Ticket} from '../domain/ticket.ts';
import type {DetailPosition} from './detail-state.ts';
import type {TicketTab} from './navigation.ts';

/**
 * The item under the cursor in a tab of a ticket; at first the oldest unread e-mail, or else the newest, or the first
 * file.
 */
export function chosenItem(
  ticket: Pick<Ticket, 'emails' | 'attachments'>,
  tab: TicketTab,
  {item}: Pick<DetailPosition, 'item'>,
  unseen: ReadonlySet<string>,
): string | undefined {
  const keys = keysIn(ticket, tab);
  if (item !== undefined && keys.includes(item)) return item;
  return keys.find((key) => unseen.has(key)) ?? (tab === 'emails' ? keys.at(-1) : keys[0]);
}

function keysIn({emails = [], attachments = []}: Pick<Ticket, 'emails' | 'attachments'>, tab: TicketTab) {
  if (tab === 'emails') return emails.map(({id}) => `email:${id}`);
  return tab === 'files' ? attachments.map(({id}) => `file:${id}`) : [];
}
