import {iso} from '../model.ts';
import {orderStatusOf, usDate, type OrderQuery, type OrderSearchResult} from '../order-history.ts';
import {orderReply} from '../orders/order-world.ts';
import {invalid} from '../refusal.ts';
import {readableTicket} from './find-ticket.ts';
import type {TicketRow} from '../history-row.ts';
import type {Handler} from './operation-context.ts';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  TROUBLE: 'Trouble',
  SMART_HANDS: 'Smart Hands',
  SHIPMENT: 'Shipment',
  WORK_VISIT: 'Work Visit',
  CROSS_CONNECT: 'Cross Connect',
};

export const searchOrders: Handler = ({body}, {orders, now, url}) => {
  const query = body as OrderQuery;
  checkDates(query);
  const result = orders.search(query, now());
  const totalPages = Math.ceil(result.total / result.size);
  const address = `${url()}/v1/retrieve-orders`;
  const page = {size: result.size, totalElements: result.total, totalPages, number: result.number};
  const content = result.rows.map((row) => orderItem(row, url()));
  return {status: 200, body: {content, links: linksOf(result, totalPages, address), page}};
};

/** Trouble tickets are orders, too. */
export const getOrder: Handler = ({params}, services) => {
  const id = params['orderId'] ?? '';
  return {status: 200, body: orderReply(services.otherOrders.find(id) ?? readableTicket(id, services))};
};

/** The schema knows the form mm/dd/yyyy; that the day exists is checked here. */
function checkDates({filters = {}}: OrderQuery): void {
  const problems = (['fromDate', 'toDate'] as const)
    .filter((name) => filters[name] !== undefined && usDate(filters[name]) === undefined)
    .map((name) => ({
      property: `filters.${name}`,
      reason: 'is not a day of the calendar',
      value: filters[name] ?? '',
    }));
  if (problems.length > 0) throw invalid(problems);
}

function linksOf(
  {number}: OrderSearchResult,
  totalPages: number,
  href: string,
): readonly {rel: string; href: string}[] {
  const rels = ['self', ...(number > 0 ? ['prev'] : []), ...(number + 1 < totalPages ? ['next'] : [])];
  return rels.map((rel) => ({rel, href}));
}

function orderItem(row: TicketRow, url: string): Record<string, unknown> {
  const {name, email, phone} = row.orderingContact;
  return {
    orderNumber: row.orderNumber,
    type: [row.productTypes.map((type) => TYPE_NAMES[type] ?? type).join(', ')],
    orderStatus: orderStatusOf(row.status),
    createdAt: iso(row.created).replace('.000Z', 'Z'),
    account: {accountNumber: accountNumber(row), accountName: row.accountName},
    orderingContact: {name, email, phone},
    notificationContact: {name, email, phone},
    ibx: row.ibx,
    customerReferenceNumbers: row.reference === undefined ? [] : [row.reference],
    links: [{rel: 'orderFullDetails', href: `${url}/colocations/v2/orders/${row.orderNumber ?? ''}`}],
    ...row.extra,
  };
}

/** A number on some accounts, as in the vendor's own examples. */
function accountNumber({accountNumber: number}: TicketRow): string | number {
  return number === '136008' ? 136_008 : number;
}
