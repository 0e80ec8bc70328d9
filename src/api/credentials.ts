import type {ApiError} from '../errors.ts';

/** What a sign-in consists of: a client id and secret, or a token that is used as it is. */
export type Credentials =
  | {readonly clientId: string; readonly clientSecret: string}
  | {readonly token: string};

/** Asked for whenever a token is needed. Throws an AppError `auth` where there is none. */
export type CredentialsProvider = () => Promise<Credentials>;

/** An access token as kept between runs. It is a secret. */
export type CachedToken = {
  /** Base URL and client id that it belongs to; for others it is not used. */
  readonly endpoint: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** From when a new one is asked for, in milliseconds since 1970. */
  readonly renewAt: number;
  readonly userName?: string;
};

/** Where tokens are kept between runs, so that ten commands in a row ask for only one. Its failures are ignored. */
export type TokenCache = {
  readonly read: () => Promise<CachedToken | undefined>;
  readonly write: (token: CachedToken) => Promise<void>;
  readonly clear: () => Promise<void>;
};

type SecretPair = {readonly clientId: string; readonly clientSecret: string};

/** Told about each token request: refused ones are counted, and the same credential is not sent twice. */
export type SignInWatch = {
  /** Throws an AppError `auth` where this credential must not be sent. */
  readonly before: (credentials: SecretPair) => void;
  /** Gives the error to throw: what the service said, with what is known of earlier attempts. */
  readonly refused: (credentials: SecretPair, error: ApiError) => ApiError;
  readonly accepted: (credentials: SecretPair) => void;
};
