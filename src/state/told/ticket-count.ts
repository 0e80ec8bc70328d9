import {ORDER_KINDS} from '../../domain/orders/other-orders.ts';
import {viewByName, VIEWS} from '../../domain/views.ts';
import type {Store} from '../../store/store.ts';

/** How many tickets a built-in view holds, without the orders that stand behind them. */
export function ticketCount(
  store: Pick<Store, 'count' | 'counts'>,
  view: 'open' | 'action' | 'unread' | 'all',
): number {
  const filter = {...viewByName(VIEWS, view)?.filter, kinds: ORDER_KINDS};
  return store.counts()[view] - store.count({filter, sort: 'id'});
}
