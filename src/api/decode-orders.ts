import {toSafeLine} from '../text/to-safe-text.ts';
import type {IbxLocation, OrderPage} from './api.ts';
import {createReader, isJson, present, type Reader, toCount} from './decode.ts';
import type {TicketSummary} from './ticket.ts';

/**
 * One page of order history; undefined where the answer is none. `size` is the page size that was asked
 * for: it tells whether there is more where the service does not say. Rows without a number are left out.
 */
export function decodeOrderPage(answer: unknown, size: number): OrderPage | undefined {
  if (!isJson(answer) || !Array.isArray(answer['content'])) return undefined;
  const tickets = createReader(answer).objects('content', decodeOrder) ?? [];
  const rows = answer['content'].length;
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

function decodeOrder(reader: Reader): TicketSummary | undefined {
  const id = reader.line('orderNumber');
  if (id === undefined) return undefined;
  const account = reader.object('account');
  const references = reader.lines('customerReferenceNumbers') ?? [];
  // Texts for display; that trouble tickets are called "Trouble" is a guess, and elsewhere nothing says it.
  const isTrouble = (reader.lines('type') ?? []).some((type) => /\btrouble\b/i.test(type));
  return {
    id,
    kind: isTrouble ? 'TROUBLE' : 'UNKNOWN',
    orderId: id,
    ibx: reader.lines('ibx') ?? [],
    ...present({
      status: reader.line('orderStatus'),
      accountNumber: account?.line('accountNumber'),
      accountName: account?.line('accountName'),
      customerReferenceId: references.length === 0 ? undefined : toSafeLine(references.join(', ')),
      createdDateTime: reader.dateTime('createdAt'),
    }),
  };
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
