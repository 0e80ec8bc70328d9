import type {EmailDetails, Ticket, TicketSummary} from '../../domain/ticket.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';

/** Text that was made safe before it was stored. */
export function storedText(text: string): SafeText {
  return text as SafeText;
}

/** What was stored with {@link JSON.stringify} from a decoded ticket: its texts were made safe then. */
export function parseTicket(json: string): Ticket {
  return JSON.parse(json) as Ticket;
}

export function parseSummary(json: string): TicketSummary {
  return JSON.parse(json) as TicketSummary;
}

export function parseEmail(json: string): EmailDetails {
  return JSON.parse(json) as EmailDetails;
}
