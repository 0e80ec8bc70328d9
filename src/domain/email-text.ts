import type {EmailDetails} from './ticket.ts';
import {formatStamp, parseIso} from '../text/time/dates.ts';
import type {MailText} from '../text/html/html-to-text.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {padEnd, wrap} from '../text/width.ts';

const WIDTH = 100;

/** An e-mail as text: all headers, the body with numbered links, quoted parts marked, the links listed. */
export function emailText(email: EmailDetails, {blocks, links}: MailText): string {
  const body = blocks.flatMap(({kind, text}) =>
    kind === 'text' ? [...wrap(text, WIDTH), ''] : [...wrap(text, WIDTH - 2).map((row) => `> ${row}`), ''],
  );
  const listed = links.map((url, index) => `[${index + 1}] ${url}`);
  const lines = [...headers(email), '', ...body, ...(listed.length === 0 ? [] : ['Links', ...listed])];
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function headers({
  from,
  to,
  cc,
  subject,
  createdDateTime,
  orderId,
  other = [],
}: EmailDetails): readonly string[] {
  const sentAt = createdDateTime === undefined ? undefined : parseIso(createdDateTime);
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['From', from ?? 'not known'],
    ['To', to.join('; ')],
    ['Cc', cc.join('; ')],
    ['Date', sentAt === undefined ? '' : formatStamp(sentAt, 'local')],
    ['Subject', subject ?? '(no subject)'],
    ['About', orderId ?? ''],
    ...other.map(({key, value}) => [key, value.replaceAll('\n', ' ')] as const),
  ];
  return fields.filter(([, value]) => value !== '').map(([name, value]) => `${padEnd(name, 8)} ${value}`);
}

/**
 * The e-mail's HTML as a separate page that loads and runs nothing: opening it in a browser does not tell the sender
 * that it was read.
 */
export function emailPage({html}: EmailDetails): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'`;
  const plain = html.toWellFormed().replaceAll(CONTROLS, '');
  const left = html.length - plain.length;
  // A terminal that shows the file must not obey it.
  const note =
    left === 0 ? '' : `<!-- casedeck left out ${left} control characters that a terminal could obey. -->\n`;
  return `<!doctype html>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n${note}${plain}\n`;
}

/** Control characters except tab and line ends, and characters that change the direction of text. */
const CONTROLS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name for the file of an e-mail: number, day and subject. */
export function emailFileName(
  number: number,
  email: {readonly createdDateTime?: SafeText; readonly subject?: SafeText},
): string {
  const day = email.createdDateTime?.slice(0, 10);
  const subject = (email.subject ?? 'e-mail')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return [String(number).padStart(2, '0'), day, subject]
    .filter((part) => part !== undefined && part !== '')
    .join('-');
}
