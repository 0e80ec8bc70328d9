import {
  attachReferences,
  deleteAttachment,
  downloadAttachment,
  type Reference,
  uploadAttachment,
} from './attachments.ts';
import type {Handler, OperationRequest, Services} from './operation-context.ts';
import {createTicket} from './create-ticket.ts';
import {listOrderLocations, ticketLocations, ticketTypes} from './locations.ts';
import {findNotices, getNotice, searchNotices} from './answer-notices.ts';
import {getOrder, searchOrders} from './answer-orders.ts';
import {conflict, notFound, Refusal} from '../refusal.ts';
import {emailReply, ticketReply} from '../wire.ts';
import {caseOf, readableTicket} from './find-ticket.ts';
import {answer, type Answer, negotiationReply, pending} from '../negotiations/negotiation-world.ts';
import {isFinal, primaryId, type StoredTicket} from '../model.ts';
import {ASSETS, type SandboxAsset} from '../assets/asset-seeds.ts';
import {addCustomerNote, cancel} from '../world-changes.ts';
import {recordId} from '../random.ts';

type NoteBody = {readonly text: string; readonly attachments?: readonly Reference[]};

const getTicket: Handler = ({params}, services) => ({
  status: 200,
  body: ticketReply(readableTicket(params['id'] ?? '', services)),
});

const addTicketNote: Handler = (request, services) => {
  const ticket = readableTicket(request.params['id'] ?? '', services);
  addNote(ticket, request, services);
  if (ticket.quiet === true) return {status: 202, body: undefined};
  return {status: 200, body: {ticketId: primaryId(ticket), success: true}};
};

const addCaseNote: Handler = (request, services) => {
  const ticket = caseOf(request.params['caseNumber'] ?? '', services);
  const noteId = addNote(ticket, request, services);
  if (ticket.quiet === true) return {status: 200, body: undefined};
  const caseId = recordId(services.random, '500');
  return {status: 200, body: {result: {caseId, caseNotesId: noteId, caseNumber: ticket.caseNumber}}};
};

function addNote(ticket: StoredTicket, request: OperationRequest, services: Services): string {
  const {text, attachments = []} = request.body as NoteBody;
  // Nothing ties `modifiable` to answers: here the service takes them where it waits for one.
  if (isFinal(ticket.status) || (!ticket.modifiable && !ticket.respond)) {
    throw conflict(`${primaryId(ticket)} is ${ticket.status} and cannot be modified.`);
  }
  const files = attachReferences(attachments, request, services);
  const changed = addCustomerNote(ticket, {text: services.noteText(text), files}, services);
  services.world.put(changed);
  return changed.notes.at(-1)?.id ?? '';
}

const cancelTicket: Handler = ({params, body}, services) => {
  const ticket = readableTicket(params['id'] ?? '', services);
  const {reason} = body as {readonly reason: string};
  if (isFinal(ticket.status) || !ticket.cancellable) {
    throw conflict(`${primaryId(ticket)} is ${ticket.status} and cannot be cancelled.`);
  }
  services.world.put(cancel(ticket, reason, services));
  if (ticket.quiet === true) return {status: 204, body: undefined};
  return {status: 200, body: {status: 'OK'}};
};

type Search = {
  readonly filter?: {
    readonly ibxs?: readonly string[];
    readonly cages?: readonly string[];
    readonly productTypes?: readonly string[];
    readonly dateRange?: {readonly fromDate?: string; readonly toDate?: string};
  };
};

const searchAssets: Handler = ({body, query}) => {
  const {filter = {}} = body as Search;
  const {ibxs, cages, productTypes, dateRange = {}} = filter;
  const {fromDate = '', toDate = '9999'} = dateRange;
  const q = typeof query['q'] === 'string' ? query['q'].toUpperCase() : '';
  const isFound = (value: string) =>
    query['exactMatch'] === true ? value.toUpperCase() === q : value.toUpperCase().includes(q);
  const found = ASSETS.filter((asset) => numbersOf(asset).some(isFound))
    .filter(({ibx}) => ibxs === undefined || ibxs.includes(ibx ?? ''))
    .filter(({cage}) => cages === undefined || cages.includes(cage ?? ''))
    .filter(({productName}) => productTypes === undefined || productTypes.includes(productName))
    .filter(({installationDate: at}) => at >= fromDate && at <= toDate);
  const offset = Number(query['offset'] ?? 0);
  const limit = Number(query['limit'] ?? 20);
  const data = found.slice(offset, offset + limit).map(assetRow);
  return {status: 200, body: {data, page: {offset, limit, total: found.length}}};
};

const getAsset: Handler = ({params}) => {
  const asset = ASSETS.find(({assetNumber}) => assetNumber === params['assetId']);
  if (asset === undefined) throw notFound(`The asset ${params['assetId'] ?? ''}`);
  return {status: 200, body: {...assetRow(asset), productDetails: asset.productDetails}};
};

function numbersOf(asset: SandboxAsset): readonly string[] {
  const {assetNumber, serialNumber, orderNumber, cage, customerReferenceNumber, alsoFoundBy} = asset;
  return [assetNumber, serialNumber ?? '', orderNumber, cage ?? '', customerReferenceNumber, ...alsoFoundBy];
}

function assetRow({account, alsoFoundBy: _also, productDetails: _details, ...asset}: SandboxAsset): object {
  return {...asset, accountNumber: account.number, relatedAccountNumber: null, accountName: account.name};
}

const listNegotiations: Handler = ({params}, services) => {
  const order = orderOf(params['orderId'] ?? '', services);
  // A ticket that was never asked anything is no order to this API; that it is one with an empty list is as likely.
  if (order.negotiations === undefined) throw notFound(`The order ${params['orderId'] ?? ''}`);
  return {status: 200, body: pending(order).map(negotiationReply)};
};

const answerNegotiation: Handler = ({params, body}, services) => {
  const orderId = params['orderId'] ?? '';
  const order = orderOf(orderId, services);
  const given = body as Answer;
  if (!pending(order).some(({referenceId}) => referenceId === given.referenceId))
    throw new Refusal(409, 'EQ-2042252', `No pending negotiation ${given.referenceId} on ${orderId}.`);
  services.world.put(answer(order, given, services));
  return {status: 202, headers: {Location: `/orders/${orderId}`}, body: undefined};
};

function orderOf(orderId: string, services: Services): StoredTicket {
  const ticket = readableTicket(orderId, services);
  if (ticket.orderNumber !== orderId) throw notFound(`The order ${orderId}`);
  return ticket;
}

const getEmail: Handler = ({params}, services) => {
  const ticket = caseOf(params['caseNumber'] ?? '', services);
  const email = ticket.emails.find(({id}) => id === params['emailId']);
  if (email === undefined)
    throw notFound(`The email ${params['emailId'] ?? ''} of case ${ticket.caseNumber ?? ''}`);
  return {status: 200, body: emailReply(ticket, email)};
};

type TokenBody = {readonly client_id: string; readonly client_secret: string};

const token: Handler = ({body}, {auth}) => {
  // The body fits openapi.yaml: it was checked before.
  const {client_id: id, client_secret: secret} = body as TokenBody;
  return {status: 200, body: auth.token(id, secret)};
};

/** By the operation ids of openapi.yaml. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>(
  Object.entries({
    createTicket,
    getTicket,
    addCaseNote,
    addTicketNote,
    cancelTicket,
    downloadAttachment,
    getEmail,
    searchOrders,
    getOrder,
    listOrderLocations,
    ticketLocations,
    ticketTypes,
    listNegotiations,
    answerNegotiation,
    uploadAttachment,
    deleteAttachment,
    searchNotices,
    getNotice,
    findNotices,
    searchAssets,
    getAsset,
    token,
  }),
);
