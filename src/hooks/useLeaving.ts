import {useCallback, useEffect, useRef} from 'react';
import type {AppError} from '../errors.ts';

/**
 * Gives the signal for what is asked on behalf of `key`: it aborts when the screen goes away or `key` changes, so that
 * nothing is read to its end that nobody looks at. To stand before the useSWR whose fetcher asks for it.
 */
export function useLeaving(key: string | undefined): () => AbortSignal {
  const current = useRef<AbortController>(undefined);
  useEffect(() => {
    const mine = new AbortController();
    current.current = mine;
    return () => mine.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what was asked for another key is no longer wanted
  }, [key]);
  return useCallback(() => (current.current ??= new AbortController()).signal, []);
}

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
