import {reasonOf} from './wait-for.ts';

/** Lets at most `max` tasks run at a time; the rest wait in order, and leave the queue when aborted. */
export function limitParallel(max: number): <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  let running = 0;
  const waiting = new Set<() => void>();

  const enter = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const start = () => {
        waiting.delete(start);
        signal?.removeEventListener('abort', leave);
        running += 1;
        resolve();
      };
      const leave = () => {
        waiting.delete(start);
        reject(signal === undefined ? new Error('Stopped.') : reasonOf(signal));
      };
      if (running < max) {
        start();
        return;
      }
      waiting.add(start);
      signal?.addEventListener('abort', leave, {once: true});
    });

  return async (task, signal) => {
    signal?.throwIfAborted();
    await enter(signal);
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.values().next().value?.();
    }
  };
}
