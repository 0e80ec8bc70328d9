import {type KeyValue, type Ticket, statusLabel} from '../../domain/ticket.ts';
import type {StoredTicket} from '../../domain/records.ts';

/** What the placeholders of a note's template stand for; undefined where the ticket does not say it. */
export function templateValues(
  {ticket, row}: StoredTicket,
  number: string = ticket.id,
): Readonly<Record<string, string | undefined>> {
  const cage = ticket.lines?.find((line) => line.cage !== undefined)?.cage;
  const account = [ticket.accountNumber, ticket.accountName].filter((part) => part !== undefined).join(' ');
  return {
    id: number,
    order: ticket.orderId,
    reference: ticket.customerReferenceId,
    status: ticket.status === undefined ? undefined : statusLabel(ticket.status),
    ibx: ticket.ibx.join(', '),
    cage,
    cabinet: infoOf(ticket, /cabinet/i),
    asset: infoOf(ticket, /asset|serial|circuit|device/i),
    category: ticket.category,
    subcategory: ticket.subCategory,
    account,
    summary: row.summary,
  };
}

/** The service has no field of its own for these: they come as pairs of a name and a value. */
function infoOf(ticket: Ticket, name: RegExp): string | undefined {
  const pairs: readonly KeyValue[] = [
    ...(ticket.lines ?? []).flatMap((line) => line.additionalInfo),
    ...(ticket.additionalInfo ?? []),
  ];
  return pairs.find(({key}) => name.test(key))?.value;
}
