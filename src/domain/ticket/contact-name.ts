import type {TicketContact} from '../ticket.ts';

/** What a contact is called. */
export function contactName(contact: TicketContact): string {
  const name = [contact.firstName, contact.lastName].filter((part) => part !== undefined).join(' ');
  return name === '' ? (contact.registeredUser ?? 'unnamed') : name;
}
