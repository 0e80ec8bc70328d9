import {useEffect, useReducer} from 'react';

/** Renders again every `ms`, for what depends on the time; costs no bytes where nothing changed. */
export function useTick(ms: number): void {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
