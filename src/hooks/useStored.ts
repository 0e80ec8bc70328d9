import {useCallback, useMemo, useSyncExternalStore} from 'react';
import {useServices} from './useServices.tsx';

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
 * A value read from the store, there in the first frame; read again when the store or a parameter
 * changed. `parameters` are all that `read` depends on beside the store.
 */
export function useStored<T>(parameters: readonly unknown[], read: () => T): T {
  const version = useStoreVersion();
  const key = JSON.stringify([version, ...parameters]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is new in every render; the key says what it reads
  return useMemo(read, [key]);
}
