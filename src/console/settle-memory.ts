import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {systemTimers, type Timers} from '../api/timers.ts';

/** By then the start is over, and its compiled code was saved for the next one (bin/casedeck.js), under V8's first flags. */
const AFTER_MS = 1500;
/** This long after a key its frame is drawn, and the next key has usually not come. */
const QUIET_MS = 40;

/**
 * Passes events on. Once, at an idle moment, it also frees what only the start needed; from then on V8's space for new
 * objects stays small. V8 would let it grow to 32 MB, and a key needs half a MB. It cannot be set earlier: V8 refuses
 * compiled code that was saved under other flags, also that of Node's own modules.
 */
export function freeMemoryWhenIdle<Event>(
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

/** Frees what only the start needed; from now on the space for new objects stays small. */
export function freeMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // Otherwise old objects may grow to three times their size before they are collected.
  setFlagsFromString('--heap-growing-percent=40');
  // Node has no other way to ask for it while it runs.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  setFlagsFromString('--no-expose-gc');
  collect({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
