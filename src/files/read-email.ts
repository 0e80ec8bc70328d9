import {isCaseNumber, type EmailDetails} from '../domain/ticket.ts';
import type {Store} from '../store/store.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {caseNumberFor} from './download.ts';
import type {Poller} from '../sync/contracts.ts';
import {readMail, type ReadMailDeps} from '../sync/read-mail.ts';

export type ReadEmailDeps = ReadMailDeps & {
  readonly store: Pick<Store, 'ticket'>;
  readonly poller: Pick<Poller, 'refresh'>;
};

/** Reads one e-mail from the service into the store. Throws an AppError. */
export async function readEmail(
  deps: ReadEmailDeps,
  ticketId: string,
  emailId: string,
  signal: AbortSignal,
): Promise<EmailDetails> {
  return await readMail(deps, {ticketId, emailId, caseNumber: () => caseNumber(deps, ticketId)}, signal);
}

async function caseNumber({store, poller}: ReadEmailDeps, ticketId: string): Promise<string> {
  const known = store.ticket(ticketId)?.ticket;
  // The number that the service calls it by is better than the one that was asked for.
  if (known === undefined && isCaseNumber(ticketId)) return ticketId;
  if (known?.emails === undefined) await poller.refresh(ticketId);
  return caseNumberFor(store.ticket(ticketId)?.ticket ?? {id: toSafeLine(ticketId)}, 'e-mails');
}
