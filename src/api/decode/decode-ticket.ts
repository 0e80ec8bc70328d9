import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {createReader, isJson, type Json, type Reader, splitAddresses, either} from './decode.ts';
import {present} from '../../domain/present.ts';
import {LIMITS, lengthProblem} from '../../domain/limits.ts';
import {orderKindOf} from '../../domain/orders/other-orders.ts';
import {
  KNOWN_STATUSES,
  type StatusChange,
  type Ticket,
  type TicketAttachment,
  type TicketContact,
  type TicketEmail,
  type TicketId,
  type TicketKind,
  type TicketNote,
  type TicketLine,
} from '../../domain/ticket.ts';

/** What an error's body has, and no ticket. */
const ERROR_KEYS = ['errorCode', 'errorMessage', 'error', 'errors'];
/** If the object has no ticket number, one of these fields shows that it is a ticket. */
const TELLING = ['otherDetails', 'notes', 'contacts', 'createdDateTime', 'accountNumber'];

/**
 * The answer of getTicket as a domain ticket; undefined if it is no ticket. Tolerant: unknown fields and values pass,
 * `attachments` and `email` may be nested, fields of `otherDetails` may stand outside it, an array of one is unwrapped.
 * `requestedId` is used if the id is missing.
 */
export function decodeTicket(answer: unknown, requestedId: string): Ticket | undefined {
  const json: unknown = Array.isArray(answer) ? answer.flat().find(isJson) : answer;
  return isJson(json) && isTicket(json) ? readTicket(json, toSafeLine(requestedId)) : undefined;
}

function readTicket(json: Json, requestedId: TicketId): Ticket {
  const reader = createReader(json);
  const more = reader.object('otherDetails') ?? createReader({});
  const id = (isNumber(json['id']) ? reader.line('id') : undefined) ?? requestedId;
  const ibx = reader.object('location')?.lines('ibx') ?? reader.lines('ibx') ?? [];
  const head = decodeHead(either(reader, more));
  const lines = Array.isArray(json['details']) ? either(more, reader) : more;
  const ticket: Ticket = {
    id,
    kind: readKind(reader, json['type']),
    ibx,
    ...head,
    // Whatever the answer calls it, the number that was asked for is one of its numbers.
    ...(id === requestedId || head.orderId === requestedId ? {} : {otherIds: [requestedId]}),
    ...decodeMore(either(more, reader)),
    ...present({lines: lines.objects('details', decodeLine)}),
  };
  const all = withNoteFiles(ticket);
  const other = reader.others();
  return other.length === 0 ? all : {...all, other};
}

/** TROUBLE or CASE where the service says so, in whatever form: `TROUBLE_TICKET`, `Case`. */
export function decodeKind(type: string | undefined): TicketKind {
  const word = /^(trouble|case)(?![a-z])/i.exec(type ?? '')?.[1]?.toUpperCase();
  return word === 'TROUBLE' || word === 'CASE' ? word : 'UNKNOWN';
}

/** A value of another form stays among the fields that no decoder reads: it may say more. */
function readKind(reader: Reader, type: unknown): TicketKind {
  const kind = decodeKind(typeof type === 'string' ? type : undefined);
  return typeof type === 'string' && type.toUpperCase() === kind ? decodeKind(reader.line('type')) : kind;
}

function isTicket(json: Json): boolean {
  if (json['otherDetails'] === undefined && ERROR_KEYS.some((key) => Object.hasOwn(json, key))) return false;
  if (isNumber(json['id']) || isNumber(json['orderId']) || isStatus(json['status'])) return true;
  return TELLING.some((key) => Object.hasOwn(json, key));
}

function isStatus(value: unknown): boolean {
  return KNOWN_STATUSES.some((status) => status === value);
}

function isNumber(value: unknown): boolean {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && lengthProblem(text, LIMITS.ticketId) === undefined;
}

/** Files that only a note names also belong to the ticket: they can be downloaded like the others. */
function withNoteFiles(ticket: Ticket): Ticket {
  const own = ticket.attachments ?? [];
  const more = (ticket.notes ?? []).flatMap(({attachments = []}) => attachments);
  const known = new Set(own.map(({id}) => id as string));
  const added = more.filter(({id}) => !known.has(id) && known.add(id));
  return added.length === 0 ? ticket : {...ticket, attachments: [...own, ...added]};
}

/**
 * The answer of getOrder in the form of a ticket: its fields are a ticket's, but for a few names. Undefined where it is
 * no order. `requestedId` stands in for a missing number.
 */
export function decodeOrderDetails(answer: unknown, requestedId: string): Ticket | undefined {
  const ticket = decodeTicket(answer, requestedId);
  if (ticket === undefined) return undefined;
  const lines = ticket.lines ?? [];
  const ibxs = [...new Set(lines.flatMap(({ibx}) => ibx ?? []))];
  return {
    ...ticket,
    kind: orderKindOf(lines.flatMap(({productType}) => productType ?? [])) ?? 'ORDER',
    ibx: ticket.ibx.length > 0 ? ticket.ibx : ibxs,
  };
}

type Fields = Omit<Reader, 'others'>;

function decodeHead(reader: Fields): Partial<Ticket> {
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

function decodeMore(more: Fields): Partial<Ticket> {
  return present({
    contactUcmId: more.line('contactUCMID'),
    recordType: more.line('recordType'),
    subChannel: more.line('subChannel'),
    finalScheduledDate: more.dateTime('finalScheduledDate') ?? more.dateTime('estimatedCompletionDateTime'),
    category: more.line('category'),
    subCategory: more.line('subCategory'),
    description: more.text('description'),
    primaryId: more.line('primaryId'),
    secondaryId: more.line('secondaryId'),
    updatedDateTime: more.dateTime('updatedDateTime'),
    updatedBy: more.line('updatedByFullName'),
    requestedTerminationDate: more.line('requestedTerminationDate'),
    statusHistory: more.objects('statusHistory', decodeStatusChange),
    purchaseOrders: more.lines('purchaseOrders'),
    products: more.lines('products'),
    productOfferingCodes: more.lines('productOfferingCodes'),
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
      availability: reader.line('availability'),
      timezone: reader.line('timezone'),
      type: reader.line('type'),
    }),
    details: details ?? [],
  };
}

function decodeNote(reader: Reader): TicketNote {
  const attachments = reader.objects('attachments', decodeAttachment);
  return {
    ...present({
      id: reader.line('id'),
      createdDateTime: reader.dateTime('createdDateTime'),
      type: reader.line('type'),
      author: reader.line('author'),
    }),
    text: reader.text('text') ?? toSafeText(''),
    ...(attachments === undefined || attachments.length === 0 ? {} : {attachments}),
  };
}

/** Without an id it cannot be fetched or recognised; then it stays among the unread fields. */
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

/** One entry of `otherDetails.details`. */
function decodeLine(reader: Reader): TicketLine {
  return {
    ...present({
      lineId: reader.line('lineId'),
      parentLineId: reader.line('parentLineId') ?? reader.line('parentlineId'),
      productType: reader.line('productType'),
      productOfferingCode: reader.line('productOfferingCode'),
      productCode: reader.line('productCode'),
      productName: reader.line('productName'),
      status: reader.line('status'),
      ibx: reader.line('ibx'),
      cage: reader.line('cage'),
      requestType: reader.line('requestType'),
      activityId: reader.line('activityId'),
      estimatedCompletion: reader.object('estimatedCompletion')?.dateTime('originalDateTime'),
      updatedDateTime: reader.dateTime('updatedDateTime'),
      reOpen: reader.flag('reOpen'),
      respond: reader.flag('respond'),
      modifiable: reader.flag('modifiable'),
      cancellable: reader.flag('cancellable'),
    }),
    purchaseOrder: reader.pairs('purchaseOrder') ?? [],
    additionalInfo: reader.pairs('additionalInfo') ?? [],
  };
}
