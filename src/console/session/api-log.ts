import type {ApiOptions} from '../../api/create-api.ts';
import type {Log} from '../../store/log.ts';

/** What goes over the wire, for the log: no header, no query, no body. */
export function apiLog(log: Log): Required<Pick<ApiOptions, 'onExchange' | 'onRetry'>> {
  return {
    onExchange: ({method, path, operation, result, ms}) =>
      log.write('api', `${method} ${path} (${operation}): ${result} in ${Math.round(ms)} ms`),
    onRetry: ({operation, waitMs, failures, error}) =>
      log.write(
        'api',
        `${operation} failed ${failures} times, again in ${Math.round(waitMs)} ms: ${error.message}`,
      ),
  };
}
