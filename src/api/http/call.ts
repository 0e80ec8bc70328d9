import createClient, {type FetchOptions} from 'openapi-fetch';
import {ApiError, AppError, type ApiErrorOptions} from '../../errors.ts';
import type {AccessToken, Auth} from '../auth.ts';
import type {Deadline} from './deadline.ts';
import type {Endpoint, Endpoints, OperationId} from '../endpoints.ts';
import type {Exchange} from './exchange.ts';
import {cancelled} from './failed-exchange.ts';
import {isWorthRetrying, retryDelay, type RetryPolicy} from './retry.ts';
import type {operations, paths} from '../schema.d.ts';
import {duration} from '../../text/time/dates.ts';
import type {Sleep} from './wait-for.ts';

export type CallSettings = {
  readonly signal?: AbortSignal | undefined;
  /** How often a read is tried in all. */
  readonly tries?: number | undefined;
  readonly accept?: string;
  /** `stream` hands the body over unread; `upload` sends a stream made by the body serializer. */
  readonly transfer?: 'stream' | 'upload';
  readonly onStart?: (deadline: Deadline) => void;
};

/** What one operation takes: path, query and body as openapi.yaml describes them. */
export type CallInit<Id extends OperationId> = Pick<
  FetchOptions<operations[Id]>,
  Extract<keyof FetchOptions<operations[Id]>, 'params' | 'body' | 'bodySerializer' | 'headers'>
>;

/**
 * Calls one operation and gives its successful answer. Reads are repeated where that can help, and after a refused
 * token was renewed; writes are sent once. Throws an ApiError.
 */
export type Call = <Id extends OperationId>(
  id: Id,
  init: CallInit<Id>,
  settings?: CallSettings,
) => Promise<Response>;

/** A pause before a read is tried again. */
export type RetryEvent = {
  readonly operation: OperationId;
  readonly waitMs: number;
  readonly failures: number;
  readonly error: ApiError;
};

export type CallDeps = {
  readonly baseUrl: string;
  readonly endpoints: Endpoints;
  readonly exchange: Exchange;
  readonly readOnly: boolean;
  readonly retry: RetryPolicy;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly userAgent: string;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
};

/** openapi-fetch's `request` for paths known at run time only; `CallInit` has checked the rest by operation. */
type Send = (
  method: string,
  path: string,
  init: Record<string, unknown>,
) => Promise<{readonly response: Response}>;

type Attempt = (extra: {
  readonly authorization?: string;
  readonly secrets: readonly string[];
}) => Promise<Response>;

/** Calls without a token: the token request itself. */
export function createSender(
  deps: CallDeps,
): (id: OperationId, init: object, settings?: CallSettings) => Attempt {
  let send: Send | undefined;
  return (id, init, settings = {}) => {
    const endpoint = deps.endpoints[id];
    return async ({authorization, secrets}) => {
      // Not before the first request: Request and fetch take 50 ms to load.
      send ??= createClient<paths>({baseUrl: deps.baseUrl}).request as unknown as Send;
      let answer: Response | undefined;
      const fetch = async (request: Request): Promise<Response> => {
        answer = await deps.exchange(request, {
          operation: id,
          kind: endpoint.kind,
          signal: settings.signal,
          secrets,
          ...(settings.transfer === undefined ? {} : {transfer: settings.transfer}),
          ...(settings.onStart === undefined ? {} : {onStart: settings.onStart}),
        });
        return answer;
      };
      const given = 'headers' in init ? (init.headers as Record<string, string>) : {};
      const headers = {Accept: settings.accept ?? 'application/json', 'User-Agent': deps.userAgent, ...given};
      const {response} = await send(endpoint.method, endpoint.path, {
        ...init,
        headers: authorization === undefined ? headers : {...headers, Authorization: authorization},
        parseAs: 'stream',
        fetch,
        ...(settings.transfer === 'upload' ? {duplex: 'half'} : {}),
      });
      return answer ?? response;
    };
  };
}

/** See {@link Call}. The one place that every write goes through, and where `readOnly` refuses them. */
export function createCall(deps: CallDeps, auth: Auth): Call {
  const prepare = createSender(deps);
  return async (id, init, settings = {}) => {
    const endpoint = deps.endpoints[id];
    const {signal, tries = deps.retry.tries} = settings;
    if (deps.readOnly && endpoint.kind === 'write') throw readOnlyError();
    const attempt = prepare(id, init, settings);
    for (let failures = 1; ; failures += 1) {
      if (signal?.aborted) throw cancelled();
      try {
        return await withToken(attempt, auth, {id, signal});
      } catch (error) {
        if (!mayRepeat(error, endpoint) || failures >= tries) throw toStopped(error, signal);
        refuseLongPause(error, deps.retry);
        const waitMs = retryDelay(error, failures, deps.retry, deps.random);
        deps.onRetry?.({operation: id, waitMs, failures, error});
        await pause(deps, waitMs, signal);
      }
    }
  };
}

async function pause(deps: CallDeps, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await deps.sleep(waitMs, signal);
  } catch (reason) {
    throw toStopped(reason, signal);
  }
}

/** A write is repeated only where it never began: the token before it could not be had. */
function mayRepeat(error: unknown, endpoint: Endpoint): error is ApiError {
  return isWorthRetrying(error) && (endpoint.kind !== 'write' || error.operation === 'token');
}

/** Writes of which a second one would be seen: not even a refused token lets them be sent again without a look. */
const SENT_ONCE: ReadonlySet<OperationId> = new Set([
  'createTicket',
  'addCaseNote',
  'addTicketNote',
  'cancelTicket',
]);

type TokenUse = {readonly id: OperationId; readonly signal: AbortSignal | undefined};

/**
 * Sends with the token; where that is refused, once more with a new one. What is sent once alone fails with
 * `isRenewed`: the caller looks whether it took effect, and may then ask again.
 */
async function withToken(attempt: Attempt, auth: Auth, {id, signal}: TokenUse): Promise<Response> {
  const token = await auth.token(signal);
  try {
    return await attempt(authorized(token));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || error.operation === 'token') throw error;
    if (!token.isRenewable)
      throw withMore(error, {
        hint: 'The token comes from EQUINIX_API_TOKEN: get a new one, or unset it and use a client id and secret.',
      });
    if (!SENT_ONCE.has(id)) return attempt(authorized(await auth.renew(token, signal)));
    await auth.renew(token, signal).catch((failure: unknown) => {
      // The token failed, and yet the write had been sent.
      throw failure instanceof ApiError ? withMore(failure, {operation: id}) : failure;
    });
    throw withMore(error, {isRenewed: true});
  }
}

function authorized(token: AccessToken): {authorization: string; secrets: readonly string[]} {
  return {authorization: `Bearer ${token.value}`, secrets: token.secrets};
}

/** Asking earlier than told would only make it worse, and nobody waits that long before a screen or a prompt. */
function refuseLongPause(error: ApiError, {capMs}: RetryPolicy): void {
  const {retryAfterMs = 0} = error;
  if (retryAfterMs <= capMs) return;
  const pause = duration(retryAfterMs) ?? 'more than a minute';
  throw withMore(error, {hint: `The service asks for a pause of ${pause}: try again after that.`});
}

function withMore(
  error: ApiError,
  more: Pick<ApiErrorOptions, 'hint' | 'isRenewed' | 'operation'>,
): ApiError {
  const {status, code, correlationId, operation, fields, retryAfterMs, hint} = error;
  return new ApiError(error.kind, error.message, {
    fields,
    sent: true,
    ...(hint === undefined ? {} : {hint}),
    ...(retryAfterMs === undefined ? {} : {retryAfterMs}),
    ...(status === undefined ? {} : {status}),
    ...(code === undefined ? {} : {code}),
    ...(correlationId === undefined ? {} : {correlationId}),
    ...(operation === undefined ? {} : {operation}),
    ...more,
  });
}

/** The bare reason of an abort (of a wait, or in the queue) as an error with words. */
function toStopped(error: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted && !(error instanceof AppError) ? cancelled() : error;
}

function readOnlyError(): AppError {
  return new AppError('read-only', 'This profile is read-only: nothing is sent that changes anything.', {
    hint: 'Leave out --read-only, or take read_only out of the profile in config.toml.',
  });
}
