import {useCallback, useMemo, useSyncExternalStore} from 'react';
import useSWR from 'swr';
import {useServices} from './services.tsx';

/** Grows whenever this or another casedeck changed the store. */
function useStoreVersion(): number {
  const {store, poller, outbox} = useServices();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [poller.subscribe(listener), outbox.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
    [poller, outbox],
  );
  return useSyncExternalStore(subscribe, store.version, store.version);
}

/**
 * A value read from the store, there in the first frame. The store's version is part of the key, so
 * that a change is a new key: no frame ever shows what the cache still held.
 */
export function useStored<T>(name: string, parameters: readonly unknown[], read: () => T): T {
  const version = useStoreVersion();
  const key = JSON.stringify([name, version, ...parameters]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is new in every render; the key says what it reads
  const fallbackData = useMemo(read, [key]);
  const {data} = useSWR(key, read, {fallbackData, revalidateOnMount: false, revalidateIfStale: false});
  return data;
}
