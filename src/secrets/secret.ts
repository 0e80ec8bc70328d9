import {AppError} from '../errors.ts';
import {present} from '../domain/present.ts';
import type {CachedToken} from '../api/credentials.ts';

/** An access token as kept beside the secret. Times in milliseconds since 1970. */
export type StoredToken = Pick<CachedToken, 'accessToken' | 'expiresAt' | 'renewAt'>;

/** What a store keeps for one profile. */
export type StoredSecret = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** URL that it may be sent to; absent in files that somebody made by hand: then any. */
  readonly endpoint?: string;
  readonly userName?: string;
  readonly token?: StoredToken;
};

export type StoreKind = 'keychain' | 'age' | 'memory';
export type SourceKind = 'environment' | 'command' | StoreKind;

/** A place for secrets. Every function may throw an AppError that says what to do. */
export type SecretStore = {
  readonly kind: StoreKind;
  /** What and where it is, for a person. */
  readonly describe: (profile: string) => string;
  /** Why it cannot be used here, in one sentence; undefined: it can. */
  readonly available: () => Promise<string | undefined>;
  /** True if something is kept for the profile; asks for no passphrase. */
  readonly holds: (profile: string) => Promise<boolean>;
  readonly read: (profile: string) => Promise<StoredSecret | undefined>;
  readonly write: (profile: string, secret: StoredSecret) => Promise<void>;
  /** True if there was something to remove. */
  readonly clear: (profile: string) => Promise<boolean>;
};

/** The JSON that stores keep; `credential_command` may print the same. */
export function serializeSecret(secret: StoredSecret): string {
  const {clientId, clientSecret, endpoint, userName, token} = secret;
  return JSON.stringify({
    client_id: clientId,
    client_secret: clientSecret,
    endpoint,
    user_name: userName,
    access:
      token === undefined
        ? undefined
        : {token: token.accessToken, expires_at: token.expiresAt, renew_at: token.renewAt},
  });
}

/** Reads what serializeSecret wrote; `where` names the place in the AppError `store` for anything else. */
export function parseSecret(text: string, where: string): StoredSecret {
  const data = asRecord(tryJson(text));
  const clientId = textOf(data?.['client_id']);
  const clientSecret = textOf(data?.['client_secret']);
  if (data === undefined || clientId === undefined || clientSecret === undefined) {
    throw new AppError('store', `What is kept in ${where} is not casedeck's.`, {
      hint: 'It must be JSON with client_id and client_secret. "casedeck login" makes it anew.',
    });
  }
  const endpoint = textOf(data['endpoint']);
  const userName = textOf(data['user_name']);
  const token = tokenOf(asRecord(data['access']));
  return {
    clientId,
    clientSecret,
    ...present({endpoint, userName, token}),
  };
}

function tokenOf(data: Readonly<Record<string, unknown>> | undefined): StoredToken | undefined {
  const {token, expires_at: expiresAt, renew_at: renewAt} = data ?? {};
  if (typeof token !== 'string' || typeof expiresAt !== 'number' || typeof renewAt !== 'number')
    return undefined;
  return {accessToken: token, expiresAt, renewAt};
}

/** undefined instead of an error, whose message would quote the text. */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
