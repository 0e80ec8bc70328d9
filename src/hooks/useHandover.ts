import type {StoredTicket} from '../store/types.ts';
import {handoverEntry, type HandoverEntry} from '../sync/handover.ts';
import {nextStepOf} from '../sync/next-steps.ts';
import {useServices} from './services.tsx';
import {useStored} from './useStored.ts';

/** What the next shift has to know of these tickets, in this order; ids that are not known are left out. */
export function useHandover(ids: readonly string[]): readonly HandoverEntry[] {
  const {store} = useServices();
  return useStored([ids], () => {
    const tickets = ids
      .map((id) => store.ticket(id))
      .filter((stored): stored is StoredTicket => stored !== undefined);
    return tickets.map((stored) => handoverEntry(stored, nextStepOf(store, stored.row.id)));
  });
}
