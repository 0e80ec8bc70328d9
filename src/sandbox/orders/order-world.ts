import {summaryOf, type TicketRow} from '../history-row.ts';
import {iso, type StoredTicket} from '../model.ts';

/** The orders that are no tickets. */
export type OrderWorld = {
  readonly rows: () => readonly TicketRow[];
  readonly find: (id: string) => StoredTicket | undefined;
  readonly put: (order: StoredTicket) => void;
  /** Changes with every `put`. */
  readonly version: () => number;
};

export function createOrderWorld(seeds: readonly StoredTicket[]): OrderWorld {
  const orders = new Map(seeds.map((order) => [order.orderNumber ?? '', order]));
  let rows = seeds.map(summaryOf);
  let version = 0;
  return {
    rows: () => rows,
    find: (id) => orders.get(id),
    put(order) {
      orders.set(order.orderNumber ?? '', order);
      rows = [...orders.values()].map(summaryOf);
      version += 1;
    },
    version: () => version,
  };
}

const STATUS: Readonly<Record<string, string>> = {SUBMITTED: 'RECEIVED', ACTION_REQUIRED: 'ON_HOLD'};

/** The reply of getOrder. By the vendor's example an array of one. */
export function orderReply(order: StoredTicket): readonly Record<string, unknown>[] {
  const {status, orderNumber, accountName, accountNumber, contacts, channel, lines, notes} = order;
  const final = order.finalScheduledDate;
  return [
    {
      orderId: orderNumber,
      accountName,
      accountNumber,
      contacts,
      status: STATUS[status] ?? status,
      createdDateTime: order.createdDateTime,
      updatedDateTime: order.updatedDateTime,
      ...(status === 'CLOSED' ? {closedDateTime: order.updatedDateTime} : {}),
      ...(final === undefined ? {} : {estimatedCompletionDateTime: final}),
      channel,
      subChannel: 'ECP',
      notes: notes.map(({id, createdDateTime, text, type}) => ({
        id,
        createdDateTime: iso(Date.parse(createdDateTime)),
        text,
        type: type === 'RESOLUTION_NOTES' ? 'TECHNICIAN_NOTES' : 'CUSTOMER_NOTES',
        author: type === 'RESOLUTION_NOTES' ? 'Service Desk' : 'Customer',
      })),
      ...(order.customerReferenceId === undefined ? {} : {customerReferenceId: order.customerReferenceId}),
      cancellable: order.cancellable,
      modifiable: order.modifiable,
      details: lines,
    },
  ];
}
