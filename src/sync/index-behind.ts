import {AppError} from '../errors.ts';
import type {Timers} from '../api/timers.ts';
import type {Store} from '../store/store.ts';

/** The first frame and the first reads come before it. */
const FIRST_MS = 3000;
/** So many texts take a few milliseconds: no key waits for more. */
const PORTION = 50;
const BETWEEN_MS = 150;
const IDLE_MS = 5000;

/** Makes parts of words known to the search behind everything else. Returns what ends it. */
export function indexBehind(
  {store}: {readonly store: Pick<Store, 'indexParts'>},
  timers: Timers,
): () => void {
  const next = () => {
    let isMore = false;
    try {
      isMore = store.indexParts(PORTION);
    } catch (error) {
      // A store that fails is told of elsewhere.
      if (!(error instanceof AppError)) throw error;
    }
    timer = timers.setTimeout(next, isMore ? BETWEEN_MS : IDLE_MS);
  };
  let timer = timers.setTimeout(next, FIRST_MS);
  return () => timers.clearTimeout(timer);
}
