import {AppError} from '../errors.ts';

/** What the platform's timers do; tests pass a wheel that runs a simulated day in seconds. */
export type Timers = {
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
};

export const systemTimers: Timers = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
};

export function cancelled(message = 'Stopped before it was done.'): AppError {
  return new AppError('cancelled', message);
}

/** Resolves after `ms` milliseconds; rejects with `cancelled` as soon as `signal` aborts. */
export function delay(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const onAbort = () => {
      timers.clearTimeout(handle);
      reject(cancelled());
    };
    const handle = timers.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, {once: true});
  });
}
