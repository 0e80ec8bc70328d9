import type {EmailDetails, Ticket, TicketSummary} from '../../domain/ticket.ts';
import type {MailText} from '../../text/html/html-to-text.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';

/** Text that was made safe before it was stored. */
export function storedText(text: string): SafeText {
  return text as SafeText;
}

/**
 * What was stored with {@link JSON.stringify} from a decoded ticket: its texts were made safe then. Undefined where it
 * cannot be read (a flipped bit): the service has it still.
 */
export function parseTicket(json: string): Ticket | undefined {
  const ticket = parse(json) as Ticket | undefined;
  return Array.isArray(ticket?.ibx) && typeof ticket.id === 'string' ? ticket : undefined;
}

export function parseSummary(json: string): TicketSummary | undefined {
  return parse(json) as TicketSummary | undefined;
}

export function parseEmail(json: string): EmailDetails | undefined {
  const email = parse(json) as EmailDetails | undefined;
  return typeof email?.html === 'string' ? email : undefined;
}

/** The text of an e-mail, made safe before it was stored. */
export function parseMailText(json: string): MailText | undefined {
  const text = parse(json) as MailText | undefined;
  return Array.isArray(text?.blocks) && Array.isArray(text.links) ? text : undefined;
}

/** The IBXs of a row; none where they cannot be read. */
export function parseIbxs(json: string): readonly SafeText[] {
  try {
    const ibxs: unknown = JSON.parse(json);
    return Array.isArray(ibxs) ? ibxs.filter((ibx): ibx is SafeText => typeof ibx === 'string') : [];
  } catch {
    return [];
  }
}

function parse(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
