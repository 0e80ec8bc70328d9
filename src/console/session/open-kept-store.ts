import {AppError} from '../../errors.ts';
import {openStore, type StoreOptions} from '../../store/open-store.ts';
import {ensurePrivateFolder} from '../../settings/paths.ts';
import type {Store} from '../../store/store.ts';
import type {StoreNotices} from '../../sync/guard-store.ts';
import {dirname} from 'node:path';

export type KeptStore = {
  readonly store: Store;
  /** Why nothing is kept: the database cannot be used, all is in memory. Undefined where it can. */
  readonly lost: AppError | undefined;
  readonly notices: StoreNotices;
};

/** A console waits for a command to end, but a command does not wait for a console. */
const PATIENCE_MS = 2000;

/**
 * Opens a profile's database. Where it cannot be used, throws an AppError `store`; with `goOn`, goes on
 * in memory instead, so that tickets can still be read.
 */
export function openKeptStore({goOn, ...options}: StoreOptions & {readonly goOn: boolean}): KeptStore {
  let notice: string | undefined;
  const listeners = new Set<() => void>();
  const notices: StoreNotices = {
    latest: () => notice,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const onNotice = ({message}: {readonly message: string}) => {
    notice = message;
    for (const listener of [...listeners]) listener();
  };
  try {
    if (options.file !== ':memory:') ensurePrivateFolder(dirname(options.file));
    const store = openStore({...options, onNotice, patienceMs: goOn ? PATIENCE_MS : 0});
    return {store, lost: undefined, notices};
  } catch (error) {
    if (!goOn || !(error instanceof AppError) || error.kind !== 'store') throw error;
    return {store: openStore({...options, file: ':memory:'}), lost: error, notices};
  }
}
