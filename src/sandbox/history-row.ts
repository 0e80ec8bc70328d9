import type {Status, StoredTicket} from './model.ts';

export type TicketRow = {
  /** Missing on cases that are no order: order history does not list those. */
  readonly orderNumber: string | undefined;
  readonly caseNumber: string | undefined;
  readonly status: Status;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly ibx: readonly string[];
  readonly productTypes: readonly string[];
  readonly reference: string | undefined;
  readonly purchaseOrders: readonly string[];
  readonly orderingContact: {
    readonly name: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly activityIds: readonly string[];
  readonly foreign: boolean;
  readonly extra?: Readonly<Record<string, unknown>>;
};

export function summaryOf(ticket: StoredTicket): TicketRow {
  return {
    orderNumber: ticket.orderNumber,
    caseNumber: ticket.caseNumber,
    status: ticket.status,
    created: Date.parse(ticket.createdDateTime),
    accountNumber: ticket.accountNumber,
    accountName: ticket.accountName,
    ibx: ticket.ibx,
    productTypes: ticket.productTypes,
    reference: ticket.customerReferenceId,
    purchaseOrders: ticket.purchaseOrders,
    orderingContact: orderingContactOf(ticket),
    activityIds: ticket.lines.flatMap((line) =>
      typeof line['activityId'] === 'string' ? [line['activityId']] : [],
    ),
    foreign: ticket.foreign === true,
    ...(ticket.orderExtra === undefined ? {} : {extra: ticket.orderExtra}),
  };
}

function orderingContactOf(ticket: StoredTicket): TicketRow['orderingContact'] {
  const contact = ticket.contacts.find(({type}) => type === 'ORDERING') ?? ticket.contacts[0];
  const detail = (type: string): string => contact?.details.find((entry) => entry.type === type)?.value ?? '';
  return {
    name: [contact?.firstName, contact?.lastName].filter(Boolean).join(' '),
    lastName: contact?.lastName ?? '',
    email: detail('EMAIL'),
    phone: detail('PHONE'),
  };
}
