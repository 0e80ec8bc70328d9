import type {Api} from '../api/api.ts';
import {isCaseNumber, type EmailDetails} from '../domain/ticket.ts';
import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {caseNumberFor} from './download.ts';
import type {Poller} from '../sync/contracts.ts';

export type ReadEmailDeps = {
  readonly api: Pick<Api, 'getEmail'>;
  readonly store: Pick<Store, 'ticket' | 'putEmail'>;
  readonly poller: Pick<Poller, 'refresh'>;
  readonly clock: Clock;
};

/** Reads one e-mail from the service into the store. Throws an AppError. */
export async function readEmail(
  deps: ReadEmailDeps,
  ticketId: string,
  emailId: string,
  signal: AbortSignal,
): Promise<EmailDetails> {
  const {api, store, clock} = deps;
  const email = await api.getEmail(emailId, await caseNumber(deps, ticketId), {signal});
  // Loaded when the first e-mail is read: the parser would slow every start.
  const {mailWords} = await import('../text/html/html-to-text.ts');
  store.putEmail(ticketId, emailId, {email, words: await mailWords(email.html)}, clock.now());
  return email;
}

async function caseNumber({store, poller}: ReadEmailDeps, ticketId: string): Promise<string> {
  const known = store.ticket(ticketId)?.ticket;
  // The number that the service calls it by is better than the one that was asked for.
  if (known === undefined && isCaseNumber(ticketId)) return ticketId;
  if (known?.emails === undefined) await poller.refresh(ticketId);
  return caseNumberFor(store.ticket(ticketId)?.ticket ?? {id: toSafeLine(ticketId)}, 'e-mails');
}
