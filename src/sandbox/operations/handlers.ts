import {downloadAttachment, deleteAttachment, uploadAttachment} from './attachments.ts';
import type {Handler} from './operation-context.ts';
import {createTicket} from './create-ticket.ts';
import {getEmail} from './get-email.ts';
import {listOrderLocations, ticketLocations, ticketTypes} from './locations.ts';
import {answerNegotiation, listNegotiations} from './answer-negotiations.ts';
import {getAsset, searchAssets} from './answer-assets.ts';
import {findNotices, getNotice, searchNotices} from './answer-notices.ts';
import {getOrder, searchOrders} from './answer-orders.ts';
import {addCaseNote, addTicketNote, cancelTicket, getTicket} from './answer-tickets.ts';
import {token} from './token.ts';

/** By the operation ids of openapi.yaml. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['createTicket', createTicket],
  ['getTicket', getTicket],
  ['addCaseNote', addCaseNote],
  ['addTicketNote', addTicketNote],
  ['cancelTicket', cancelTicket],
  ['downloadAttachment', downloadAttachment],
  ['getEmail', getEmail],
  ['searchOrders', searchOrders],
  ['getOrder', getOrder],
  ['listOrderLocations', listOrderLocations],
  ['ticketLocations', ticketLocations],
  ['ticketTypes', ticketTypes],
  ['listNegotiations', listNegotiations],
  ['answerNegotiation', answerNegotiation],
  ['uploadAttachment', uploadAttachment],
  ['deleteAttachment', deleteAttachment],
  ['searchNotices', searchNotices],
  ['getNotice', getNotice],
  ['findNotices', findNotices],
  ['searchAssets', searchAssets],
  ['getAsset', getAsset],
  ['token', token],
]);
