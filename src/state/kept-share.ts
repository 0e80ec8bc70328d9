import {AppError} from '../errors.ts';
import type {Store} from '../store/store.ts';
import type {Nav} from './navigation.ts';

const NAME = 'console.share';

/** Where the border between list and detail pane was put at an earlier run. */
export function keptShare(store: Pick<Store, 'meta'>): Nav['share'] {
  const [right, below] = (store.meta(NAME) ?? '').split(' ').map(Number);
  return {...percent('right', right), ...percent('below', below)};
}

/** Keeps it for the next start. That a full disk or a read-only home has no room for it is no trouble. */
export function keepShare(store: Pick<Store, 'setMeta'>, {right = 0, below = 0}: Nav['share']): void {
  try {
    store.setMeta(NAME, `${right} ${below}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function percent(name: 'right' | 'below', value: number | undefined): Nav['share'] {
  return value !== undefined && value > 0 && value < 100 ? {[name]: value} : {};
}
