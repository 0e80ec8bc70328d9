import type {Api} from '../../api/api.ts';
import type {Ticket} from '../../domain/ticket.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Store} from '../../store/store.ts';
import type {Priority} from '../../api/gate/gate.ts';

export type ReadTicketDeps = {
  readonly api: Pick<Api, 'getTicket'>;
  readonly store: Pick<Store, 'putTicket'>;
  readonly clock: Clock;
  /** Called when the store has what was read. */
  readonly onStored: (id: string, priority: Priority) => void;
};

/**
 * Reads one ticket in its turn and stores it. The request begins after this
 * call, never before: what the answer lacks was not there when this was called. Throws an AppError.
 */
export async function readTicket(
  deps: ReadTicketDeps,
  id: string,
  priority: Priority,
  signal: AbortSignal,
): Promise<Ticket> {
  const {api, store, clock} = deps;
  // Where nobody waits for it, the poller's next round is the next try.
  const tries = priority === 'user' ? {} : {tries: 1};
  const {ticket, raw} = await api.getTicket(id, {signal, priority, ...tries});
  signal.throwIfAborted();
  store.putTicket(ticket, raw, clock.now());
  deps.onStored(id, priority);
  return ticket;
}
