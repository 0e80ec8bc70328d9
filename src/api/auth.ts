import {ApiError, AppError} from '../errors.ts';
import type {CachedToken, Credentials, CredentialsProvider, SignInWatch, TokenCache} from './credentials.ts';
import {waitFor} from './timers.ts';

export type AccessToken = {
  readonly value: string;
  /** Milliseconds since 1970; Infinity where nobody said. */
  readonly expiresAt: number;
  readonly renewAt: number;
  readonly userName?: string;
  /** What no message may contain: the token, and the secret that it was got with. */
  readonly secrets: readonly string[];
  /** False for a token that the user gave: it cannot be renewed. */
  readonly isRenewable: boolean;
};

export type Auth = {
  /** The token in use, or a new one; one request however many ask. */
  readonly token: (signal?: AbortSignal) => Promise<AccessToken>;
  /** The service did not take this one: the next is another. */
  readonly drop: (refused: AccessToken) => void;
  /** Forgets token and refusal: the credentials have changed. */
  readonly reset: () => void;
};

type SecretPair = Exclude<Credentials, {token: string}>;

export type AuthDeps = {
  readonly endpoint: string;
  readonly credentials: CredentialsProvider;
  readonly cache: TokenCache | undefined;
  readonly now: () => number;
  /** Sends the one token request; `explain` gives the error to throw in place of one. */
  readonly requestToken: (credentials: SecretPair, explain: (error: unknown) => unknown) => Promise<unknown>;
  readonly watch?: SignInWatch | undefined;
  /** Told whose token is in use, where the service said so. */
  readonly onSignedIn?: ((userName: string) => void) | undefined;
};

/** Keeps one access token: shared, renewed a minute early, and never asked for again after a refusal. */
export function createAuth(deps: AuthDeps): Auth {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;
  let refusal: ApiError | undefined;
  let dropped: string | undefined;
  let epoch = 0;

  const isFresh = (token: {renewAt: number} | undefined) => token !== undefined && token.renewAt > deps.now();

  const obtain = async (): Promise<AccessToken> => {
    const credentials = await deps.credentials();
    if ('token' in credentials) return givenToken(credentials.token);
    const cached = await readCache(deps, credentials.clientId);
    if (cached !== undefined && isFresh(cached) && cached.accessToken !== dropped)
      return fromCache(cached, credentials.clientSecret);
    const token = await requestNew(deps, credentials);
    // The answer is worth keeping only if it can be read back; a full disk must not stop the work.
    await deps.cache?.write(token).catch(() => undefined);
    return fromCache(token, credentials.clientSecret);
  };

  const share = (): Promise<AccessToken> => {
    if (refusal !== undefined) return Promise.reject(refusal);
    if (pending !== undefined) return pending;
    const started = epoch;
    const mine = obtain().then(
      (token) => {
        if (started === epoch) {
          current = token;
          if (token.userName !== undefined) deps.onSignedIn?.(token.userName);
        }
        return token;
      },
      (error: unknown) => {
        if (started === epoch && isRefusal(error)) refusal = error;
        throw error;
      },
    );
    pending = mine.finally(() => {
      if (started === epoch) pending = undefined;
    });
    return pending;
  };

  return {
    token: async (signal) => (current !== undefined && isFresh(current) ? current : waitFor(share(), signal)),
    drop: (refused) => {
      dropped = refused.value;
      // Another call may have renewed it meanwhile.
      if (current?.value === refused.value) current = undefined;
    },
    reset: () => {
      epoch += 1;
      current = undefined;
      pending = undefined;
      refusal = undefined;
      dropped = undefined;
    },
  };
}

function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.operation === 'token' && error.kind === 'auth';
}

async function requestNew(deps: AuthDeps, credentials: SecretPair): Promise<CachedToken> {
  const {clientId} = credentials;
  deps.watch?.before(credentials);
  const answer = await deps.requestToken(credentials, (error) =>
    error instanceof ApiError && error.kind === 'auth' ? deps.watch?.refused(credentials, error) : undefined,
  );
  deps.watch?.accepted(credentials);
  return {endpoint: deps.endpoint, clientId, ...decodeToken(answer, deps.now())};
}

async function readCache(deps: AuthDeps, clientId: string): Promise<CachedToken | undefined> {
  const cached = await deps.cache?.read().catch(() => undefined);
  return cached?.endpoint === deps.endpoint && cached.clientId === clientId ? cached : undefined;
}

function fromCache(
  {accessToken, expiresAt, renewAt, userName}: CachedToken,
  clientSecret: string,
): AccessToken {
  return {
    value: accessToken,
    expiresAt,
    renewAt,
    secrets: [accessToken, clientSecret],
    isRenewable: true,
    ...(userName === undefined ? {} : {userName}),
  };
}

function givenToken(token: string): AccessToken {
  const value = token.trim();
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new AppError(
      'auth',
      'The access token that was given is not one: it is empty or holds spaces or odd characters.',
      {
        hint: 'Check EQUINIX_API_TOKEN; without it, casedeck uses the client id and secret.',
      },
    );
  }
  return {
    value,
    expiresAt: expiryOf(value),
    renewAt: Number.POSITIVE_INFINITY,
    secrets: [value],
    isRenewable: false,
  };
}

/** The `exp` of a JWT in milliseconds; Infinity where the token is something else. */
function expiryOf(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

type TokenReply = Omit<CachedToken, 'endpoint' | 'clientId'>;

/** Where the service does not say how long a token lives. */
const DEFAULT_LIFE_S = 1800;
const EARLY_MS = 60_000;

/** The token answer; `token_timeout` is seconds, as text or number (source: the Access Token API). */
function decodeToken(reply: unknown, now: number): TokenReply {
  const fields =
    typeof reply === 'object' && reply !== null ? (reply as Readonly<Record<string, unknown>>) : {};
  const accessToken = fields['access_token'];
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new ApiError('service', 'The service answered the sign-in, but gave no access token.', {
      operation: 'token',
      sent: true,
    });
  }
  const seconds = [fields['token_timeout'], fields['expires_in']]
    .map(Number)
    .find((value) => value > 0 && value < 1e9);
  const life = (seconds ?? DEFAULT_LIFE_S) * 1000;
  const userName = fields['user_name'];
  return {
    accessToken,
    expiresAt: now + life,
    // A token that lives shorter than a few minutes is used for half of its life.
    renewAt: now + Math.max(life - EARLY_MS, life / 2),
    ...(typeof userName === 'string' && userName !== '' ? {userName} : {}),
  };
}
