import {delay, systemTimers} from './timers.ts';

/** Waits where needed so that no more than `perSecond` requests begin in a second. */
export function createPace(perSecond: number, signal: AbortSignal): () => Promise<void> {
  let free = 0;
  return async () => {
    const now = performance.now();
    const waitMs = free - now;
    free = Math.max(free, now) + 1000 / perSecond;
    if (waitMs > 0) await delay(systemTimers, waitMs, signal);
  };
}
