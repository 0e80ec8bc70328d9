import {useEffect} from 'react';
import useSWR from 'swr';
import {AppError} from '../../errors.ts';
import {useServices} from '../useServices.tsx';
import {useLeaving} from '../useLeaving.ts';
import {useStored} from '../useStored.ts';

/** Older than this, an opened ticket is read again. */
const FRESH_MS = 15_000;

/** When each failure happened. */
const failedAt = new WeakMap<AppError, number>();

export type TicketReading = {readonly isReading: boolean; readonly error: AppError | undefined};

/** Reads an opened ticket from the service; the answer comes to the screen through the store. */
export function useTicketReading(id: string | undefined): TicketReading {
  const {store, poller, clock} = useServices();
  const leaving = useLeaving(id);
  const {isValidating, error, mutate} = useSWR<string, AppError>(
    id === undefined ? null : ['reading', id],
    async ([, ticketId]: readonly [string, string]) => {
      try {
        await poller.read(ticketId, leaving());
      } catch (cause) {
        if (cause instanceof AppError) failedAt.set(cause, clock.now());
        throw cause;
      }
      return ticketId;
    },
    {revalidateOnMount: false, revalidateIfStale: false, shouldRetryOnError: false},
  );
  useEffect(() => {
    if (id === undefined) return;
    const fetchedAt = store.row(id)?.fetchedAt;
    if (fetchedAt === undefined || clock.now() - fetchedAt > FRESH_MS) void mutate();
  }, [id, store, clock, mutate]);
  // Somebody has read it since: the failure is over.
  const fetchedAt = useStored([id], () => (id === undefined ? undefined : store.row(id)?.fetchedAt));
  const isOver =
    error?.kind === 'cancelled' ||
    (error !== undefined && (fetchedAt ?? 0) > (failedAt.get(error) ?? Infinity));
  return {isReading: isValidating, error: isOver ? undefined : error};
}
