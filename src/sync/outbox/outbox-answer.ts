import type {Negotiation} from '../../domain/orders/negotiation.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {ApiError, AppError} from '../../errors.ts';
import {answerFieldsOf} from './outbox-check.ts';
import type {OutboxContext} from './outbox-context.ts';

/** How soon a list that was read here is read again by the poller, in milliseconds. */
const AGAIN_MS = 60_000;

/** What the order still asks, read now and kept. Throws an AppError where it cannot be read. */
export async function pendingOf(context: OutboxContext, item: OutboxItem): Promise<readonly Negotiation[]> {
  const {api, store, clock, reads} = context;
  const {orderId} = answerFieldsOf(item);
  const list = await api.listNegotiations(orderId, {signal: reads, tries: 1}).catch((error: unknown) => {
    if (error instanceof ApiError && error.code?.endsWith('2042252') === true) return [];
    throw error;
  });
  reads.throwIfAborted();
  try {
    const at = clock.now();
    store.putNegotiations(item.ticketId, list, {at, nextAt: at + AGAIN_MS});
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return list;
}
