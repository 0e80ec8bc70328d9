import {useEffect, useRef} from 'react';
import type {AppError} from '../errors.ts';

/**
 * The error to show of what is read for `key`. That a screen went away is none; where another screen has asked for the
 * same meanwhile, it is read again.
 */
export function useUnlessLeft(
  key: string | undefined,
  error: AppError | undefined,
  again: () => unknown,
): AppError | undefined {
  const last = useRef({key, error});
  useEffect(() => {
    const before = last.current;
    last.current = {key, error};
    // What the cache held when the screen came is read again anyway.
    if (error?.kind === 'cancelled' && before.key === key && before.error !== error) again();
  }, [key, error, again]);
  return error?.kind === 'cancelled' ? undefined : error;
}
