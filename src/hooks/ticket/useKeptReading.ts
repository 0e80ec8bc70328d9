import useSWR from 'swr';
import type {AppError} from '../../errors.ts';
import {keepReading, keptReading, type Kept} from '../../state/kept-reading.ts';
import {useServices} from '../useServices.tsx';
import {useLeaving, useUnlessLeft} from '../useLeaving.ts';

export type KeptReading<T> = {
  readonly value: T | undefined;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number | undefined;
  readonly error: AppError | undefined;
};

/**
 * Something that seldom changes, read from the service when it is older than `freshMs` and kept in the
 * store: without the service, what was read last is there. Without a name nothing is read.
 */
export function useKeptReading<T>(
  name: string | undefined,
  freshMs: number,
  read: (signal: AbortSignal) => Promise<T>,
): KeptReading<T> {
  const {store, clock} = useServices();
  const stored = () => keptReading<T>(store, name ?? '');
  const leaving = useLeaving(name);
  const {data, error, mutate} = useSWR<Kept<T>, AppError>(
    name === undefined ? null : ['kept', name],
    async () => {
      const kept = stored();
      const age = kept === undefined ? Infinity : clock.now() - kept.at;
      if (kept !== undefined && age >= 0 && age < freshMs) return kept;
      const now = {at: clock.now(), value: await read(leaving())};
      keepReading(store, name ?? '', now);
      return now;
    },
    {shouldRetryOnError: false, revalidateIfStale: false},
  );
  const shown = data ?? (name === undefined ? undefined : stored());
  return {value: shown?.value, readAt: shown?.at, error: useUnlessLeft(name, error, mutate)};
}
