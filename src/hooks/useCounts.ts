import type {ViewCounts} from '../store/types.ts';
import {useServices} from './services.tsx';
import {useStored} from './useStored.ts';

/** How many tickets each view holds. */
export function useCounts(): ViewCounts {
  const {store} = useServices();
  return useStored('counts', [], () => store.counts());
}
