import type {Negotiation} from '../domain/orders/negotiation.ts';
import type {SiteNotice} from '../domain/notices/site-notice.ts';
import type {EmailDetails, KeyValue, Ticket} from '../domain/ticket.ts';

/**
 * What was read from the service, as the service's own JSON: a member that reads it from the desk decodes it like an
 * answer of the service, with all checks.
 */
export function noticeAsAnswer({
  number,
  isGlobal,
  start,
  end,
  text: _text,
  emails,
  other,
  ...same
}: SiteNotice): string {
  return JSON.stringify({
    ...others(other),
    ...same,
    notificationNumber: number,
    globalNotification: isGlobal,
    startTimestamp: start,
    endTimestamp: end,
    emails: emails?.map(({subject, text, sentAt}) => ({subject, body: text, timestamp: sentAt})),
  });
}

/** The same of what an order asks. */
export function negotiationsAsAnswer(list: readonly Negotiation[]): string {
  return JSON.stringify(
    list.map(({requested, proposed, expires, isExpedited, created, other, ...same}) => ({
      ...others(other),
      ...same,
      orderRequestedDateTime: requested,
      proposedDateTime: proposed,
      expirationDateTime: expires,
      expedited: isExpedited,
      createdDateTime: created,
    })),
  );
}

/** The same of an e-mail with its text. */
export function emailAsAnswer({from, to, cc, html, other, ...same}: EmailDetails): string {
  return JSON.stringify({
    ...others(other),
    ...same,
    FromAddress: from,
    ToAddress: to.join('; '),
    CCAddress: cc.join('; '),
    email_content: html,
  });
}

/**
 * A ticket as the service gave it, plus its order number if only the request had it. A number in the answer itself
 * comes later in the text, and is used.
 */
export function ticketAsAnswer({orderId, otherIds = []}: Ticket, raw: string): string {
  const number = orderId ?? otherIds[0];
  if (number === undefined) return raw;
  return raw.replace(FIRST_FIELD, (begin) => `${begin}"orderId":${JSON.stringify(number)},`);
}

/** Up to the first name in it. */
const FIRST_FIELD = /^[\s[]*\{\s*(?=")/;

function others(other: readonly KeyValue[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(other.map(({key, value}) => [key, value]));
}
