import {AppError} from '../errors.ts';
import type {Millis} from '../domain/records.ts';
import type {Store} from '../store/store.ts';

/** When a console was last open here, and when one was left for long. */
const HERE = 'console.here';
const LEFT = 'console.left';
/** Who was away for less knows what there was. */
const LONG_MS = 3_600_000;
const HALF_A_DAY_MS = 12 * LONG_MS;

type AwayStore = Pick<Store, 'meta' | 'changeMeta'>;

/** Records that somebody is here. A full disk does not matter. */
export function recordPresence(store: AwayStore, now: Millis): void {
  keep(store, HERE, now);
}

/** Since when nobody was here, if that is an hour or more; undefined if it is less, or at the first start. */
export function awaySince(store: AwayStore, now: Millis): Millis | undefined {
  const here = momentIn(store.meta(HERE));
  recordPresence(store, now);
  if (here === undefined || now - here < LONG_MS) return undefined;
  keep(store, LEFT, here);
  return here;
}

/** When the console was last left for an hour or more; if never, half a day ago. */
export function lastLeft(store: Pick<Store, 'meta'>, now: Millis): Millis {
  return momentIn(store.meta(LEFT)) ?? now - HALF_A_DAY_MS;
}

function momentIn(text: string | undefined): Millis | undefined {
  const at = Number(text ?? Number.NaN);
  return Number.isFinite(at) && at > 0 ? at : undefined;
}

function keep(store: AwayStore, name: string, at: Millis): void {
  try {
    store.changeMeta(name, () => ({kept: String(at), result: undefined}));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
