import useSWR from 'swr';
import type {AppError} from '../errors.ts';
import type {FolderListing} from '../files/list-folder.ts';
import {useServices} from './useServices.tsx';

export type FolderView = {
  readonly listing: FolderListing | undefined;
  readonly error: AppError | undefined;
};

/** What a folder of this machine holds; undefined asks for nothing. */
export function useFolder(folder: string | undefined): FolderView {
  const {files} = useServices();
  const {data, error} = useSWR<FolderListing, AppError>(
    folder === undefined ? null : ['folder', folder],
    ([, path]: readonly [string, string]) => files.list(path),
    {shouldRetryOnError: false, keepPreviousData: false},
  );
  return {listing: data, error};
}
