import type {Api} from '../api/api.ts';
import type {AppError} from '../errors.ts';
import type {OrderSearch} from '../domain/requests.ts';
import {LIMITS} from '../domain/limits.ts';
import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {createPageEnd} from './page-end.ts';

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
  /** The list ended before the service said so. */
  readonly onTrouble?: (trouble: AppError) => void;
};

/**
 * What order history finds, in its order: all pages, 200 rows at a time, stored as well. The ids are those
 * by which the tickets are shown; two rows that are one ticket appear once. Throws an AppError.
 */
export async function searchOrders(
  {api, store, clock}: SearchOrdersDeps,
  search: OrderSearch,
  {signal, limit = Infinity, onProgress, onTrouble}: SearchWatch,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const end = createPageEnd();
  for (let page = 0; ; page += 1) {
    const wanted = {...search, page, size: LIMITS.pageSize};
    const answer = await api.searchOrders(wanted, {signal});
    const {tickets, totalElements} = answer;
    // Found, not new.
    store.putSummaries(tickets, clock.now(), {silent: true});
    ids.push(...tickets.map((ticket) => ticket.id));
    onProgress?.(Math.min(ids.length, totalElements), totalElements);
    if (end.isLast(answer, page, LIMITS.pageSize) || ids.length >= limit) break;
  }
  const trouble = end.trouble();
  if (trouble !== undefined) onTrouble?.(trouble);
  return [...new Set(ids.flatMap((id) => store.row(id)?.id ?? []))];
}
