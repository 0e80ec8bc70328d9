import {primaryId, type StoredEmail, type StoredTicket} from './model.ts';

/** The reply of getTicket. */
export function ticketReply(ticket: StoredTicket): Record<string, unknown> {
  const attachments = ticket.attachments.map(({id, name, source}) => ({id, name, source}));
  const email = ticket.emails.map((item) => ({
    id: item.id,
    createdDateTime: item.createdDateTime,
    subject: item.subject,
    author_name: item.authorName,
    FromAddress: item.from,
    ToAddress: item.to,
  }));
  return {
    id: primaryId(ticket),
    accountNumber: ticket.accountNumber,
    accountName: ticket.accountName,
    ...(ticket.customerReferenceId === undefined ? {} : {customerReferenceId: ticket.customerReferenceId}),
    channel: ticket.channel,
    ...(ticket.orderNumber === undefined || ticket.bare === true ? {} : {orderId: ticket.orderNumber}),
    location: {ibx: ticket.ibx},
    status: ticket.status,
    contacts: ticket.contacts,
    notes: ticket.notes,
    attachments: ticket.nested === true ? [attachments] : attachments,
    email: ticket.nested === true ? [email] : email,
    createdDateTime: ticket.createdDateTime,
    otherDetails: otherDetails(ticket),
    ...ticket.extra,
  };
}

function otherDetails(ticket: StoredTicket): Record<string, unknown> {
  const final = ticket.finalScheduledDate;
  const termination = ticket.requestedTerminationDate;
  return {
    ...(ticket.contactUcmId === undefined ? {} : {contactUCMID: ticket.contactUcmId}),
    recordType: ticket.kind === 'CASE' ? 'GSD Case' : 'ECM',
    subChannel: 'ECP',
    ...(final === undefined ? {} : {finalScheduledDate: final}),
    category: ticket.category,
    subCategory: ticket.subCategory,
    description: ticket.description,
    updatedDateTime: ticket.updatedDateTime,
    updatedByFullName: ticket.updatedBy,
    ...(termination === undefined ? {} : {requestedTerminationDate: termination}),
    statusHistory: ticket.statusHistory,
    purchaseOrders: ticket.purchaseOrders,
    products: ticket.products,
    productOfferingCodes: ticket.productOfferingCodes,
    details: ticket.lines,
    additionalInfo: ticket.additionalInfo,
    modifiable: ticket.modifiable,
    reOpen: ticket.reOpen,
    cancellable: ticket.cancellable,
    respond: ticket.respond,
  };
}

/** The reply of getEmail; its time ends in `+0000`, as the vendor's sample does. */
export function emailReply(ticket: StoredTicket, email: StoredEmail): Record<string, unknown> {
  return {
    orderId: primaryId(ticket),
    createdDateTime: email.createdDateTime.replace(/Z$/, '+0000'),
    subject: email.subject,
    email_content: email.html,
    FromAddress: email.from,
    ToAddress: email.to,
    CCAddress: email.cc ?? '',
    ...email.extra,
  };
}
