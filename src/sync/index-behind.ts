import {AppError} from '../errors.ts';
import type {Timers} from '../api/timers.ts';
import type {Store} from '../store/store.ts';

/** The first frame and the first reads come before it. */
const FIRST_MS = 3000;
/** So many texts take a few milliseconds, but now and then SQLite puts together what it has written before. */
const PORTION = 50;
const BETWEEN_MS = 150;
const IDLE_MS = 5000;
/** So long no key may have come. */
const QUIET_MS = 1000;

/**
 * Fills the search index of word parts in the background, but not while the user presses keys: `heard` returns how many
 * keys have come. Returns a function that ends it.
 */
export function indexBehind(
  {store}: {readonly store: Pick<Store, 'indexParts'>},
  timers: Timers,
  heard: () => number = () => 0,
): () => void {
  let before = heard();
  const next = () => {
    const keys = heard();
    if (keys !== before) {
      before = keys;
      timer = timers.setTimeout(next, QUIET_MS);
      return;
    }
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
