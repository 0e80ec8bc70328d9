import {type FileOption, fileOptions, splitPath} from './file-options.ts';
import {useFolder} from '../../hooks/useFolder.ts';

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
