import {ORDER_KINDS} from '../orders/other-orders.ts';
import type {TicketKind} from '../ticket.ts';

/** Every kind that a row of the list can have. */
export const TYPES: readonly TicketKind[] = ['TROUBLE', 'CASE', 'UNKNOWN', ...ORDER_KINDS];

const KINDS: Readonly<Record<string, readonly TicketKind[]>> = {
  ticket: ['TROUBLE', 'CASE', 'UNKNOWN'],
  trouble: ['TROUBLE'],
  case: ['CASE'],
  order: ORDER_KINDS,
  smarthands: ['SMART_HANDS'],
  workvisit: ['WORK_VISIT'],
  shipment: ['SHIPMENT'],
  crossconnect: ['CROSS_CONNECT'],
};

/** What `type:` takes. */
export const TYPE_WORDS: readonly string[] = Object.keys(KINDS);

/** The kinds that a word means, or those whose words begin so: a list does not go blank while one is typed. Empty: none. */
export function kindsOf(word: string): readonly TicketKind[] {
  const name = word.toLowerCase().replaceAll(/[-_]/g, '');
  const exact = KINDS[name] ?? KINDS[name.replace(/s$/, '')];
  if (exact !== undefined) return exact;
  return name === ''
    ? []
    : TYPE_WORDS.filter((known) => known.startsWith(name)).flatMap((known) => KINDS[known] ?? []);
}
