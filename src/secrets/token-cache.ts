import type {CachedToken, TokenCache} from '../api/credentials.ts';
import type {LoginRecord} from '../settings/settings-profiles.ts';
import type {ProfileSettings} from '../settings/settings-types.ts';
import type {Found} from './find-credentials.ts';
import type {SealedToken, SealKey} from './sealed-token.ts';
import type {StoredSecret} from './secret.ts';

export type TokenCacheDeps = {
  readonly find: () => Promise<Found>;
  /** The login record as it is now. */
  readonly login: () => LoginRecord | undefined;
  readonly profile: ProfileSettings;
  /** For secrets that somebody else keeps; absent where nothing may be kept. */
  readonly sealed: SealedToken | undefined;
};

/**
 * Keeps the access token where its secret is kept; if another program keeps the secret, in a file that only the secret
 * opens.
 */
export function createTokenCache({find, login, profile, sealed}: TokenCacheDeps): TokenCache {
  let reads = 0;
  let unstored: CachedToken | undefined;
  return {
    read: async () => {
      const {stored, credentials} = await find();
      if (stored === undefined) {
        const key = keyOf(credentials, profile);
        return key === undefined ? undefined : (sealed?.read(key) ?? unstored);
      }
      // Later on another casedeck may have renewed it.
      reads += 1;
      const secret = reads === 1 ? stored.secret : await stored.store.read(profile.name);
      return secret === undefined ? undefined : toCached(secret, profile.endpoint);
    },
    write: async (cached) => {
      const {stored, credentials} = await find();
      if (stored === undefined) {
        unstored = cached;
        const key = keyOf(credentials, profile);
        if (key?.clientId === cached.clientId) sealed?.write(key, cached);
        return;
      }
      // If the user has signed out or in elsewhere, writing would bring the old secret back.
      if (stored.store.kind === 'memory' || login()?.at === stored.login?.at) {
        if (stored.secret.clientId === cached.clientId)
          await stored.store.write(profile.name, withToken(stored.secret, cached));
      }
    },
    clear: async () => {
      const {stored} = await find();
      unstored = undefined;
      if (stored === undefined) {
        sealed?.clear();
        return;
      }
      const {token: _token, ...secret} = stored.secret;
      await stored.store.write(profile.name, secret);
    },
  };
}

function keyOf(credentials: Found['credentials'], {endpoint}: ProfileSettings): SealKey | undefined {
  return 'token' in credentials ? undefined : {...credentials, endpoint};
}

function toCached(secret: StoredSecret, endpoint: string): CachedToken | undefined {
  const {clientId, token, userName} = secret;
  if (token === undefined) return undefined;
  return {endpoint, clientId, ...token, ...(userName === undefined ? {} : {userName})};
}

function withToken(secret: StoredSecret, cached: CachedToken): StoredSecret {
  const {accessToken, expiresAt, renewAt, userName} = cached;
  return {...secret, token: {accessToken, expiresAt, renewAt}, ...(userName === undefined ? {} : {userName})};
}
