import type {OutboxItem, StoredTicket} from '../store/types.ts';
import {useServices} from './services.tsx';
import {useStored} from './useStored.ts';

export type TicketView = {
  readonly stored: StoredTicket | undefined;
  /** What was written here and the service does not show yet. */
  readonly outbox: readonly OutboxItem[];
};

/** A ticket as the store knows it. */
export function useTicket(id: string | undefined): TicketView {
  const {store} = useServices();
  return useStored('ticket', [id], () => ({
    stored: id === undefined ? undefined : store.ticket(id),
    outbox: id === undefined ? [] : store.outboxOf(id).filter((item) => !SETTLED.has(item.state)),
  }));
}

const SETTLED = new Set(['sent', 'withdrawn']);
