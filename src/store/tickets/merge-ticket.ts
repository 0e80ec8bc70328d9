import {isOrderKind} from '../../domain/orders/other-orders.ts';
import {
  isCaseNumber,
  isFinal,
  numbersOf,
  type Ticket,
  type TicketId,
  type TicketNumbers,
  type TicketSummary,
} from '../../domain/ticket.ts';
import {millisOf} from '../../text/time/dates.ts';

type Ids = TicketNumbers;

/** Of the numbers of one ticket, the one it is shown by (the case number where there is one), its order, and the rest. */
function chooseIds(stored: Ids | undefined, read: Ids, knowsBetter: Ids | undefined): Ids {
  const id = shownId(stored, read, knowsBetter);
  const rest = (stored === undefined ? [] : numbersOf(stored)).concat(numbersOf(read));
  const candidates = [read.orderId, stored?.orderId, ...rest.filter(isOrderNumber), read.id, stored?.id];
  const orderId = candidates.find((other) => other !== undefined && other !== id);
  const otherIds = [...new Set(rest)].filter((other) => other !== id && other !== orderId);
  return {
    id,
    ...(orderId === undefined ? {} : {orderId}),
    ...(otherIds.length === 0 ? {} : {otherIds}),
  };
}

function isOrderNumber(id: string): boolean {
  return /^1-\d/.test(id);
}

function shownId(stored: Ids | undefined, read: Ids, knowsBetter: Ids | undefined): TicketId {
  const all = [knowsBetter?.id, ...numbersOf(read), ...(stored === undefined ? [] : numbersOf(stored))];
  const caseNumber = all.find((id) => id !== undefined && isCaseNumber(id));
  if (caseNumber !== undefined) return caseNumber;
  // The answer that names another id is the ticket; the id it names is only its order.
  return stored === undefined || read.orderId === stored.id ? read.id : stored.id;
}

/** A detail read over what was known: what the reply leaves out stays, the kind once known too. */
export function mergeDetail(stored: Ticket | undefined, read: Ticket): Ticket {
  // The lists know better than the orders' details of what kind it is.
  const isOpen = read.kind === 'UNKNOWN' || isOrderKind(read.kind);
  const kind = isOpen ? (stored?.kind ?? read.kind) : read.kind;
  const ibx = read.ibx.length > 0 ? read.ibx : (stored?.ibx ?? []);
  const before = stored === undefined ? {} : withoutNumbers(stored);
  return {...before, ...withoutNumbers(read), ...chooseIds(stored, read, read), kind, ibx};
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
  if (stored === undefined) return {...withoutNumbers(summary), ...chooseIds(undefined, summary, undefined)};
  const ids = chooseIds(stored, summary, stored);
  // What is in the list of tickets is a ticket, even if it was thought to be an order.
  const isOpen = stored.kind === 'UNKNOWN' || isOrderKind(stored.kind);
  const kind = isOpen ? summary.kind : stored.kind;
  if (!context.detailed && !isOlder(summary, stored)) {
    const ibx = summary.ibx.length > 0 ? summary.ibx : stored.ibx;
    return {...withoutNumbers(stored), ...withoutNumbers(summary), ...ids, kind, ibx};
  }
  const ibx = stored.ibx.length > 0 ? stored.ibx : summary.ibx;
  const merged = {...withoutNumbers(summary), ...withoutNumbers(stored), ...ids, kind, ibx};
  return {...merged, ...newsOf(stored, summary, context.previous)};
}

/** Status and time of change, if the list has news that the last detail read could not have. */
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

/** Without what {@link chooseIds} decides. */
function withoutNumbers(ticket: Ticket): Omit<Ticket, 'orderId' | 'otherIds'> {
  const {orderId: _, otherIds: __, ...rest} = ticket;
  return rest;
}
