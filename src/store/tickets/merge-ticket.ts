import {isCaseNumber, isFinal} from '../../domain/ticket.ts';
import type {Ticket, TicketId, TicketSummary} from '../../domain/ticket.ts';
import {millisOf} from './ticket-json.ts';

type Ids = Pick<TicketSummary, 'id' | 'orderId'>;

/** Of the ids of one ticket, the one it is shown by (the case number where there is one) and the other. */
function chooseIds(stored: Ids | undefined, read: Ids): Ids {
  const id = shownId(stored, read);
  const others = [read.orderId, stored?.orderId, read.id, stored?.id];
  const orderId = others.find((other) => other !== undefined && other !== id);
  return orderId === undefined ? {id} : {id, orderId};
}

function shownId(stored: Ids | undefined, read: Ids): TicketId {
  if (stored === undefined) return isCaseNumber(read.orderId ?? '') ? (read.orderId ?? read.id) : read.id;
  const all = [stored.id, read.id, stored.orderId, read.orderId].filter((id) => id !== undefined);
  const caseNumber = all.find(isCaseNumber);
  if (caseNumber !== undefined) return caseNumber;
  // The reply that names another id is the ticket; the id it names is only its order.
  return read.orderId === stored.id ? read.id : stored.id;
}

/** A detail read over what was known: what the reply leaves out stays, the kind once known too. */
export function mergeDetail(stored: Ticket | undefined, read: Ticket): Ticket {
  const kind = read.kind === 'UNKNOWN' ? (stored?.kind ?? 'UNKNOWN') : read.kind;
  const ibx = read.ibx.length > 0 ? read.ibx : (stored?.ibx ?? []);
  const before = stored === undefined ? {} : withoutOrderId(stored);
  return {...before, ...withoutOrderId(read), ...chooseIds(stored, read), kind, ibx};
}

export type SummaryContext = {
  /** What the list said of this id the last time. */
  readonly previous: TicketSummary | undefined;
  /** True where the ticket itself was read: it knows better than the list. */
  readonly detailed: boolean;
};

/** What the list says, over what is stored, without taking away what a detail read knows. */
export function mergeSummary(
  stored: Ticket | undefined,
  summary: TicketSummary,
  context: SummaryContext,
): Ticket {
  if (stored === undefined) return {...withoutOrderId(summary), ...chooseIds(undefined, summary)};
  const ids = chooseIds(stored, summary);
  const kind = stored.kind === 'UNKNOWN' ? summary.kind : stored.kind;
  if (!context.detailed && !isOlder(summary, stored)) {
    const ibx = summary.ibx.length > 0 ? summary.ibx : stored.ibx;
    return {...withoutOrderId(stored), ...withoutOrderId(summary), ...ids, kind, ibx};
  }
  const ibx = stored.ibx.length > 0 ? stored.ibx : summary.ibx;
  const merged = {...withoutOrderId(summary), ...withoutOrderId(stored), ...ids, kind, ibx};
  return {...merged, ...newsOf(stored, summary, context.previous)};
}

/** Status and time of change, where the list has news that the last detail read cannot have had. */
function newsOf(
  stored: Ticket,
  summary: TicketSummary,
  previous: TicketSummary | undefined,
): Partial<TicketSummary> {
  if (isOlder(summary, stored)) return {};
  const {status, updatedDateTime} = summary;
  // Order history has statuses of its own: only a change of them, or an end, says anything about the ticket's.
  const changed = previous?.status !== undefined && previous.status !== status;
  const adopt = status !== undefined && (changed || isFinal(status) || stored.status === undefined);
  return {
    ...(adopt ? {status} : {}),
    ...(updatedDateTime === undefined ? {} : {updatedDateTime}),
  };
}

function isOlder(summary: TicketSummary, stored: Ticket): boolean {
  const listed = millisOf(summary.updatedDateTime);
  const known = millisOf(stored.updatedDateTime);
  return listed !== undefined && known !== undefined && listed < known;
}

function withoutOrderId(ticket: Ticket): Omit<Ticket, 'orderId'> {
  const {orderId: _, ...rest} = ticket;
  return rest;
}
