import type {TicketSort} from '../../domain/records.ts';

/** The orders that the store can give a list. */
export const ORDERS: readonly TicketSort[] = ['attention', 'updated', 'created', 'status', 'ibx', 'id'];
