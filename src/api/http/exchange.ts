import {ApiError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {isNotAboutTickets, type Gate, type Priority} from '../gate/gate.ts';
import {ENDPOINTS, type Endpoint, type OperationId} from '../endpoints.ts';
import type {OddityWatch} from '../oddity-watch.ts';
import {toApiError} from './api-error.ts';
import {type Deadline, startDeadline} from './deadline.ts';
import {type ExchangeContext, toFailedExchange} from './failed-exchange.ts';
import type {HttpAnswer, HttpRequest, SendRequest} from './message.ts';
import {discard} from './network-answer.ts';
import {MOST_ERROR_BYTES, readStart, readWhole} from './read-body.ts';

export type Limits = {
  /** Milliseconds for a whole read, with its body. */
  readonly readMs: number;
  /** Milliseconds for a whole write. */
  readonly writeMs: number;
  /** Milliseconds without any progress of an upload or download. */
  readonly idleMs: number;
};

export const DEFAULT_LIMITS: Limits = {readMs: 30_000, writeMs: 60_000, idleMs: 60_000};

/** What an exchange did, for a log: no header, no query, no body. */
export type ExchangeEvent = {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the kind of the failure. */
  readonly result: number | string;
  readonly ms: number;
};

export type ExchangeDeps = {
  readonly send: SendRequest;
  readonly gate: Gate;
  readonly now: () => number;
  readonly limits: Limits;
  /** URL of the proxy in use, for words only. */
  readonly proxy: string | undefined;
  readonly onExchange: ((event: ExchangeEvent) => void) | undefined;
  /** Sees what is unusual about answers. */
  readonly watch: Pick<OddityWatch, 'answered' | 'failed'>;
};

export type ExchangeOptions = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly priority: Priority;
  readonly signal: AbortSignal | undefined;
  /** Ends only the wait for its turn; `signal` if absent. */
  readonly waiting?: AbortSignal | undefined;
  /** Called when its turn has come; what it throws is thrown, and nothing is sent. */
  readonly onTurn?: (() => void) | undefined;
  readonly patienceMs?: number | undefined;
  /** Gives the error to throw in place of one, before anybody hears of it. */
  readonly explain?: ((error: unknown) => unknown) | undefined;
  /** Texts that must not come back in an error's message. */
  readonly secrets: readonly string[];
  /** `stream` leaves the body unread; `upload` sends a stream. */
  readonly transfer?: 'stream' | 'upload' | undefined;
  /** Receives the limit of a transfer, so that progress can restart it. */
  readonly onStart?: ((deadline: Deadline) => void) | undefined;
};

/** A successful answer. */
export type Answer = {
  readonly status: number;
  /** By names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty where the body is left unread. */
  readonly text: string;
  /** Undefined: it was read. */
  readonly body: HttpAnswer['body'] | undefined;
};

/** Sends one request in its turn and gives its answer, or throws an ApiError. Nothing is repeated here. */
export type Exchange = (request: HttpRequest, options: ExchangeOptions) => Promise<Answer>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;
/** Of an error's body, in characters. */
const MAX_ERROR_TEXT = 64 * 1024;

/** See {@link Exchange}. Every request of every operation goes through the gate here; a download until its body begins. */
export function createExchange(deps: ExchangeDeps): Exchange {
  return async (request, options) => {
    const {operation, priority, transfer, waiting, patienceMs} = options;
    const turn = {
      priority,
      // The time for a file says nothing about the service's speed, nor does a side reading's.
      operation: transfer === undefined && !isNotAboutTickets(priority) ? operation : undefined,
      signal: waiting ?? options.signal,
      patienceMs,
    };
    return deps.gate.run(turn, async () => {
      options.onTurn?.();
      try {
        return await timed(deps, request, options);
      } catch (error) {
        throw options.explain?.(error) ?? error;
      }
    });
  };
}

/** One exchange within its time limit, told to the log. */
async function timed(deps: ExchangeDeps, request: HttpRequest, options: ExchangeOptions): Promise<Answer> {
  const {operation, kind, signal: caller} = options;
  const limitMs = limitOf(deps.limits, options);
  const deadline = startDeadline(limitMs, caller);
  const context = {operation, kind, url: request.url, proxy: deps.proxy, deadline, caller, limitMs};
  options.onStart?.(deadline);
  const startedAt = deps.now();
  const log = (result: number | string) =>
    deps.onExchange?.({
      operation,
      method: request.method,
      path: new URL(request.url).pathname,
      result,
      ms: deps.now() - startedAt,
    });
  try {
    const answer = await receive(deps, request, options, context);
    log(answer.status);
    deps.watch.answered(operation, answer.headers);
    return answer;
  } catch (error) {
    const failure = toFailedExchange(error, context);
    log(failure instanceof ApiError && failure.status !== undefined ? failure.status : failure.kind);
    deps.watch.failed(failure);
    deadline.stop();
    throw failure;
  }
}

function limitOf(limits: Limits, {transfer, kind}: ExchangeOptions): number {
  if (transfer !== undefined) return limits.idleMs;
  return kind === 'write' ? limits.writeMs : limits.readMs;
}

async function receive(
  deps: ExchangeDeps,
  request: HttpRequest,
  options: ExchangeOptions,
  context: ExchangeContext,
): Promise<Answer> {
  const {operation, kind, transfer, secrets} = options;
  const {deadline} = context;
  const response = await sendFollowing(deps, request, options, deadline);
  const {status, headers} = response;
  const isOk = status >= 200 && status < 300;
  if (isOk && transfer === 'stream') {
    deadline.pause();
    return {status, headers, text: '', body: response.body};
  }
  if (isOk) {
    const text = await readWhole(response, {operation, kind, most: ENDPOINTS[operation].mostBytes, deadline});
    deadline.stop();
    return {status, headers, text, body: undefined};
  }
  const body = await readStart(response, MOST_ERROR_BYTES, deadline);
  deadline.stop();
  throw toApiError({
    operation,
    kind,
    status,
    headers,
    body: body.slice(0, MAX_ERROR_TEXT),
    secrets,
    now: deps.now(),
  });
}

/** Redirects are followed for GET only, and only on the same origin: the token goes to no other host. */
async function sendFollowing(
  deps: ExchangeDeps,
  request: HttpRequest,
  {operation, kind}: ExchangeOptions,
  deadline: Deadline,
): Promise<HttpAnswer> {
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    // One more token changes nothing.
    const response = await deps.send({...request, url, signal: deadline.signal, isRead: kind !== 'write'});
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === undefined) return response;
    await discard(response);
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    const isElsewhere = target?.origin !== new URL(url).origin;
    if (request.method !== 'GET' || target === undefined || isElsewhere || hops >= MAX_REDIRECTS)
      throw redirected({status: response.status, operation, kind, target, isLoop: hops >= MAX_REDIRECTS});
    url = target.href;
  }
}

type Redirect = {
  readonly status: number;
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly target: URL | undefined;
  readonly isLoop: boolean;
};

/** Says where the redirect pointed, without the query, which may contain a secret. */
function redirected({status, operation, kind, target, isLoop}: Redirect): ApiError {
  const where =
    target === undefined ? 'nowhere' : toSafeLine(`${target.origin}${target.pathname}`.slice(0, 200));
  const why = isLoop ? 'again and again' : 'where casedeck does not follow';
  // Web servers redirect after an effect, too.
  const outcome = kind === 'write' ? 'unknown-outcome' : 'rejected';
  return new ApiError(outcome, `The service sent this request on to ${where}, ${why} (HTTP ${status}).`, {
    status,
    operation,
    sent: true,
    hint: 'Check EQUINIX_API_ENDPOINT and the paths in the configuration; a captive portal or a proxy may be in between.',
  });
}
