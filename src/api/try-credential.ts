import {createApi, type ApiOptions} from './create-api.ts';
import type {CachedToken} from './credentials.ts';

export type TriedCredential = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The account that it belongs to, as the service calls it. Not yet safe to print. */
  readonly userName?: string;
  readonly token: Pick<CachedToken, 'accessToken' | 'expiresAt' | 'renewAt'>;
};

/**
 * Signs in once with a credential that a user typed. It sends one request, never a second one after a refusal, because
 * the service locks an account after five. Returns what a secret store can keep. Throws an ApiError: kind `auth` means
 * refused, and counts; `network`, `timeout` and others say nothing about the credential.
 */
export async function tryCredential(
  options: Pick<ApiOptions, 'endpoint' | 'send' | 'limits' | 'paths' | 'proxy' | 'userAgent' | 'watch'>,
  credential: {readonly clientId: string; readonly clientSecret: string},
): Promise<TriedCredential> {
  let got: CachedToken | undefined;
  const api = createApi({
    ...options,
    retry: {tries: 1},
    credentials: () => Promise.resolve(credential),
    tokenCache: {
      read: () => Promise.resolve(undefined),
      write: (token) => {
        got = token;
        return Promise.resolve();
      },
      clear: () => Promise.resolve(),
    },
  });
  await api.identify();
  if (got === undefined) throw new TypeError('identify() resolved without a token');
  const {accessToken, expiresAt, renewAt, userName} = got;
  return {
    ...credential,
    token: {accessToken, expiresAt, renewAt},
    ...(userName === undefined ? {} : {userName}),
  };
}
