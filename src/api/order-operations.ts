import type {Api} from './api.ts';
import type {OrderSearch} from '../domain/requests.ts';
import {decodeTicketLocations, decodeTicketTypes} from './decode/decode-locations.ts';
import {decodeIbxLocations, decodeOrderPage} from './decode/decode-orders.ts';
import {decodeOrderDetails} from './decode/decode-ticket.ts';
import {LIMITS} from '../domain/limits.ts';
import {answerProblems, idProblems, refuseProblems} from '../domain/new-ticket/check-request.ts';
import {callForJson, expectDecoded, type OperationDeps} from './operations.ts';
import type {components} from './schema.d.ts';
import {decodeNegotiations} from './decode/decode-negotiations.ts';
import {confirmAnswered} from './decode/decode-outcome.ts';

type OrderOperations = Pick<
  Api,
  'searchOrders' | 'getOrder' | 'listOrderLocations' | 'ticketLocations' | 'ticketTypes'
>;
type SearchBody = components['schemas']['OrderSearchRequest'];

/** The operations of order history and of the older trouble-ticket API; all of them only read. */
export function createOrderOperations(deps: OperationDeps): OrderOperations {
  return {
    searchOrders: async (search, options) => {
      const body = searchBody(search);
      const {json} = await callForJson(deps, 'searchOrders', {body}, options);
      const others = search.productTypes !== undefined && !search.productTypes.includes('TROUBLE');
      const size = body.page?.size ?? LIMITS.pageSize;
      const page = decodeOrderPage(json, size, others ? 'others' : 'tickets');
      return expectDecoded(page, 'searchOrders', 'a page of orders', json);
    },
    getOrder: async (id, options) => {
      refuseProblems(idProblems('id', id, LIMITS.ticketId), 'The question for this order');
      const {json, text} = await callForJson(deps, 'getOrder', {params: {path: {orderId: id}}}, options);
      const ticket = expectDecoded(decodeOrderDetails(json, id), 'getOrder', 'an order', json);
      deps.watch.readTicket(ticket, 'getOrder');
      return {ticket, raw: text};
    },
    listOrderLocations: async (options) => {
      const {json} = await callForJson(deps, 'listOrderLocations', {}, options);
      return expectDecoded(decodeIbxLocations(json ?? []), 'listOrderLocations', 'a list of sites', json);
    },
    ticketLocations: async (options = {}) => {
      const query = {detail: true, ...(options.ibxs === undefined ? {} : {ibxs: [...options.ibxs]})};
      const {json} = await callForJson(deps, 'ticketLocations', {params: {query}}, options);
      return expectDecoded(decodeTicketLocations(json ?? []), 'ticketLocations', 'a list of places', json);
    },
    ticketTypes: async (options = {}) => {
      const query = options.category === undefined ? {} : {category: options.category};
      const {json} = await callForJson(deps, 'ticketTypes', {params: {query}}, options);
      return expectDecoded(decodeTicketTypes(json), 'ticketTypes', 'a list of problem codes', json);
    },
  };
}

/** The JSON of a search: only what was asked for, and the largest page where no size was. */
function searchBody(search: OrderSearch): SearchBody {
  const {
    ibxs,
    productTypes,
    orderStatus,
    dateRange,
    fromDate,
    toDate,
    q,
    source,
    sort,
    page = 0,
    size = LIMITS.pageSize,
  } = search;
  const filters = given({ibxs, productTypes, orderStatus, dateRange, fromDate, toDate});
  const body = {
    ...(Object.keys(filters).length === 0 ? {} : {filters}),
    ...given({q, source}),
    ...(sort === undefined ? {} : {sorts: [sort]}),
    page: {number: page, size: Math.min(size, LIMITS.pageSize)},
  };
  // Any text is accepted for product types and sources, because the vendor's lists may have grown.
  return body;
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  const isGiven = (value: unknown) =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}

type NegotiationOperations = Pick<Api, 'listNegotiations' | 'answerNegotiation'>;

/** The operations on what an order asks its customer. See {@link Api} for each. */
export function createNegotiationOperations(deps: OperationDeps): NegotiationOperations {
  return {
    listNegotiations: async (orderId, options) => {
      refuseProblems(idProblems('orderId', orderId, LIMITS.orderId), 'The question for this order');
      const init = {params: {path: {orderId}}};
      const {json} = await callForJson(deps, 'listNegotiations', init, options);
      const found = decodeNegotiations(json);
      const list = expectDecoded(found, 'listNegotiations', 'a list of questions', json);
      for (const negotiation of list) deps.watch.readNegotiation(negotiation);
      return list;
    },
    answerNegotiation: async (orderId, answer, options) => {
      refuseProblems(idProblems('orderId', orderId, LIMITS.orderId), 'The answer');
      refuseProblems(answerProblems(answer), 'The answer');
      const {referenceId, action, reason} = answer;
      const body = {referenceId, action, ...(reason === undefined ? {} : {reason})};
      const init = {params: {path: {orderId}}, body};
      const {json, status} = await callForJson(deps, 'answerNegotiation', init, options);
      confirmAnswered({operation: 'answerNegotiation', json, status});
    },
  };
}
