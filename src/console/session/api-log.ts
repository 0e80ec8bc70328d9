import type {ApiOptions} from '../../api/create-api.ts';
import type {Log} from '../../store/log.ts';

/** What goes over the wire, for the log: no header, no query, no body. */
export function apiLog(
  log: Log,
  tell?: ApiOptions['onRetry'],
): Required<Pick<ApiOptions, 'onExchange' | 'onRetry'>> {
  return {
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
