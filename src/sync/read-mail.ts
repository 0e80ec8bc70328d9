import type {Api} from '../api/api.ts';
import type {Priority} from '../api/gate/gate.ts';
import type {EmailDetails} from '../domain/ticket.ts';
import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';

export type ReadMailDeps = {
  readonly api: Pick<Api, 'getEmail'>;
  readonly store: Pick<Store, 'putEmail'>;
  readonly clock: Clock;
};

export type WantedMail = {
  readonly ticketId: string;
  readonly caseNumber: () => Promise<string> | string;
  readonly emailId: string;
  /** As it was read before, where only its text is not there yet. */
  readonly known?: EmailDetails | undefined;
};

/** Reads one e-mail from the service into the store, with its text. Without a `priority` somebody waits for it. Throws an AppError. */
export async function readMail(
  {api, store, clock}: ReadMailDeps,
  {ticketId, caseNumber, emailId, known}: WantedMail,
  signal: AbortSignal,
  priority?: Priority,
): Promise<EmailDetails> {
  const how = priority === undefined ? {signal} : {signal, priority, tries: 1};
  const email = known ?? (await api.getEmail(emailId, await caseNumber(), how));
  // Loaded when the first e-mail is read: the parser would slow every start.
  const {htmlToTextInSlices, mailWords} = await import('../text/html/html-to-text.ts');
  const body = {email, words: await mailWords(email.html), text: await htmlToTextInSlices(email.html)};
  signal.throwIfAborted();
  store.putEmail(ticketId, emailId, body, clock.now());
  return email;
}
