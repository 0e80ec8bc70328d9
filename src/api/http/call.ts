import {createFinalURL, createQuerySerializer, defaultPathSerializer, type FetchOptions} from 'openapi-fetch';
import {ApiError, AppError} from '../../errors.ts';
import {duration} from '../../text/time/dates.ts';
import type {WriteOptions} from '../api.ts';
import type {AccessToken, Auth} from '../auth.ts';
import type {Endpoint, Endpoints, OperationId} from '../endpoints.ts';
import type {Gate} from '../gate/gate.ts';
import {backoffMs} from '../gate/pause.ts';
import type {operations} from '../schema.d.ts';
import {cancelled, delay, type Timers} from '../timers.ts';
import type {Deadline} from './deadline.ts';
import type {Answer, Exchange} from './exchange.ts';
import {isWorthRetrying, type RetryPolicy} from './retry.ts';

export type CallSettings = WriteOptions & {
  readonly accept?: string;
  /** `stream` hands the body over unread; `upload` sends a stream made by the body serializer. */
  readonly transfer?: 'stream' | 'upload';
  readonly onStart?: (deadline: Deadline) => void;
  /** For a write that may be sent again: whether it certainly had no effect. All other writes are sent once. */
  readonly hadNoEffect?: (error: ApiError) => boolean;
  /** Gives the error to throw in place of one, before anybody hears of it. */
  readonly explain?: (error: unknown) => unknown;
};

/** What one operation takes: path, query and body as openapi.yaml describes them. */
export type CallInit<Id extends OperationId> = Pick<
  FetchOptions<operations[Id]>,
  Extract<keyof FetchOptions<operations[Id]>, 'params' | 'body'>
> & {
  /** Sent in place of `body`, as it comes; made anew for each attempt. */
  readonly stream?: () => AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Calls one operation and returns its successful answer. Reads are repeated if that can help, after the gate's pause; a
 * refused token is renewed once. A write is sent once, whatever the answer. Throws an ApiError.
 */
export type Call = <Id extends OperationId>(
  id: Id,
  init: CallInit<Id>,
  settings?: CallSettings,
) => Promise<Answer>;

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
  readonly gate: Gate;
  readonly readOnly: boolean;
  readonly retry: RetryPolicy;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: () => number;
  readonly userAgent: string;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
};

/** What `CallInit` of any operation is, seen without its operation, which has checked it. */
type AnyInit = {
  readonly params?: object | undefined;
  readonly body?: unknown;
  readonly stream?: () => AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
};

type Attempt = (extra: {
  readonly authorization?: string;
  readonly secrets: readonly string[];
}) => Promise<Answer>;

/** Calls without a token: the token request itself. */
export function createSender(
  deps: CallDeps,
): (id: OperationId, init: AnyInit, settings?: CallSettings) => Attempt {
  return (id, init, settings = {}) => {
    const {method, path, kind} = deps.endpoints[id];
    const {
      signal,
      waiting,
      onTurn,
      priority = 'user',
      tries = deps.retry.tries,
      transfer,
      onStart,
      explain,
    } = settings;
    // A caller that wants one try, or wants to know when its turn comes, does its own waiting.
    const patienceMs = tries > 1 && onTurn === undefined ? deps.retry.patienceMs : undefined;
    return async ({authorization, secrets}) => {
      const options = {
        operation: id,
        kind,
        priority,
        signal,
        waiting,
        onTurn,
        patienceMs,
        secrets,
        transfer,
        onStart,
        explain,
      };
      const headers = {
        Accept: settings.accept ?? 'application/json',
        'User-Agent': deps.userAgent,
        ...(init.body === undefined ? {} : {'Content-Type': 'application/json'}),
        ...init.headers,
        ...(authorization === undefined ? {} : {Authorization: authorization}),
      };
      const body = init.stream?.() ?? (init.body === undefined ? undefined : JSON.stringify(init.body));
      return await deps.exchange({method, url: urlOf(deps.baseUrl, path, init), headers, body}, options);
    };
  };
}

function urlOf(baseUrl: string, path: string, {params = {}}: AnyInit): string {
  return createFinalURL(path, {
    baseUrl: baseUrl.replace(/\/$/, ''),
    params,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  });
}

/** See {@link Call}. The one place that every write goes through, and where `readOnly` refuses them. */
export function createCall(deps: CallDeps, auth: Auth): Call {
  const prepare = createSender(deps);
  return async (id, init, settings = {}) => {
    const {kind} = deps.endpoints[id];
    const {tries = deps.retry.tries} = settings;
    const waiting = settings.waiting ?? settings.signal;
    if (deps.readOnly && kind === 'write') throw readOnlyError();
    const attempt = prepare(id, init, settings);
    const repeats = repeatsOf(kind, settings);
    for (let failures = 1; ; failures += 1) {
      refuseStopped(settings);
      try {
        return await withToken({...deps, auth}, attempt, {isOnce: repeats === 'never', waiting});
      } catch (error) {
        if (!mayRepeat(error, repeats) || failures >= tries) throw toStopped(error, waiting);
        refuseLongPause(error, deps.retry);
        await pause(deps, {operation: id, failures, error}, waiting);
      }
    }
  };
}

function refuseStopped({signal, waiting}: CallSettings): void {
  if (signal?.aborted === true || waiting?.aborted === true) throw cancelled();
}

type Repeats = 'never' | ((error: ApiError) => boolean);

function repeatsOf(kind: Endpoint['kind'], {hadNoEffect}: CallSettings): Repeats {
  return kind === 'write' ? (hadNoEffect ?? 'never') : isWorthRetrying;
}

/** A write is repeated only if it was never sent, because the token before it failed. */
function mayRepeat(error: unknown, repeats: Repeats): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  if (error.operation === 'token') return isWorthRetrying(error);
  return repeats !== 'never' && repeats(error);
}

/** A user waits: if the service asked for no more, the next try does not wait for the end of a long outage's pause. */
async function pause(
  {gate, timers, now, random, onRetry}: CallDeps,
  failed: Omit<RetryEvent, 'waitMs'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const {error, failures} = failed;
  const own = error.retryAfterMs ?? backoffMs(failures, random, OWN_BACKOFF);
  const waitMs = error.status === 429 ? Math.max(own, (gate.state().until ?? 0) - now()) : own;
  onRetry?.({...failed, waitMs});
  await delay(timers, waitMs, signal ?? new AbortController().signal);
  gate.endOutagePause();
}

const OWN_BACKOFF = {baseMs: 500, capMs: 30_000};

type TokenDeps = CallDeps & {readonly auth: Auth};
type Once = {readonly isOnce: boolean; readonly waiting: AbortSignal | undefined};

/**
 * Sends with the token; if it is refused, once more with a new one. A write that may be sent only once fails with
 * `isRenewed`: the caller checks whether it took effect, and may then send it again.
 */
async function withToken(
  {auth, gate}: TokenDeps,
  attempt: Attempt,
  {isOnce, waiting}: Once,
): Promise<Answer> {
  const token = await tokenOf(auth, gate, waiting);
  try {
    return await attempt(authorized(token));
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
    if (!token.isRenewable) throw refusedBy(gate, error.with({sent: true, hint: GIVEN_TOKEN_HINT}));
    auth.drop(token);
    if (isOnce) throw await renewedAfter(error, () => tokenOf(auth, gate, waiting));
  }
  const renewed = await tokenOf(auth, gate, waiting);
  try {
    return await attempt(authorized(renewed));
  } catch (error) {
    throw isTokenRefused(error) ? refusedBy(gate, error) : error;
  }
}

/** Of a write that was sent: the error to throw once the token is renewed, or could not be. */
async function renewedAfter(error: ApiError, renew: () => Promise<unknown>): Promise<unknown> {
  try {
    await renew();
    return error.with({sent: true, isRenewed: true});
  } catch (failure) {
    return failure instanceof ApiError
      ? failure.with({sent: true, operation: error.operation ?? 'token'})
      : failure;
  }
}

/** While the credential is refused it is not even read, because reading may ask for a passphrase. */
async function tokenOf(auth: Auth, gate: Gate, waiting: AbortSignal | undefined): Promise<AccessToken> {
  const refusal = gate.refusal();
  if (refusal !== undefined) throw refusal;
  try {
    return await auth.token(waiting);
  } catch (error) {
    throw error instanceof AppError && error.kind === 'auth' ? refusedBy(gate, error) : error;
  }
}

function refusedBy<E extends AppError>(gate: Gate, error: E): E {
  gate.refuse(error);
  return error;
}

const GIVEN_TOKEN_HINT =
  'The token comes from EQUINIX_API_TOKEN: get a new one, or unset it and use a client id and secret.';

function isTokenRefused(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 401 && error.operation !== 'token';
}

function authorized(token: AccessToken): {authorization: string; secrets: readonly string[]} {
  return {authorization: `Bearer ${token.value}`, secrets: token.secrets};
}

/** Asking earlier than told would make it worse, and no user waits that long. */
function refuseLongPause(error: ApiError, {patienceMs}: RetryPolicy): void {
  const {retryAfterMs = 0} = error;
  if (retryAfterMs <= patienceMs) return;
  const pause = duration(retryAfterMs) ?? 'more than a minute';
  throw error.with({sent: true, hint: `The service asks for a pause of ${pause}: try again after that.`});
}

/** The reason of an abort (of a wait, or in the queue) as an error with a message. */
function toStopped(error: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted && !(error instanceof AppError) ? cancelled() : error;
}

function readOnlyError(): AppError {
  return new AppError('read-only', 'This profile is read-only: nothing is sent that changes anything.', {
    hint: 'Leave out --read-only, or take read_only out of the profile in config.toml.',
  });
}
