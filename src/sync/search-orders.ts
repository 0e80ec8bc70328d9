import type {Api} from '../api/api.ts';
import type {OrderSearch} from '../domain/requests.ts';
import {LIMITS} from '../domain/limits.ts';
import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';

export type SearchOrdersDeps = {
  readonly api: Pick<Api, 'searchOrders'>;
  readonly store: Pick<Store, 'putSummaries' | 'row'>;
  readonly clock: Clock;
};

export type SearchWatch = {
  readonly signal: AbortSignal;
  /** No more pages once so many rows have come. */
  readonly limit?: number;
  /** Rows so far, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * What order history finds, in its order: all pages, 200 rows at a time, stored as well. The ids are those
 * by which the tickets are shown; two rows that are one ticket appear once. Throws an AppError.
 */
export async function searchOrders(
  {api, store, clock}: SearchOrdersDeps,
  search: OrderSearch,
  {signal, limit = Infinity, onProgress}: SearchWatch,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let page = 0; ; page += 1) {
    const wanted = {...search, page, size: LIMITS.pageSize};
    const {tickets, totalPages, totalElements} = await api.searchOrders(wanted, {signal});
    // Found, not new.
    store.putSummaries(tickets, clock.now(), {silent: true});
    ids.push(...tickets.map((ticket) => ticket.id));
    onProgress?.(Math.min(ids.length, totalElements), totalElements);
    if (tickets.length === 0 || page >= totalPages - 1 || ids.length >= limit) break;
  }
  return [...new Set(ids.flatMap((id) => store.row(id)?.id ?? []))];
}
