import {useSyncExternalStore} from 'react';
import type {AppError} from '../errors.ts';
import {useServices} from './useServices.tsx';

export type StorageNews = {
  /** Why the last thing written here was not kept; undefined while all is. */
  readonly trouble: AppError | undefined;
  /** What happened to the database, in words. */
  readonly notice: string | undefined;
};

/** Whether what is written here is kept, and in which file. */
export function useStorageNews(): StorageNews {
  const {storage} = useServices();
  const trouble = useSyncExternalStore(storage.subscribe, storage.trouble, storage.trouble);
  const notice = useSyncExternalStore(storage.subscribe, storage.notice, storage.notice);
  return {trouble, notice};
}
