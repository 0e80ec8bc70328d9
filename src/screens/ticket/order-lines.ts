import {type OrderContact, type OrderFacts, statusWords} from '../../domain/ticket.ts';
import type {Line} from '../../components/lines.ts';
import {section} from './section.ts';

const ROLES: Readonly<Record<OrderContact['role'], string>> = {
  ORDERING: 'Ordered by',
  NOTIFICATION: 'Kept informed',
};

/** What only order history says of a ticket. */
export function orderLines(order: OrderFacts | undefined, width: number): readonly Line[] {
  if (order === undefined) return [];
  const contacts = order.contacts.map(
    ({role, name, email, phone}) =>
      [ROLES[role], [name, email, phone].filter((part) => part !== undefined).join(', ')] as const,
  );
  return section(
    'Order history',
    [
      ['Type', order.types.join(', ')],
      ['Status there', order.status && statusWords(order.status)],
      ['Submitted', order.submittedDate],
      ...contacts,
      ...order.links.map(({rel, href}) => [`Link ${rel ?? ''}`.trimEnd(), href] as const),
      ...order.other.map(({key, value}) => [key, value] as const),
    ],
    width,
  );
}
