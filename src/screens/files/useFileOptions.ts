import {type FileOption, fileOptions, splitPath} from './file-options.ts';
import useSWR from 'swr';
import type {AppError} from '../../errors.ts';
import type {FolderListing} from '../../files/list-folder.ts';
import {useServices} from '../../hooks/useServices.tsx';

export type FileChoice = {readonly options: readonly FileOption[]; readonly remark: string | undefined};

/** What can be chosen for a typed path; undefined asks for nothing. */
export function useFileOptions(typed: string | undefined): FileChoice {
  const folder = typed === undefined ? undefined : splitPath(typed).folder;
  const {listing, error} = useFolder(folder === '' ? '.' : folder);
  if (typed === undefined) return {options: [], remark: undefined};
  if (error !== undefined) return {options: [], remark: error.message};
  if (listing === undefined) return {options: [], remark: 'Reading the folder…'};
  const left = listing.left > 0 ? `, and ${listing.left} more that are not listed` : '';
  return {options: fileOptions(typed, listing), remark: `in ${listing.path}${left}`};
}

type FolderView = {
  readonly listing: FolderListing | undefined;
  readonly error: AppError | undefined;
};

/** What a folder of this machine holds; undefined asks for nothing. */
function useFolder(folder: string | undefined): FolderView {
  const {files} = useServices();
  const {data, error} = useSWR<FolderListing, AppError>(
    folder === undefined ? null : ['folder', folder],
    ([, path]: readonly [string, string]) => files.list(path),
    {shouldRetryOnError: false, keepPreviousData: false},
  );
  return {listing: data, error};
}
