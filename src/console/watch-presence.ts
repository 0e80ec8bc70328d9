import type {Timers} from '../api/timers.ts';
import {noteHere} from '../state/away.ts';
import type {Services} from '../state/services.ts';

/** A console that is killed was here until then, but for as long as this. */
const EVERY_MS = 60_000;

/** Notes that somebody is here, from now on and until the end. Returns what ends it. */
export function watchPresence({store, clock}: Pick<Services, 'store' | 'clock'>, timers: Timers): () => void {
  let timer: unknown;
  const look = () => {
    noteHere(store, clock.now());
    timer = timers.setTimeout(look, EVERY_MS);
  };
  look();
  return () => {
    timers.clearTimeout(timer);
    noteHere(store, clock.now());
  };
}
