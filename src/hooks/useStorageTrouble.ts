import {useSyncExternalStore} from 'react';
import type {AppError} from '../errors.ts';
import {useServices} from './useServices.tsx';

/** Why the last thing written here was not kept; undefined while all is. */
export function useStorageTrouble(): AppError | undefined {
  const {storage} = useServices();
  return useSyncExternalStore(storage.subscribe, storage.trouble, storage.trouble);
}
