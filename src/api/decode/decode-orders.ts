import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {OrderPage} from '../api.ts';
import type {IbxLocation} from '../../domain/ticket/ticket-places.ts';
import {createReader, isJson, type Json, type Reader, toCount} from './decode.ts';
import {present} from '../../domain/present.ts';
import {orderKindOf} from '../../domain/orders/other-orders.ts';
import type {ListedTicket, OrderContact, OrderFacts, TicketKind} from '../../domain/ticket.ts';

/**
 * One page of order history; undefined if the answer is none. `size` is the requested page size: if the service does
 * not say whether there is more, a full page means yes. Rows without a number are left out. `of`: whether tickets or
 * other orders were asked for; for other orders, tickets are left out.
 */
export function decodeOrderPage(
  answer: unknown,
  size: number,
  of: 'tickets' | 'others' = 'tickets',
): OrderPage | undefined {
  if (!isJson(answer) || !Array.isArray(answer['content'])) return undefined;
  const rows = answer['content'].length;
  const tickets = answer['content']
    .flat()
    .flatMap((row: unknown) => (isJson(row) ? decodeOrder(row, of) : []));
  const info = isJson(answer['page']) ? answer['page'] : {};
  const page = toCount(info['number']) ?? 0;
  const totalElements = toCount(info['totalElements']);
  const guess = totalElements === undefined ? page + (rows >= size ? 2 : 1) : Math.ceil(totalElements / size);
  return {
    tickets,
    page,
    totalPages: toCount(info['totalPages']) ?? guess,
    totalElements: totalElements ?? page * size + rows,
  };
}

function decodeOrder(row: Json, of: 'tickets' | 'others'): readonly ListedTicket[] {
  const reader = createReader(row);
  const id = reader.line('orderNumber');
  // A number of nothing but control characters is none.
  if (id === undefined || id === '') return [];
  const references = reader.lines('customerReferenceNumbers') ?? [];
  // We guess that trouble tickets are called "Trouble"; no source says it.
  const types = reader.lines('type') ?? [];
  const kind = kindOf(types, of);
  if (kind === 'TROUBLE' && of === 'others') return [];
  const summary: ListedTicket = {
    id,
    kind,
    orderId: id,
    ibx: reader.lines('ibx') ?? [],
    ...present({
      status: reader.line('orderStatus'),
      ...accountOf(reader),
      customerReferenceId: references.length === 0 ? undefined : toSafeLine(references.join(', ')),
      createdDateTime: reader.dateTime('createdAt'),
      category: of === 'others' && types.length > 0 ? toSafeLine(types.join(', ')) : undefined,
    }),
  };
  return [{...summary, raw: JSON.stringify(row)}];
}

/** If tickets were asked for, no row is taken for another order, because that would be read only. */
function kindOf(types: readonly string[], of: 'tickets' | 'others'): TicketKind {
  const order = orderKindOf(types);
  if (order === undefined) return 'TROUBLE';
  return of === 'others' ? order : 'UNKNOWN';
}

/** What only order history says of a ticket, from the JSON of its row; undefined where that is none. */
export function decodeOrderFacts(json: string): OrderFacts | undefined {
  const row = parse(json);
  if (!isJson(row)) return undefined;
  const reader = createReader(row);
  for (const name of IN_SUMMARY) reader.lines(name);
  reader.dateTime('createdAt');
  accountOf(reader);
  const facts = {
    types: reader.lines('type') ?? [],
    ...present({status: reader.line('orderStatus'), submittedDate: reader.line('submittedDate')}),
    contacts: [
      ...decodeContact('ORDERING', reader.object('orderingContact')),
      ...decodeContact('NOTIFICATION', reader.object('notificationContact')),
    ],
    links: reader.objects('links', (link) => present({rel: link.line('rel'), href: link.line('href')})) ?? [],
  };
  // Last: what nobody read until then.
  return {...facts, other: reader.others()};
}

/** The page shows `{accountNumber, accountName}`; `{number, name}` and the bare number were seen, too. */
function accountOf(reader: Reader): Pick<ListedTicket, 'accountNumber' | 'accountName'> {
  const account = reader.object('account');
  return present({
    accountNumber: account?.line('accountNumber') ?? account?.line('number') ?? reader.line('account'),
    accountName: account?.line('accountName') ?? account?.line('name'),
  });
}

/** What the list shows already. */
const IN_SUMMARY = ['orderNumber', 'ibx', 'customerReferenceNumbers'];

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function decodeContact(role: OrderContact['role'], reader: Reader | undefined): readonly OrderContact[] {
  if (reader === undefined) return [];
  const contact = {name: reader.line('name'), email: reader.line('email'), phone: reader.line('phone')};
  return Object.values(contact).some((value) => value !== undefined) ? [{role, ...present(contact)}] : [];
}

/** The sites of order history; undefined where the answer is none. */
export function decodeIbxLocations(answer: unknown): readonly IbxLocation[] | undefined {
  const wrapped = isJson(answer) ? answer : {locations: answer};
  return createReader(wrapped).objects('locations', (reader) => {
    // The code alone where there is no address.
    const ibx = reader.object('ibx') ?? reader;
    const code = ibx.line('code') ?? reader.line('ibx');
    if (code === undefined) return undefined;
    return {
      code,
      ...present({
        metro: ibx.line('metro'),
        region: ibx.line('region'),
        country: ibx.line('country'),
        city: ibx.line('city'),
        state: ibx.line('state'),
        address: ibx.line('address'),
        postalCode: ibx.line('postalCode'),
      }),
      cages: reader.lines('cages') ?? [],
    };
  });
}
