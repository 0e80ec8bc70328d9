import {useSyncExternalStore} from 'react';
import type {SyncStatus} from '../sync/contracts.ts';
import {useServices} from './useServices.tsx';

/** Where refreshing stands, for the header and the banner. */
export function useSyncStatus(): SyncStatus {
  const {poller} = useServices();
  return useSyncExternalStore(poller.subscribe, poller.status, poller.status);
}
