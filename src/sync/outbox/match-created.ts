import type {CreateRequest} from '../../domain/requests.ts';
import {numbersOf, type Ticket, type TicketSummary} from '../../domain/ticket.ts';
import type {Millis} from '../../domain/records.ts';
import {isAlike} from '../../domain/ticket/note-text.ts';

export type CreatedSearch = {
  readonly request: CreateRequest;
  /** Ids that order history had before sending, and those of other items. */
  readonly known: ReadonlySet<string>;
  /** Tickets dated earlier are not ours, in milliseconds since 1970. */
  readonly notBefore: Millis;
};

/** Rows of order history that may be the ticket whose creation was never answered; newest first, as given. */
export function createdCandidates(
  rows: readonly TicketSummary[],
  {request, known, notBefore}: CreatedSearch,
): readonly TicketSummary[] {
  const ibx = ibxOf(request);
  return rows.filter((row) => {
    if (numbersOf(row).some((number) => known.has(number))) return false;
    const at = Date.parse(row.createdDateTime ?? '');
    if (!Number.isNaN(at) && at < notBefore) return false;
    if (ibx !== undefined && row.ibx.length > 0 && !row.ibx.some((code) => code === ibx)) return false;
    return isSameReference(request, row);
  });
}

/** Those with our own reference first, then those created nearest to the sending. */
export function likelyFirst(
  rows: readonly TicketSummary[],
  {customerReferenceId}: CreateRequest,
  at: Millis,
): readonly TicketSummary[] {
  const hasOurs = (row: TicketSummary) =>
    customerReferenceId !== undefined && row.customerReferenceId !== undefined ? 0 : 1;
  const distance = ({createdDateTime}: TicketSummary) =>
    Math.abs(Date.parse(createdDateTime ?? '') - at) || Number.MAX_SAFE_INTEGER;
  return rows.toSorted((a, b) => hasOurs(a) - hasOurs(b) || distance(a) - distance(b));
}

/** Whether the ticket, once read, is the requested one: by its description, else by our own reference. */
export function isCreatedTicket(request: CreateRequest, ticket: Ticket): boolean {
  if (!isSameReference(request, ticket)) return false;
  if (ticket.description !== undefined) return isAlike(request.description, ticket.description);
  return request.customerReferenceId !== undefined && ticket.customerReferenceId !== undefined;
}

function isSameReference({customerReferenceId}: CreateRequest, row: TicketSummary): boolean {
  if (customerReferenceId === undefined || row.customerReferenceId === undefined) return true;
  // Order history joins several references into one text.
  return row.customerReferenceId.includes(customerReferenceId.trim());
}

/** Cage and cabinet ids begin with the IBX: `DA3:01:010315`. */
function ibxOf({primaryId, secondaryId}: CreateRequest): string | undefined {
  for (const id of [primaryId, secondaryId]) {
    const ibx = /^([A-Z]{2}\d{1,2})(?::|$)/.exec(id ?? '')?.[1];
    if (ibx !== undefined) return ibx;
  }
  return undefined;
}
