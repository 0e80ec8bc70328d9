import {useEffect} from 'react';
import useSWR from 'swr';
import type {AppError} from '../errors.ts';
import {useServices} from './useServices.tsx';
import {useLeaving} from './useLeaving.ts';

/** Older than this, an opened ticket is read again. */
const FRESH_MS = 15_000;

export type TicketReading = {readonly isReading: boolean; readonly error: AppError | undefined};

/** Reads an opened ticket from the service; the answer comes to the screen through the store. */
export function useTicketReading(id: string | undefined): TicketReading {
  const {store, poller, clock} = useServices();
  const leaving = useLeaving(id);
  const {isValidating, error, mutate} = useSWR<string, AppError>(
    id === undefined ? null : ['reading', id],
    async ([, ticketId]: readonly [string, string]) => {
      await poller.refresh(ticketId, leaving());
      return ticketId;
    },
    {revalidateOnMount: false, revalidateIfStale: false, shouldRetryOnError: false},
  );
  useEffect(() => {
    if (id === undefined) return;
    const fetchedAt = store.row(id)?.fetchedAt;
    if (fetchedAt === undefined || clock.now() - fetchedAt > FRESH_MS) void mutate();
  }, [id, store, clock, mutate]);
  return {isReading: isValidating, error: error?.kind === 'cancelled' ? undefined : error};
}
