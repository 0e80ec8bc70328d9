import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {systemTimers, type Timers} from '../api/timers.ts';

/** The start is over: what it compiled has been kept for the next one (bin/casedeck.js), under V8's flags as they were. */
const AFTER_MS = 1500;
/** So long after a key its frame is drawn, and the next key is not there yet. */
const QUIET_MS = 40;

/**
 * Hands events over, and gives back what only the start needed, once, at a moment without any; from then on V8 keeps the space for new objects
 * small. It would let it grow to 32 MB, and a key needs half of one. Not at the very start: V8 takes no compiled code
 * that was kept under other flags, and that of Node's own modules was.
 */
export function settleBetween<Event>(
  onEvent: (event: Event) => void,
  {timers = systemTimers, settle}: {readonly timers?: Timers; readonly settle: () => void},
): (event: Event) => void {
  let isOver = false;
  let isDone = false;
  let quiet: unknown;
  const attempt = () => {
    if (!isOver || isDone || quiet !== undefined) return;
    isDone = true;
    settle();
  };
  timers.setTimeout(() => {
    isOver = true;
    attempt();
  }, AFTER_MS);
  return (event) => {
    onEvent(event);
    if (isDone) return;
    timers.clearTimeout(quiet);
    quiet = timers.setTimeout(() => {
      quiet = undefined;
      attempt();
    }, QUIET_MS);
  };
}

/** What only the start needed; and from now on the space for new objects stays small. */
export function giveBack(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // Else what is old may treble before it is looked through.
  setFlagsFromString('--heap-growing-percent=40');
  // Node has no other way to ask for it while it runs.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  setFlagsFromString('--no-expose-gc');
  collect({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
