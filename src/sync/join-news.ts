import {systemTimers} from '../api/timers.ts';
import type {Poller} from './contracts.ts';
import {Settle} from './poller/settle.ts';

type Told = Pick<Poller, 'subscribe'>;

/** Collects news of several accounts for a moment, so that the joined list is read only once for all of it. */
export function joinNews(
  pollers: readonly Told[],
  timers = systemTimers,
): Told & {readonly stop: () => void} {
  const listeners = new Set<() => void>();
  const settle = new Settle(timers, () => {
    for (const listener of [...listeners]) listener();
  });
  let stops: readonly (() => void)[] = [];
  return {
    subscribe(listener) {
      if (listeners.size === 0) stops = pollers.map((poller) => poller.subscribe(() => settle.onScreen()));
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
      };
    },
    stop: () => settle.clear(),
  };
}
