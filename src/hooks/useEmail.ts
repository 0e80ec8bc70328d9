import useSWR from 'swr';
import {caseNumberOf, type EmailDetails, type Ticket} from '../domain/ticket.ts';
import {AppError} from '../errors.ts';
import type {Services} from '../state/services.ts';
import type {MailText} from '../text/html/html-to-text.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {useServices} from './useServices.tsx';
import {useLeaving} from './useLeaving.ts';
import {useUnlessLeft} from './useUnlessLeft.ts';

export type ReadableEmail = {
  readonly id: string;
  readonly email: EmailDetails;
  /** Its links are those of the e-mails above, too: a number means one link in the whole conversation. */
  readonly text: MailText;
  /** How many links the e-mails above have. */
  readonly linksAbove: number;
};

export type EmailView = {
  /** In the order in which they were asked for, as far as they are read. */
  readonly readable: readonly ReadableEmail[];
  readonly isReading: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
};

/** E-mails as text: from the store where they were read before, else from the service, once. */
export function useEmails(ticket: Ticket | undefined, ids: readonly string[]): EmailView {
  const services = useServices();
  const name = [ticket?.id, ...ids].join(' ');
  const leaving = useLeaving(name);
  const {data, error, isValidating, mutate} = useSWR<readonly ReadableEmail[], AppError>(
    ticket === undefined ? null : ['emails', ticket.id, ...ids],
    async () => {
      const signal = leaving();
      const read: ReadableEmail[] = [];
      // One after the other: a long conversation must not crowd out everything else.
      for (const id of ids) {
        const links = read.at(-1)?.text.links ?? [];
        read.push(await readEmail({...services, signal}, ticket, id, links));
      }
      return read;
    },
    {revalidateIfStale: false, shouldRetryOnError: false},
  );
  const shown = useUnlessLeft(name, error, mutate);
  return {readable: data ?? [], isReading: isValidating, error: shown, retry: () => void mutate()};
}

type Reading = Pick<Services, 'store' | 'api' | 'clock'> & {readonly signal: AbortSignal};

async function readEmail(
  {store, api, clock, signal}: Reading,
  ticket: Ticket | undefined,
  emailId: string,
  above: readonly SafeText[],
): Promise<ReadableEmail> {
  // Loaded when the first e-mail is read: the parser would slow every start.
  const {htmlToTextInSlices} = await import('../text/html/html-to-text.ts');
  const email = store.email(emailId) ?? (await fetchEmail({store, api, clock, signal}, ticket, emailId));
  return {id: emailId, email, text: await htmlToTextInSlices(email.html, above), linksAbove: above.length};
}

async function fetchEmail(
  {store, api, clock, signal}: Reading,
  ticket: Ticket | undefined,
  emailId: string,
): Promise<EmailDetails> {
  const caseNumber = ticket === undefined ? undefined : caseNumberOf(ticket);
  if (ticket === undefined || caseNumber === undefined) {
    throw new AppError('input', 'The ticket has no 8-digit case number.', {
      hint: 'The service hands out e-mails by case number only; the portal may show it.',
    });
  }
  const email = await api.getEmail(emailId, caseNumber, {signal});
  const {mailWords} = await import('../text/html/html-to-text.ts');
  store.putEmail(ticket.id, emailId, {email, words: await mailWords(email.html)}, clock.now());
  return email;
}
