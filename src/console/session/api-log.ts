import type {ApiOptions} from '../../api/create-api.ts';
import {oddityHint} from '../../api/oddity-watch.ts';
import {AppError} from '../../errors.ts';
import type {Log} from '../../store/log.ts';
import {keepOddity} from '../../store/oddities.ts';
import type {Store} from '../../store/store.ts';

type ApiLog = {
  readonly log: Log;
  readonly store: Pick<Store, 'changeMeta'>;
  readonly tell: ApiOptions['onRetry'];
};

/** What goes over the wire, for the log: no header, no query, no body; and what is odd about the service, for `doctor` too. */
export function apiLog({log, store, tell}: ApiLog): Pick<ApiOptions, 'onExchange' | 'onRetry' | 'onOddity'> {
  return {
    onOddity: (oddity) => {
      log.write('service', `${oddity.words} ${oddityHint(oddity)}`);
      ignoreStoreErrors(() => keepOddity(store, oddity, Date.now()));
    },
    onExchange: ({method, path, operation, result, ms}) =>
      log.write('api', `${method} ${path} (${operation}): ${result} in ${Math.round(ms)} ms`),
    onRetry: (event) => {
      const {operation, waitMs, failures, error} = event;
      const again = `again in ${Math.round(waitMs)} ms`;
      log.write('api', `${operation} failed ${failures} times, ${again}: ${error.message}`);
      tell?.(event);
    },
  };
}

/** A failing store is reported by other code, and a closed one needs nothing more. */
export function ignoreStoreErrors(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
