import type {ListQuery, TicketRow} from '../domain/records.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** The rows on screen, and no more of the list than that. */
export function useTicketPage(query: ListQuery, offset: number, limit: number): readonly TicketRow[] {
  const {store} = useServices();
  return useStored([query, offset, limit], () => store.page(query, offset, limit));
}
