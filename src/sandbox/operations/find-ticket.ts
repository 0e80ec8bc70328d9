import type {StoredTicket} from '../model.ts';
import {forbidden, notFound} from '../refusal.ts';
import type {Services} from './operation-context.ts';

/** The ticket of a case or order number. Throws 404 where there is none, 403 where it is another organisation's. */
export function readableTicket(id: string, {world}: Services): StoredTicket {
  const ticket = world.find(id);
  if (ticket === undefined) throw notFound(`The case or order ${id}`);
  if (ticket.foreign === true) throw forbidden(`You do not have permission to view ${id}.`);
  return ticket;
}

/** The same for a case number alone. */
export function caseOf(caseNumber: string, services: Services): StoredTicket {
  const ticket = services.world.find(caseNumber);
  if (ticket?.caseNumber !== caseNumber) throw notFound(`The case ${caseNumber}`);
  return readableTicket(caseNumber, services);
}
