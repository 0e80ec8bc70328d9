import {withoutAccount} from './joined-id.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import type {OrderKind} from './orders/other-orders.ts';

/** A case or order number as the service writes it, e.g. `11150929` or `1-204976070710`. */
export type TicketId = SafeText;

/**
 * `TROUBLE` and `CASE` are in the answer to a create request. GET never says it, so the type is often UNKNOWN. The
 * kinds of orders come from order history.
 */
export type TicketKind = 'TROUBLE' | 'CASE' | 'UNKNOWN' | OrderKind;

export const KNOWN_STATUSES = [
  'SUBMITTED',
  'IN_PROGRESS',
  'ACTION_REQUIRED',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
] as const;
export type KnownStatus = (typeof KNOWN_STATUSES)[number];
/** One of {@link KNOWN_STATUSES}, or whatever else the service sent. */
export type TicketStatus = KnownStatus | SafeText;

/** ISO 8601 date-time normalised to UTC with milliseconds, e.g. `2026-06-26T08:27:45.000Z`. */
export type IsoDateTime = SafeText;

export type TicketContact = {
  readonly firstName?: SafeText;
  readonly lastName?: SafeText;
  readonly registeredUser?: SafeText;
  /** When to call: WORK_HOURS, ANYTIME or another value, in hours of `timezone`. */
  readonly availability?: SafeText;
  readonly timezone?: SafeText;
  /** NOTIFICATION, ORDERING, TECHNICAL or another value the service sent. */
  readonly type?: SafeText;
  readonly details: readonly {readonly type?: SafeText; readonly value?: SafeText}[];
};

export type TicketNote = {
  readonly id?: SafeText;
  readonly createdDateTime?: IsoDateTime;
  /** CUSTOMER_NOTES (ours), RESOLUTION_NOTES (theirs) or another value the service sent. */
  readonly type?: SafeText;
  readonly author?: SafeText;
  readonly text: SafeText;
  /** Files that came with it; they are among the ticket's, too. */
  readonly attachments?: readonly TicketAttachment[];
};

/** True of a note of the customer's: of orders also a question to the technicians. */
export function isOurNote({type = ''}: {readonly type?: string}): boolean {
  return type === 'CUSTOMER_NOTES' || type === 'CUSTOMER_QUERY';
}

export type TicketAttachment = {
  readonly id: SafeText;
  readonly name?: SafeText;
  /** CUSTOMER or EQUINIX. */
  readonly source?: SafeText;
};

export type TicketEmail = {
  readonly id: SafeText;
  readonly createdDateTime?: IsoDateTime;
  readonly subject?: SafeText;
  readonly authorName?: SafeText;
  readonly from?: SafeText;
  readonly to: readonly SafeText[];
};

/** The body of one e-mail, fetched on its own (getEmail). `html` is raw: it goes through `htmlToText` before any display. */
export type EmailDetails = {
  readonly orderId?: SafeText;
  readonly createdDateTime?: IsoDateTime;
  readonly subject?: SafeText;
  readonly from?: SafeText;
  readonly to: readonly SafeText[];
  readonly cc: readonly SafeText[];
  readonly html: string;
  /** Fields of the service that this version does not know: dotted path and value as text. */
  readonly other?: readonly KeyValue[];
};

export type StatusChange = {readonly status: TicketStatus; readonly createdDateTime?: IsoDateTime};

export type KeyValue = {readonly key: SafeText; readonly value: SafeText};

export type TicketLine = {
  readonly lineId?: SafeText;
  readonly parentLineId?: SafeText;
  readonly productType?: SafeText;
  readonly productOfferingCode?: SafeText;
  readonly productCode?: SafeText;
  readonly productName?: SafeText;
  readonly status?: TicketStatus;
  readonly ibx?: SafeText;
  readonly cage?: SafeText;
  readonly requestType?: SafeText;
  readonly activityId?: SafeText;
  readonly purchaseOrder: readonly KeyValue[];
  readonly estimatedCompletion?: IsoDateTime;
  readonly updatedDateTime?: IsoDateTime;
  readonly additionalInfo: readonly KeyValue[];
  readonly reOpen?: boolean;
  readonly respond?: boolean;
  readonly modifiable?: boolean;
  readonly cancellable?: boolean;
};

/**
 * A trouble ticket or case. `TicketSummary` is what the list (order history) knows; arrays and flags are known once the
 * ticket itself was read. Absent means unknown.
 */
export type Ticket = TicketSummary & {
  readonly channel?: SafeText;
  readonly updatedBy?: SafeText;
  readonly requestedTerminationDate?: SafeText;
  readonly finalScheduledDate?: IsoDateTime;
  readonly modifiable?: boolean;
  readonly cancellable?: boolean;
  readonly reOpen?: boolean;
  readonly respond?: boolean;
  readonly contacts?: readonly TicketContact[];
  readonly notes?: readonly TicketNote[];
  readonly attachments?: readonly TicketAttachment[];
  readonly emails?: readonly TicketEmail[];
  readonly statusHistory?: readonly StatusChange[];
  readonly lines?: readonly TicketLine[];
  readonly purchaseOrders?: readonly SafeText[];
  readonly products?: readonly SafeText[];
  readonly productOfferingCodes?: readonly SafeText[];
  readonly contactUcmId?: SafeText;
  readonly recordType?: SafeText;
  readonly subChannel?: SafeText;
  readonly additionalInfo?: readonly KeyValue[];
  /** What only order history says, if it lists the ticket. */
  readonly order?: OrderFacts;
  /** Fields of the service that this version does not know: dotted path and value as text. */
  readonly other?: readonly KeyValue[];
};

/** Somebody whom order history names: the one who ordered, or who is told. */
export type OrderContact = {
  readonly role: 'ORDERING' | 'NOTIFICATION';
  readonly name?: SafeText;
  readonly email?: SafeText;
  readonly phone?: SafeText;
};

/** What only order history says of a ticket. */
export type OrderFacts = {
  /** Texts for display, such as `Trouble`. */
  readonly types: readonly SafeText[];
  /** In order history's own words, which are fewer than a ticket's. */
  readonly status?: SafeText;
  /** As it came: its form is described nowhere. */
  readonly submittedDate?: SafeText;
  readonly contacts: readonly OrderContact[];
  readonly links: readonly {readonly rel?: SafeText; readonly href?: SafeText}[];
  /** Fields that this version does not know: dotted path and value as text. */
  readonly other: readonly KeyValue[];
};

export type TicketSummary = {
  readonly id: TicketId;
  readonly kind: TicketKind;
  readonly status?: TicketStatus;
  readonly accountNumber?: SafeText;
  readonly accountName?: SafeText;
  readonly customerReferenceId?: SafeText;
  readonly orderId?: SafeText;
  /** Further numbers by which it was asked for or named, such as `5-987654321`: each of them finds it. */
  readonly otherIds?: readonly TicketId[];
  readonly ibx: readonly SafeText[];
  readonly category?: SafeText;
  readonly subCategory?: SafeText;
  /** What was given at its creation, such as a cage; newer answers repeat it, older ones do not. */
  readonly primaryId?: SafeText;
  readonly secondaryId?: SafeText;
  readonly description?: SafeText;
  readonly createdDateTime?: IsoDateTime;
  readonly updatedDateTime?: IsoDateTime;
};

/** A row of order history, and the service's own JSON of it: hostile, as that of {@link Ticket}. */
export type ListedTicket = TicketSummary & {readonly raw?: string};

const FINAL = new Set<string>(['CLOSED', 'CANCELLED']);

/** The status in full, for people: `ACTION REQUIRED`. */
export function statusLabel(status: string | undefined): string {
  return status === undefined ? 'status unknown' : status.replaceAll('_', ' ');
}

/** True where the status allows no further work: the service refuses notes and cancellation. */
export function isFinal(status: string | undefined): boolean {
  return status !== undefined && FINAL.has(status);
}

/**
 * A case number has 8 characters (source: the Case Management page); all known ones are digits. Order, activity and
 * trouble-ticket numbers start with a digit and a hyphen (`1-…`).
 */
export function isCaseNumber(id: string): boolean {
  return /^(?!\d-)[\x21-\x7e]{8}$/.test(id);
}

/** The numbers of a ticket. */
export type TicketNumbers = Pick<TicketSummary, 'id' | 'orderId' | 'otherIds'>;

/** Every number of a ticket, the shown one first. */
export function numbersOf({id, orderId, otherIds = []}: TicketNumbers): readonly TicketId[] {
  return [...new Set([id, ...(orderId === undefined ? [] : [orderId]), ...otherIds])];
}

/** The case number for e-mail and file operations: the ticket's first number with the form of a case number. */
export function caseNumberOf(ticket: TicketNumbers): string | undefined {
  return numbersOf(ticket).map(withoutAccount).find(isCaseNumber);
}

/** The number by which it is an order; undefined for a case that is none. */
export function orderNumberOf(ticket: TicketNumbers): TicketId | undefined {
  return numbersOf(ticket)
    .map(withoutAccount)
    .find((id) => /^1-\d/.test(id));
}
