import type {Ticket, TicketNote, TicketSummary} from '../../src/domain/ticket.ts';
import type {SafeText} from '../../src/text/safe/safe-text.ts';

export const START = Date.UTC(2026, 5, 1);
export const HOUR = 3_600_000;

export function safe(text: string): SafeText {
  return text as SafeText;
}

/** An ISO time, so many hours after the start. */
export function hours(count: number): SafeText {
  return safe(new Date(START + count * HOUR).toISOString());
}

export function summary(id: string, fields: Partial<TicketSummary> = {}): TicketSummary {
  return {id: safe(id), kind: 'UNKNOWN', ibx: [], ...fields};
}

export function ticket(id: string, fields: Partial<Ticket> = {}): Ticket {
  return {...summary(id), status: 'IN_PROGRESS', ...fields};
}

export function note(id: string, fields: Partial<TicketNote> = {}): TicketNote {
  return {id: safe(id), type: safe('RESOLUTION_NOTES'), text: safe(`text of ${id}`), ...fields};
}
