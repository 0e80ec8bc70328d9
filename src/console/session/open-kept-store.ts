import {AppError} from '../../errors.ts';
import {openStore, type StoreOptions} from '../../store/open-store.ts';
import {ensurePrivateFolder} from '../../settings/paths.ts';
import type {Store} from '../../store/store.ts';
import {dirname} from 'node:path';

export type KeptStore = {
  readonly store: Store;
  /** Why nothing is kept: the database cannot be used, all is in memory. Undefined where it can. */
  readonly lost: AppError | undefined;
  /** What happened to a damaged database. */
  readonly notice: string | undefined;
};

/**
 * Opens a profile's database. Where it cannot be used, throws an AppError `store`; with `goOn`, goes on
 * in memory instead, so that tickets can still be read.
 */
export function openKeptStore({goOn, ...options}: StoreOptions & {readonly goOn: boolean}): KeptStore {
  let notice: string | undefined;
  try {
    if (options.file !== ':memory:') ensurePrivateFolder(dirname(options.file));
    const store = openStore({...options, onNotice: ({message}) => (notice = message)});
    return {store, lost: undefined, notice};
  } catch (error) {
    if (!goOn || !(error instanceof AppError) || error.kind !== 'store') throw error;
    return {store: openStore({...options, file: ':memory:'}), lost: error, notice: undefined};
  }
}
