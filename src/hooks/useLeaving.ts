import {useCallback, useEffect, useRef} from 'react';
import type {AppError} from '../errors.ts';

/**
 * Returns the abort signal for requests on behalf of `key`: it aborts when the screen goes or `key` changes, so that
 * nothing is read that nobody looks at. Call it before the useSWR whose fetcher uses it.
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
 * The error to show for reading `key`. An abort because a screen closed is no error; if another screen has asked for
 * the same meanwhile, it is read again.
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
