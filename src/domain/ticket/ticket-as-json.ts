import {splitId} from '../joined-id.ts';
import {negotiationJson} from '../orders/negotiation-as-json.ts';
import {noticeFacts} from '../notices/notice-as-json.ts';
import type {Ticket} from '../ticket.ts';
import type {Remark, StoredTicket, TicketRow} from '../records.ts';

/** A ticket as `--json` prints it; unknown values are left out. */
export type TicketJson = Readonly<Record<string, unknown>>;

/** The whole ticket, arrays included where they are known. */
export function ticketJson({
  ticket,
  row,
  remarks,
  negotiations,
  notices,
  snooze,
  claims,
  writing,
}: StoredTicket): TicketJson {
  return {
    ...summaryJson(ticket, row),
    contacts: ticket.contacts,
    notes: ticket.notes,
    attachments: ticket.attachments,
    emails: ticket.emails,
    statusHistory: ticket.statusHistory,
    lines: ticket.lines,
    products: ticket.products,
    productOfferingCodes: ticket.productOfferingCodes,
    purchaseOrders: ticket.purchaseOrders,
    recordType: ticket.recordType,
    subChannel: ticket.subChannel,
    contactUcmId: ticket.contactUcmId,
    additionalInfo: ticket.additionalInfo,
    other: ticket.other,
    order: ticket.order,
    negotiations: negotiations?.list.map(negotiationJson),
    ...(notices.length === 0 ? {} : {notices: notices.map(noticeFacts)}),
    ...(remarks.length === 0 ? {} : {remarks: remarks.map(remarkJson)}),
    ...(snooze === undefined ? {} : {snoozed: true}),
    claim: claimJson(claims),
    ...(writing.length === 0 ? {} : {writing: writing.map(writingJson)}),
    snoozedUntil: snooze?.until === undefined ? undefined : new Date(snooze.until).toISOString(),
    fetchedAt: row.fetchedAt === undefined ? undefined : new Date(row.fetchedAt).toISOString(),
  };
}

/** Who has it; undefined where nobody does. */
export function claimJson([first]: StoredTicket['claims']): TicketJson | undefined {
  return first === undefined ? undefined : {by: first.by, since: new Date(first.since).toISOString()};
}

/** A private note of ours, as every command prints it. */
export type RemarkJson = {
  readonly id: string;
  readonly by: string;
  readonly createdDateTime: string;
  readonly text: string;
};

/** A text that somebody of the team has begun; the text itself stays with them. */
function writingJson({by, kind, typedAt, seenAt}: StoredTicket['writing'][number]): TicketJson {
  return {by, kind, lastTyped: new Date(typedAt).toISOString(), lastSeen: new Date(seenAt).toISOString()};
}

/** A private note of ours. */
export function remarkJson({id, by, createdAt, text}: Remark): RemarkJson {
  return {id, by, createdDateTime: new Date(createdAt).toISOString(), text};
}

function summaryJson(ticket: Ticket, row: TicketRow): TicketJson {
  return {
    id: ticket.id,
    // Where several accounts are read, the id names the account.
    ...(row.account === undefined
      ? {}
      : {profile: row.account, number: splitId(ticket.id, [row.account]).number}),
    kind: ticket.kind,
    status: ticket.status,
    accountNumber: ticket.accountNumber,
    accountName: ticket.accountName,
    customerReferenceId: ticket.customerReferenceId,
    channel: ticket.channel,
    orderId: ticket.orderId,
    otherIds: ticket.otherIds,
    ibx: ticket.ibx,
    category: ticket.category,
    subCategory: ticket.subCategory,
    primaryId: ticket.primaryId,
    secondaryId: ticket.secondaryId,
    description: ticket.description,
    createdDateTime: ticket.createdDateTime,
    updatedDateTime: ticket.updatedDateTime,
    updatedBy: ticket.updatedBy,
    requestedTerminationDate: ticket.requestedTerminationDate,
    finalScheduledDate: ticket.finalScheduledDate,
    modifiable: ticket.modifiable,
    cancellable: ticket.cancellable,
    reOpen: ticket.reOpen,
    respond: ticket.respond,
    unread: row.unread,
  };
}
