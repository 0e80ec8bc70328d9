import {useCallback, useEffect, useRef} from 'react';

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
