import {ApiError} from '../../errors.ts';
import {toApiError} from './api-error.ts';
import {type Deadline, startDeadline} from './deadline.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';
import {type ExchangeContext, toFailedExchange} from './failed-exchange.ts';
import {limitParallel} from './parallel-limit.ts';

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
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly limits: Limits;
  readonly maxParallel: number;
  /** URL of the proxy in use, for words only. */
  readonly proxy: string | undefined;
  readonly onExchange: ((event: ExchangeEvent) => void) | undefined;
};

export type ExchangeOptions = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly signal: AbortSignal | undefined;
  /** Texts that must not come back in an error's message. */
  readonly secrets: readonly string[];
  /** `stream` leaves the body unread, for `read` to be called on; `upload` sends a stream. */
  readonly transfer?: 'stream' | 'upload';
  /** Receives the limit of a transfer, so that progress can restart it. */
  readonly onStart?: (deadline: Deadline) => void;
};

/** Sends one request and gives its answer, or throws an ApiError. Nothing is repeated here. */
export type Exchange = (request: Request, options: ExchangeOptions) => Promise<Response>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;
const MAX_ERROR_BODY = 64 * 1024;

/** See {@link Exchange}. At most `maxParallel` run at a time; a download counts until its body begins. */
export function createExchange(deps: ExchangeDeps): Exchange {
  const run = limitParallel(deps.maxParallel);
  return async (request, options) => {
    const limitMs = limitOf(deps.limits, options);
    return run(async () => {
      const deadline = startDeadline(limitMs, options.signal);
      const {operation, kind, signal: caller} = options;
      const context: ExchangeContext = {
        operation,
        kind,
        url: request.url,
        proxy: deps.proxy,
        deadline,
        caller,
        limitMs,
      };
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
        const response = await answer(deps, request, options, context);
        log(response.status);
        return response;
      } catch (error) {
        const failure = toFailedExchange(error, context);
        log(failure instanceof ApiError && failure.status !== undefined ? failure.status : failure.kind);
        deadline.stop();
        throw failure;
      }
    }, options.signal);
  };
}

function limitOf(limits: Limits, {transfer, kind}: ExchangeOptions): number {
  if (transfer !== undefined) return limits.idleMs;
  return kind === 'write' ? limits.writeMs : limits.readMs;
}

async function answer(
  deps: ExchangeDeps,
  request: Request,
  options: ExchangeOptions,
  context: ExchangeContext,
): Promise<Response> {
  const response = await fetchFollowing(deps, request, options, context);
  if (response.ok && options.transfer === 'stream') {
    context.deadline.pause();
    return response;
  }
  const body = await response.text();
  context.deadline.stop();
  if (response.ok)
    return new Response(body === '' ? null : body, {status: response.status, headers: response.headers});
  throw toApiError({
    operation: options.operation,
    kind: options.kind,
    status: response.status,
    headers: response.headers,
    body: body.slice(0, MAX_ERROR_BODY),
    secrets: options.secrets,
    now: deps.now(),
  });
}

/** Redirects are followed for GET only, and only on the same origin: the token goes to no other host. */
async function fetchFollowing(
  deps: ExchangeDeps,
  request: Request,
  options: ExchangeOptions,
  {deadline}: ExchangeContext,
): Promise<Response> {
  const body = await bodyOf(request, options.transfer);
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    const init: RequestInit = {
      method: request.method,
      headers: request.headers,
      body,
      redirect: 'manual',
      signal: deadline.signal,
      ...(options.transfer === 'upload' ? {duplex: 'half'} : {}),
    };
    const response = await deps.fetch(url, init);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return response;
    await response.body?.cancel();
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (request.method !== 'GET' || target?.origin !== new URL(url).origin || hops >= MAX_REDIRECTS) {
      throw redirected(response.status, options, target);
    }
    url = target.href;
  }
}

/** A JSON body as text, so that it has a length and can be sent on; a file stays a stream. */
async function bodyOf(
  request: Request,
  transfer: ExchangeOptions['transfer'],
): Promise<ReadableStream | string | null> {
  return request.body === null || transfer === 'upload' ? request.body : request.text();
}

function redirected(
  status: number,
  {operation, kind}: Pick<ExchangeOptions, 'operation' | 'kind'>,
  target: URL | undefined,
): ApiError {
  const where = target === undefined ? 'nowhere' : target.origin;
  return new ApiError(
    // Web servers redirect after an effect, too.
    kind === 'write' ? 'unknown-outcome' : 'rejected',
    `The service sent this request on to ${where}, where casedeck does not follow (HTTP ${status}).`,
    {
      status,
      operation,
      sent: true,
      hint: 'Check EQUINIX_API_ENDPOINT and the paths in the configuration; a captive portal or a proxy may be in between.',
    },
  );
}
