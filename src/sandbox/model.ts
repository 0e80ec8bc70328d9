export const STATUSES = [
  'SUBMITTED',
  'IN_PROGRESS',
  'ACTION_REQUIRED',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
] as const;
export type Status = (typeof STATUSES)[number];

export type Contact = {
  readonly registeredUser?: string;
  readonly availability?: string;
  readonly timezone?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly type: string;
  readonly details: readonly {readonly type: string; readonly value: string}[];
};

export type Note = {
  readonly id: string;
  readonly createdDateTime: string;
  readonly text: string;
  readonly type: 'RESOLUTION_NOTES' | 'CUSTOMER_NOTES';
};

/** Text as it is, or so many bytes made up when they are asked for. */
export type FileContent =
  | {readonly text: string}
  | {readonly bytes: Uint8Array}
  | {readonly generated: number};

export type StoredAttachment = {
  readonly id: string;
  readonly name: string;
  readonly source: 'CUSTOMER' | 'EQUINIX';
  readonly content: FileContent;
  /** Its download names it in full, says `attachment` alone, or nothing at all. */
  readonly disposition?: 'bare' | 'none' | undefined;
};

export type StoredEmail = {
  readonly id: string;
  readonly createdDateTime: string;
  readonly subject: string;
  readonly authorName: string;
  readonly from: string;
  readonly to: string;
  readonly cc?: string;
  readonly html: string;
  /** Fields that no published page names, as a ticket's. */
  readonly extra?: Readonly<Record<string, unknown>>;
};

/** What an order asks its customer; times in milliseconds since 1970. */
export type StoredNegotiation = {
  readonly referenceId: string;
  readonly message: string;
  readonly expedited: boolean;
  readonly created: number;
  readonly requested: number;
  readonly proposed: number;
  readonly expires: number;
  /** The action that answered it, or EXPIRED. */
  readonly answered?: string;
};

export type Line = Readonly<Record<string, unknown>>;

export type StatusChange = {readonly status: Status; readonly createdDate: string};

/** A ticket as the service keeps it; `wire.ts` turns it into the API's reply. Times are ISO 8601 in UTC. */
export type StoredTicket = {
  readonly kind: 'TROUBLE' | 'CASE';
  /** `1-…`, where the ticket is an order. */
  readonly orderNumber?: string;
  /** Eight digits, where the ticket is a case. */
  readonly caseNumber?: string;
  /** Further numbers that find it, such as `5-…`. */
  readonly otherNumbers?: readonly string[];
  /** Its reply says one number and never `orderId`. */
  readonly bare?: true;
  /** Notes and cancellations are taken with an empty answer. */
  readonly quiet?: true;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly customerReferenceId?: string;
  readonly channel: string;
  readonly ibx: readonly string[];
  status: Status;
  /** Order history's product types, e.g. TROUBLE. */
  readonly productTypes: readonly string[];
  readonly contacts: readonly Contact[];
  notes: readonly Note[];
  attachments: readonly StoredAttachment[];
  emails: readonly StoredEmail[];
  readonly createdDateTime: string;
  updatedDateTime: string;
  updatedBy: string;
  readonly category: string;
  readonly subCategory: string;
  readonly description: string;
  statusHistory: readonly StatusChange[];
  lines: readonly Line[];
  /** Absent: it was never asked anything. */
  readonly negotiations?: readonly StoredNegotiation[];
  readonly purchaseOrders: readonly string[];
  readonly products: readonly string[];
  readonly productOfferingCodes: readonly string[];
  readonly additionalInfo: readonly {readonly key: string; readonly value: string | boolean}[];
  readonly contactUcmId?: string;
  readonly finalScheduledDate?: string;
  readonly requestedTerminationDate?: string;
  cancellable: boolean;
  modifiable: boolean;
  reOpen: boolean;
  respond: boolean;
  /** Attachments and e-mails go out as arrays in an array, which the vendor's page declares. */
  readonly nested?: true;
  /** Fields of the reply that no published page names: a client must bear them. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** The same for its row in order history. */
  readonly orderExtra?: Readonly<Record<string, unknown>>;
  /** Belongs to another organisation: reading it is refused. */
  readonly foreign?: true;
};

export function primaryId(ticket: StoredTicket): string {
  return ticket.caseNumber ?? ticket.orderNumber ?? '';
}

export function isFinal(status: Status): boolean {
  return status === 'CLOSED' || status === 'CANCELLED';
}

/** ISO 8601 in UTC with milliseconds. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
