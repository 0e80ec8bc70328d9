import {basename, dirname} from 'node:path';
import type {EmailDetails, Ticket} from '../../domain/ticket.ts';
import {AppError, describeError} from '../../errors.ts';
import {openFolder, writeNewFile} from '../../files/new-file.ts';
import {readEmail} from '../../files/read-email.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';
import {htmlToText, type MailText} from '../../text/html/html-to-text.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {emailPage, emailText} from '../../domain/email-text.ts';
import {printJson} from '../print-json.ts';
import {isAway} from './read-first.ts';
import {readTickets} from './read-tickets.ts';
import type {WriteContext} from '../write/write-context.ts';
import {present} from '../../domain/present.ts';

export type EmailOptions = {
  readonly json?: boolean;
  readonly html?: boolean;
  readonly save?: string;
  readonly offline?: boolean;
};

/** What `email` prints with `--json`. What is unknown is left out. */
export type EmailJson = {
  readonly ticket: string;
  readonly id: string;
  readonly createdDateTime?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** The body as text; `[n]` in it is the nth of `links`. */
  readonly text: string;
  readonly links: readonly string[];
  /** The body as the service gave it: not to be trusted. */
  readonly html: string;
  readonly orderId?: string;
  /** Fields that this version has no name for. */
  readonly other?: readonly {readonly key: string; readonly value: string}[];
};

/** `casedeck email ID [EMAILID]`: one e-mail of a ticket with its headers; without an id, which there are. */
export async function runEmail(
  context: WriteContext,
  id: string,
  emailId: string | undefined,
  options: EmailOptions,
): Promise<number> {
  const {services, io} = context;
  if (emailId === undefined) return await listEmails(context, id, options);
  const email = await fetchEmail(context, id, emailId, options.offline === true);
  const text = htmlToText(email.html);
  if (options.save !== undefined) {
    const isPage = options.html === true || /\.html?$/i.test(options.save);
    const folder = await openFolder(dirname(options.save));
    const path = await context.finishing(
      writeNewFile(folder, basename(options.save), isPage ? emailPage(email) : emailText(email, text)),
    );
    io.out(`${toSafeLine(path)}\n`);
  } else if (options.json === true) {
    printJson(io, emailJson(services.store.row(id)?.id ?? id, emailId, email, text));
  } else if (options.html === true) {
    // A terminal would act upon what a file or browser only holds.
    io.out(io.stdout.isTTY ? `${toSafeText(email.html)}\n` : email.html);
  } else io.out(emailText(email, text));
  return 0;
}

async function fetchEmail(
  {services, io, interrupted}: WriteContext,
  id: string,
  emailId: string,
  offline: boolean,
): Promise<EmailDetails> {
  const stored = services.store.email(id, emailId);
  if (offline) {
    if (stored !== undefined) return stored;
    throw new AppError('not-found', `The store has no e-mail ${toSafeLine(emailId)}.`, {
      hint: 'Without --offline the service is asked.',
    });
  }
  try {
    return await readEmail(services, id, emailId, interrupted);
  } catch (error) {
    if (stored === undefined || !isAway(error)) throw error;
    io.note(`casedeck: ${describeError(error).title} Showing what was read before.\n`);
    return stored;
  }
}

function emailJson(ticket: string, id: string, email: EmailDetails, {blocks, links}: MailText): EmailJson {
  const {createdDateTime, subject, from, to, cc, html, orderId, other} = email;
  return {
    ticket,
    id,
    ...present({createdDateTime, subject, from}),
    to,
    cc,
    text: blocks.map((block) => block.text).join('\n\n'),
    links,
    html,
    ...present({orderId, other}),
  };
}

async function listEmails(
  {services, io}: WriteContext,
  id: string,
  {json, offline, save, html}: EmailOptions,
): Promise<number> {
  if (save !== undefined || html === true) {
    throw new AppError('usage', 'Which e-mail is missing.', {
      hint: `"casedeck email ${toSafeLine(id)}" lists them with their ids.`,
    });
  }
  const {tickets, code} = await readTickets(services, io, [id], offline === true);
  const emails = tickets[0]?.ticket.emails ?? [];
  if (json === true) printJson(io, emails);
  else io.out(emails.map(emailLine).join(''));
  if (emails.length === 0) io.note(`casedeck: ${toSafeLine(id)} has no e-mails.\n`);
  return code;
}

function emailLine({
  id,
  createdDateTime,
  from,
  authorName,
  subject,
}: NonNullable<Ticket['emails']>[number]): string {
  const sentAt = createdDateTime === undefined ? undefined : parseIso(createdDateTime);
  return `${id}  ${sentAt === undefined ? '-' : formatStamp(sentAt, 'local')}  ${authorName ?? from ?? '-'}  ${subject ?? ''}\n`;
}
