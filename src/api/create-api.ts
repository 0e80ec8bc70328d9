import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Api} from './api.ts';
import {createAssetOperations} from './asset-operations.ts';
import {createAttachmentOperations} from './attachment-operations.ts';
import {createAuth, type Auth} from './auth.ts';
import {createCall, createSender, type CallDeps, type RetryEvent} from './http/call.ts';
import type {CredentialsProvider, SignInWatch, TokenCache} from './credentials.ts';
import {checkEndpoint} from '../domain/check-endpoint.ts';
import {resolveEndpoints} from './endpoints.ts';
import {createGate, type GateLimits, type GateWatch} from './gate/gate.ts';
import type {PaceKeeper} from './gate/keep-pace.ts';
import {createExchange, DEFAULT_LIMITS, type ExchangeEvent, type Limits} from './http/exchange.ts';
import type {SendRequest} from './http/message.ts';
import {createSend} from './http/network.ts';
import {createNegotiationOperations, createOrderOperations} from './order-operations.ts';
import {createNoticeOperations} from './notice-operations.ts';
import {createOddityWatch, type Oddity, type OddityWatch} from './oddity-watch.ts';
import {readJson} from './http/read-json.ts';
import {DEFAULT_RETRY, type RetryPolicy} from './http/retry.ts';
import {createTicketOperations} from './ticket-operations.ts';
import {systemTimers, type Timers} from './timers.ts';

export type ApiOptions = {
  /** Base URL, https, or http on this machine. */
  readonly endpoint: string;
  readonly credentials: CredentialsProvider;
  /** The machine's network, without proxies, where absent. */
  readonly send?: SendRequest;
  readonly clock?: {readonly now: () => number};
  /** Tests pass their own; else the machine's. */
  readonly timers?: Timers;
  readonly random?: () => number;
  readonly tokenCache?: TokenCache;
  readonly limits?: Partial<Limits>;
  readonly retry?: Partial<RetryPolicy>;
  /** Requests at a time and in a second, at most. */
  readonly rate?: Partial<GateLimits>;
  /** Where the pace is kept, for the next run and for other processes; if absent, only in this client. */
  readonly paceKeeper?: PaceKeeper | undefined;
  /** `[api.paths]` of the configuration. */
  readonly paths?: Readonly<Record<string, string>>;
  /** `auto`: the case operation for 8-digit ids, else the ticket operation. */
  readonly noteOperation?: 'auto' | 'case' | 'ticket';
  /** Refuses every write before anything is sent. */
  readonly readOnly?: boolean;
  /** URL of the proxy that `send` uses, for the words of failures. */
  readonly proxy?: string;
  readonly userAgent?: string;
  /** For a log and for the screen: no secrets in either. */
  readonly onExchange?: (event: ExchangeEvent) => void;
  readonly onRetry?: (event: RetryEvent) => void;
  /** Told once of each thing that casedeck does not know of the service. */
  readonly onOddity?: (oddity: Oddity) => void;
  readonly watch?: SignInWatch | undefined;
  /** Told whose token is in use, as the service writes the name: not yet safe to print. */
  readonly onSignedIn?: (userName: string) => void;
};

export type ApiClient = Api & {
  /** The gate of all requests; for code that follows its state or ends its pauses. */
  readonly gate: GateWatch;
  /** Forgets the token in memory and any refusal: call it when the credentials have changed. */
  readonly resetAuth: () => void;
};

/**
 * The service over HTTP. Throws an AppError `config` for an endpoint or paths that cannot be used; sends
 * nothing until a function is called.
 */
export function createApi(options: ApiOptions): ApiClient {
  const watch = createOddityWatch(options.onOddity);
  const callDeps = callDepsOf(options, watch);
  const {endpoints, now, gate} = callDeps;
  const auth = authOf(options, callDeps);
  const deps = {
    call: createCall(callDeps, auth),
    endpoints,
    now,
    noteOperation: options.noteOperation ?? 'auto',
    watch,
  };
  return {
    ...createTicketOperations(deps),
    ...createOrderOperations(deps),
    ...createNegotiationOperations(deps),
    ...createNoticeOperations(deps),
    ...createAssetOperations(deps),
    ...createAttachmentOperations(deps),
    identify: async ({signal} = {}) => {
      const {userName, expiresAt} = await auth.token(signal);
      return {userName: userName === undefined ? undefined : toSafeLine(userName), expiresAt};
    },
    resetAuth: () => {
      auth.reset();
      gate.retryCredential();
    },
    gate,
  };
}

/** The way out, with its gate. */
function callDepsOf(options: ApiOptions, watch: OddityWatch): CallDeps {
  const now = options.clock?.now ?? Date.now;
  const {timers = systemTimers, random = Math.random, rate, paceKeeper, proxy, onExchange} = options;
  const gate = createGate({timers, clock: {now}, random, limits: rate, keeper: paceKeeper});
  return {
    baseUrl: checkEndpoint(options.endpoint),
    endpoints: resolveEndpoints(options.paths),
    exchange: createExchange({
      send: options.send ?? createSend({env: {}}),
      gate,
      now,
      limits: {...DEFAULT_LIMITS, ...options.limits},
      proxy,
      onExchange,
      watch,
    }),
    gate,
    timers,
    now,
    random,
    readOnly: options.readOnly ?? false,
    retry: {...DEFAULT_RETRY, ...options.retry},
    userAgent: options.userAgent ?? 'casedeck',
    onRetry: options.onRetry,
  };
}

function authOf(options: ApiOptions, callDeps: CallDeps): Auth {
  const prepare = createSender(callDeps);
  return createAuth({
    endpoint: callDeps.baseUrl,
    credentials: options.credentials,
    cache: options.tokenCache,
    now: callDeps.now,
    watch: options.watch,
    onSignedIn: options.onSignedIn,
    requestToken: async ({clientId, clientSecret}, explain) => {
      const body = {grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret};
      const answer = await prepare('token', {body}, {explain})({secrets: [clientSecret]});
      return readJson(answer, 'token', 'access').json;
    },
  });
}
