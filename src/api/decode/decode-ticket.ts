import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {createReader, isJson, type Json, type Reader, splitAddresses} from './decode.ts';
import {present} from '../../domain/present.ts';
import {decodeLine} from './decode-ticket-line.ts';
import type {
  StatusChange,
  Ticket,
  TicketAttachment,
  TicketContact,
  TicketEmail,
  TicketKind,
  TicketNote,
} from '../../domain/ticket.ts';

/** One of these at least makes an object a ticket, and not somebody else's JSON. */
const TELLING = ['id', 'status', 'createdDateTime', 'otherDetails', 'accountNumber', 'notes'];

/**
 * The answer of getTicket as a domain ticket; undefined where it is no ticket. Tolerant: unknown
 * fields and values pass, `attachments` and `email` may be nested, an array of one is unwrapped.
 * `requestedId` stands in for a missing id.
 */
export function decodeTicket(answer: unknown, requestedId: string): Ticket | undefined {
  const json: unknown = Array.isArray(answer) ? answer.flat().find(isJson) : answer;
  if (!isJson(json) || !isTicket(json)) return undefined;
  const reader = createReader(json);
  const more = reader.object('otherDetails');
  const id = reader.line('id') ?? toSafeLine(requestedId);
  const head = decodeHead(reader);
  const ticket: Ticket = {
    id,
    kind: decodeKind(reader.line('type')),
    ibx: reader.object('location')?.lines('ibx') ?? reader.lines('ibx') ?? [],
    ...head,
    // Whatever the answer calls it, the number that was asked for is one of its numbers.
    ...(id === requestedId || head.orderId === requestedId ? {} : {otherIds: [toSafeLine(requestedId)]}),
    ...(more === undefined ? {} : decodeMore(more)),
  };
  const other = reader.others();
  return other.length === 0 ? ticket : {...ticket, other};
}

/** TROUBLE or CASE where the service says so, whatever the case of its letters. */
export function decodeKind(type: string | undefined): TicketKind {
  const word = type?.toUpperCase();
  return word === 'TROUBLE' || word === 'CASE' ? word : 'UNKNOWN';
}

function isTicket(json: Json): boolean {
  return TELLING.some((key) => Object.hasOwn(json, key));
}

function decodeHead(reader: Reader): Partial<Ticket> {
  return present({
    accountNumber: reader.line('accountNumber'),
    accountName: reader.line('accountName'),
    customerReferenceId: reader.line('customerReferenceId'),
    channel: reader.line('channel'),
    orderId: reader.line('orderId'),
    status: reader.line('status'),
    contacts: reader.objects('contacts', decodeContact),
    notes: reader.objects('notes', decodeNote),
    attachments: reader.objects('attachments', decodeAttachment),
    emails: reader.objects('email', decodeEmail) ?? reader.objects('emails', decodeEmail),
    createdDateTime: reader.dateTime('createdDateTime'),
  });
}

function decodeMore(more: Reader): Partial<Ticket> {
  return present({
    contactUcmId: more.line('contactUCMID'),
    recordType: more.line('recordType'),
    subChannel: more.line('subChannel'),
    finalScheduledDate: more.dateTime('finalScheduledDate'),
    category: more.line('category'),
    subCategory: more.line('subCategory'),
    description: more.text('description'),
    updatedDateTime: more.dateTime('updatedDateTime'),
    updatedBy: more.line('updatedByFullName'),
    requestedTerminationDate: more.line('requestedTerminationDate'),
    statusHistory: more.objects('statusHistory', decodeStatusChange),
    purchaseOrders: more.lines('purchaseOrders'),
    products: more.lines('products'),
    productOfferingCodes: more.lines('productOfferingCodes'),
    lines: more.objects('details', decodeLine),
    additionalInfo: more.pairs('additionalInfo'),
    modifiable: more.flag('modifiable'),
    reOpen: more.flag('reOpen'),
    cancellable: more.flag('cancellable'),
    respond: more.flag('respond'),
  });
}

function decodeContact(reader: Reader): TicketContact {
  const details = reader.objects('details', (detail) =>
    present({type: detail.line('type'), value: detail.line('value')}),
  );
  return {
    ...present({
      firstName: reader.line('firstName'),
      lastName: reader.line('lastName'),
      registeredUser: reader.line('registeredUser'),
      type: reader.line('type'),
    }),
    details: details ?? [],
  };
}

function decodeNote(reader: Reader): TicketNote {
  return {
    ...present({
      id: reader.line('id'),
      createdDateTime: reader.dateTime('createdDateTime'),
      type: reader.line('type'),
      author: reader.line('author'),
    }),
    text: reader.text('text') ?? toSafeText(''),
  };
}

/** Without an id it cannot be fetched or told apart: then all of it is left among the unread. */
function decodeAttachment(reader: Reader): TicketAttachment | undefined {
  const id = reader.line('id');
  if (id === undefined) return undefined;
  return {id, ...present({name: reader.line('name'), source: reader.line('source')})};
}

function decodeEmail(reader: Reader): TicketEmail | undefined {
  const id = reader.line('id');
  if (id === undefined) return undefined;
  return {
    id,
    ...present({
      createdDateTime: reader.dateTime('createdDateTime'),
      subject: reader.line('subject'),
      authorName: reader.line('author_name'),
      from: reader.line('FromAddress'),
    }),
    to: splitAddresses(reader.line('ToAddress')),
  };
}

function decodeStatusChange(reader: Reader): StatusChange | undefined {
  const status = reader.line('status');
  if (status === undefined) return undefined;
  return {
    status,
    ...present({createdDateTime: reader.dateTime('createdDate') ?? reader.dateTime('createdDateTime')}),
  };
}
