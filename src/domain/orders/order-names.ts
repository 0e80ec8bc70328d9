import type {OrderSearch, OrderStatus} from '../requests.ts';

// What order history calls things, by the words that people use for them.

export const RANGES: Readonly<Record<string, string>> = {
  '7d': 'PAST_7_DAYS',
  '14d': 'PAST_14_DAYS',
  '30d': 'PAST_30_DAYS',
  '3m': 'PAST_3_MONTHS',
  '6m': 'PAST_6_MONTHS',
  '1y': 'PAST_YEAR',
};

export const SOURCES: Readonly<Record<string, string>> = {
  order: 'ORDER_NUMBER',
  po: 'PO_NUMBER',
  reference: 'CUSTOMER_REFERENCE_NUMBER',
  contact: 'CONTACT_LAST_NAME',
  case: 'SR_NUMBER',
  trouble: 'TROUBLE_TICKET_NUMBER',
  activity: 'WORK_ACTIVITY_NUMBER',
};

type SortName = NonNullable<OrderSearch['sort']>['name'];

export const SORTS: Readonly<Record<string, SortName>> = {
  created: 'CREATED_ON',
  account: 'ACCOUNT_NUMBER',
  contact: 'ORDERING_CONTACT',
};

export const STATUSES: readonly OrderStatus[] = [
  'ENTERED',
  'SUBMITTED',
  'IN_PROGRESS',
  'PENDING_QA',
  'CANCELLED',
  'CLOSED',
];

/** The status of order history that a word names: whole, or by one of its parts (`progress`); undefined for any other. */
export function orderStatusOf(word: string): OrderStatus | undefined {
  const wanted = word.toUpperCase().replaceAll(/[- ]/g, '_');
  return STATUSES.find((name) => name === wanted || name.split('_').includes(wanted));
}

/** `2026-01-31` as mm/dd/yyyy, which is how this API wants days. */
export function usDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${month}/${date}/${year}`;
}
