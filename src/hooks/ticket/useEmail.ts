import useSWR from 'swr';
import type {EmailDetails, Ticket} from '../../domain/ticket.ts';
import type {AppError} from '../../errors.ts';
import type {MailText} from '../../text/html/html-to-text.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import {useServices} from '../useServices.tsx';
import {useLeaving, useUnlessLeft} from '../useLeaving.ts';
import type {Files} from '../../files/file-types.ts';

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
  const {files} = useServices();
  const name = [ticket?.id, ...ids].join(' ');
  const leaving = useLeaving(name);
  const {data, error, isValidating, mutate} = useSWR<readonly ReadableEmail[], AppError>(
    ticket === undefined ? null : ['emails', ticket.id, ...ids],
    async () => {
      if (ticket === undefined) return [];
      const signal = leaving();
      const read: ReadableEmail[] = [];
      // One after the other: a long conversation must not crowd out everything else.
      for (const id of ids) {
        const links = read.at(-1)?.text.links ?? [];
        read.push(await readable(files, ticket, {id, links, signal}));
      }
      return read;
    },
    {revalidateIfStale: false, shouldRetryOnError: false},
  );
  const shown = useUnlessLeft(name, error, mutate);
  return {readable: data ?? [], isReading: isValidating, error: shown, retry: () => void mutate()};
}

async function readable(
  files: Files,
  {id: ticketId}: Ticket,
  {
    id,
    links,
    signal,
  }: {readonly id: string; readonly links: readonly SafeText[]; readonly signal: AbortSignal},
): Promise<ReadableEmail> {
  // Loaded when the first e-mail is read: the parser would slow every start.
  const {htmlToTextInSlices} = await import('../../text/html/html-to-text.ts');
  const email = await files.email(ticketId, id, signal);
  return {id, email, text: await htmlToTextInSlices(email.html, links), linksAbove: links.length};
}
