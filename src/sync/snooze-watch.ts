import type {Clock} from '../domain/clock.ts';
import type {Timers} from '../api/timers.ts';
import type {Store} from '../store/store.ts';

const LOOK_MS = 10_000;

/** Brings snoozed tickets back on time, and says which. Returns what ends the watching. */
export function watchSnoozes(
  {clock, store}: {readonly clock: Clock; readonly store: Pick<Store, 'endSnoozes'>},
  timers: Timers,
  tell: (words: string) => void,
): () => void {
  let timer: unknown;
  const look = () => {
    timer = timers.setTimeout(look, LOOK_MS);
    const back = store.endSnoozes(clock.now());
    if (back.length > 0) tell(`Back in the list, as you wanted it by now: ${back.join(', ')}.`);
  };
  timer = timers.setTimeout(look, LOOK_MS);
  return () => timers.clearTimeout(timer);
}
