import useSWR from 'swr';
import {caseNumberOf, type EmailDetails, type Ticket} from '../api/ticket.ts';
import {AppError} from '../errors.ts';
import type {MailText} from '../text/html-to-text.ts';
import {useServices} from './services.tsx';

export type ReadableEmail = {readonly email: EmailDetails; readonly text: MailText};

export type EmailView = {
  readonly readable: ReadableEmail | undefined;
  readonly error: AppError | undefined;
  readonly retry: () => void;
};

/** An e-mail as text: from the store where it was read before, else from the service, once. */
export function useEmail(ticket: Ticket | undefined, emailId: string): EmailView {
  const {store, api, clock} = useServices();
  const read = async (): Promise<ReadableEmail> => {
    // Loaded when the first e-mail is read: the parser would slow every start.
    const {htmlToText} = await import('../text/html-to-text.ts');
    const email = store.email(emailId) ?? (await fetchEmail());
    return {email, text: htmlToText(email.html)};
  };
  const fetchEmail = async () => {
    const caseNumber = ticket === undefined ? undefined : caseNumberOf(ticket);
    if (ticket === undefined || caseNumber === undefined) {
      throw new AppError('input', 'The ticket has no 8-digit case number.', {
        hint: 'The service hands out e-mails by case number only; the portal may show it.',
      });
    }
    const email = await api.getEmail(emailId, caseNumber);
    store.putEmail(ticket.id, emailId, email, clock.now());
    return email;
  };
  const {data, error, mutate} = useSWR<ReadableEmail, AppError>(['email', emailId], read, {
    revalidateIfStale: false,
    shouldRetryOnError: false,
  });
  return {readable: data, error, retry: () => void mutate()};
}
