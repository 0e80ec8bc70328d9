import {useEffect, useRef, useState} from 'react';
import {useServices} from './useServices.tsx';

/** Two changes closer together than this belong to a run (a held key). */
const RUN_MS = 300;
/** How long a run must rest before its last value counts. */
const REST_MS = 160;

/** The value at once, but during a run of changes only its last one, when the run has ended. */
export function useSettled<T>(value: T): T {
  const {clock} = useServices();
  const [settled, setSettled] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = clock.now();
    const isRun = now - changedAt.current < RUN_MS;
    changedAt.current = now;
    if (!isRun) {
      setSettled(value);
      return undefined;
    }
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value, clock]);
  return settled;
}
