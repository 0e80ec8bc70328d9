import {systemTimers} from '../api/timers.ts';
import type {Poller} from './contracts.ts';
import {Settle} from './poller/settle.ts';

type Told = Pick<Poller, 'subscribe'>;

/** What the readers of several accounts tell within a moment is told once: the list over all of them is read once for it. */
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
