import type {Clock} from '../domain/clock.ts';
import {duration} from '../text/time/dates.ts';
import type {Timers} from '../api/timers.ts';

const LOOK_MS = 5000;
/** Smaller corrections are everyday. */
const JUMP_MS = 2 * 60_000;

/**
 * Warns when this machine's clock jumps: shown ages depend on it, the outbox and stored data do not. Returns a function
 * that ends the watching.
 */
export function watchClock(clock: Clock, timers: Timers, tell: (words: string) => void): () => void {
  let last = clock.now();
  let timer: unknown;
  const look = () => {
    const now = clock.now();
    const jump = now - last - LOOK_MS;
    last = now;
    if (jump < -JUMP_MS) {
      tell(
        `This machine's clock was set back by ${duration(-jump) ?? ''}: ages may be wrong until everything is read again.`,
      );
    } else if (jump > JUMP_MS) {
      tell(
        `${duration(jump) ?? ''} have passed unseen (asleep, stopped, or the clock was set); everything is read again.`,
      );
    }
    timer = timers.setTimeout(look, LOOK_MS);
  };
  timer = timers.setTimeout(look, LOOK_MS);
  return () => timers.clearTimeout(timer);
}
