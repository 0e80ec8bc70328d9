import type {StoredTicket} from '../domain/records.ts';
import {handoverEntry, type HandoverEntry} from '../domain/handover-text.ts';
import {ordersLast} from '../domain/orders/other-orders.ts';
import {nextStepOf} from '../store/next-steps.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** What the next shift has to know of these tickets, in this order; ids that are not known are left out. */
export function useHandover(ids: readonly string[]): readonly HandoverEntry[] {
  const {store} = useServices();
  return useStored([ids], () => {
    const tickets = ids
      .map((id) => store.ticket(id))
      .filter((stored): stored is StoredTicket => stored !== undefined);
    return ordersLast(tickets, ({row}) => row.kind).map((stored) =>
      handoverEntry(stored, nextStepOf(store, stored.row.id)),
    );
  });
}
