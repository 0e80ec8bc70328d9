import type {TicketRow} from '../../domain/records.ts';
import {useServices} from '../useServices.tsx';
import {useStored} from '../useStored.ts';

/** Rows of these tickets in this order; those that nobody knows are left out. */
export function useTicketRows(ids: readonly string[]): readonly TicketRow[] {
  const {store} = useServices();
  return useStored([ids], () => ids.flatMap((id) => store.row(id) ?? []));
}
