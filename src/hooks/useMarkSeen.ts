import {useEffect} from 'react';
import {useServices} from './useServices.tsx';

/** Marks what this frame showed as seen, once it has been drawn. */
export function useMarkSeen(ticketId: string | undefined, keys: readonly string[]): void {
  const {store, clock} = useServices();
  const joined = keys.join('\n');
  useEffect(() => {
    if (ticketId === undefined || joined === '') return;
    const unseen = store.ticket(ticketId)?.unseen ?? new Set();
    const shown = joined.split('\n').filter((key) => unseen.has(key));
    if (shown.length > 0) store.markSeen(ticketId, shown, clock.now());
  }, [ticketId, joined, store, clock]);
}
