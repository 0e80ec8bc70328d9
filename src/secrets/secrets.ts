import type {CredentialsProvider, TokenCache} from '../api/credentials.ts';
import {AppError, NotSignedInError} from '../errors.ts';
import type {Env, Paths} from '../settings/paths.ts';
import {readLoginRecords, writeLoginRecord, type LoginRecord} from '../settings/settings-profiles.ts';
import type {ProfileSettings} from '../settings/settings-types.ts';
import {createAgeStore, type AskPassphrase} from './age.ts';
import {explainStores, type StoreReport} from './explain-stores.ts';
import {findCredentials, type Found} from './find-credentials.ts';
import {createKeychain} from './keychain.ts';
import {createMemoryStore} from './memory.ts';
import type {SecretStore, SourceKind, StoredSecret, StoreKind} from './secret.ts';
import {createSealedToken, type SealedToken} from './sealed-token.ts';
import {createTokenCache} from './token-cache.ts';

export type SecretsOptions = {
  readonly env: Env;
  readonly paths: Paths;
  readonly profile: ProfileSettings;
  /** Why credential_command is ignored, from the settings. */
  readonly untrusted?: string | undefined;
  /** Absent without a terminal: then nothing is asked. */
  readonly askPassphrase?: AskPassphrase | undefined;
  readonly now?: () => number;
  readonly ageWorkFactor?: number;
  readonly commandTimeoutMs?: number;
  /** Instead of the system's, for tests. */
  readonly keychain?: SecretStore;
  /** Those of the whole run, so that memory and passphrases outlive a change of profile; made anew if absent. */
  readonly stores?: readonly SecretStore[] | undefined;
  /** For the demo: no file is written. */
  readonly keepsNothing?: boolean | undefined;
};

export type LogoutReport = {
  /** Places a credential was removed from. */
  readonly removed: readonly string[];
  /** Places that could not be looked into, and why: a trace may be left there. */
  readonly problems: readonly string[];
};

/** The secrets of one profile. Nothing is read before the first question. */
export type Secrets = {
  readonly credentials: CredentialsProvider;
  readonly tokenCache: TokenCache;
  /** Where the credential in use came from; undefined: not signed in. Throws where a source is broken. */
  readonly source: () => Promise<{readonly kind: SourceKind; readonly where: string} | undefined>;
  /** Where the access token is kept between runs, for a person; undefined: it is not. Throws as `source`. */
  readonly tokenPlace: () => Promise<string | undefined>;
  /** Every place in order: in use, usable, or why not. Never throws, never asks. */
  readonly explain: () => Promise<readonly StoreReport[]>;
  /** Keeps a credential that the service has accepted, and removes older ones from the other stores. */
  readonly save: (where: StoreKind, secret: StoredSecret) => Promise<void>;
  /** Removes every trace of this profile's credential from all stores. */
  readonly logout: () => Promise<LogoutReport>;
  /** Looks for the credential anew at the next question. */
  readonly forget: () => void;
};

/** The secrets of a profile: environment, credential_command, keychain, age file, memory, in this order. */
export function createSecrets(options: SecretsOptions): Secrets {
  const {profile, paths, env} = options;
  const stores = options.stores ?? createStores(options);
  let found: Promise<Found> | undefined;
  let tokenCache: TokenCache | undefined;

  const login = (): LoginRecord | undefined => readLoginRecords(paths)[profile.name];
  const forget = (): void => {
    found = undefined;
    tokenCache = undefined;
  };
  const find = (): Promise<Found> => {
    found ??= findCredentials({
      env,
      profile,
      stores: asked(stores, profile, login()),
      login: login(),
      commandTimeoutMs: options.commandTimeoutMs ?? 30_000,
    }).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };

  const mayKeep = options.keepsNothing !== true && profile.store !== 'memory';
  const sealed = mayKeep ? createSealedToken(paths, profile.name) : undefined;
  const cache = (): TokenCache => {
    tokenCache ??= createTokenCache({find, login, profile, sealed});
    return tokenCache;
  };

  return {
    credentials: async () => (await find()).credentials,
    tokenCache: {
      read: () => cache().read(),
      write: (token) => cache().write(token),
      clear: () => cache().clear(),
    },
    source: () =>
      find().then(
        ({kind, where}) => ({kind, where}),
        (error: unknown) => {
          if (error instanceof NotSignedInError) return undefined;
          throw error;
        },
      ),
    tokenPlace: async () => placeOfToken(await find(), sealed),
    explain: () => explainStores({...options, stores, login: login()}),
    save: async (where, secret) => {
      await save(stores, options, where, {...secret, endpoint: profile.endpoint});
      forget();
    },
    logout: () => {
      forget();
      return logout(stores, options, login());
    },
    forget,
  };
}

function placeOfToken(
  {stored, where, credentials}: Found,
  sealed: SealedToken | undefined,
): string | undefined {
  if (stored !== undefined) return stored.store.kind === 'memory' ? undefined : where;
  const isKept = sealed !== undefined && !('token' in credentials);
  return isKept ? `${sealed.file}, which only the client secret opens` : undefined;
}

async function save(
  stores: readonly SecretStore[],
  options: SecretsOptions,
  where: StoreKind,
  secret: StoredSecret,
): Promise<void> {
  const {profile, paths, now = Date.now} = options;
  const store = stores.find((one) => one.kind === where);
  if (store === undefined) throw new AppError('store', `There is no place called ${where}.`);
  await store.write(profile.name, secret);
  if (where === 'memory') return;
  // An older secret in a place that comes first would be used instead.
  const others = stores.filter((one) => one !== store);
  await Promise.all(others.map((one) => one.clear(profile.name).catch(() => false)));
  const {endpoint = profile.endpoint, userName} = secret;
  writeLoginRecord(paths, profile.name, {
    endpoint,
    store: where,
    at: now(),
    ...(userName === undefined ? {} : {userName}),
  });
}

/** Keychain, age file and memory of one run. */
export function createStores(
  options: Pick<SecretsOptions, 'env' | 'paths' | 'askPassphrase' | 'ageWorkFactor' | 'keychain'>,
): readonly SecretStore[] {
  const {env, paths, askPassphrase, ageWorkFactor: workFactor} = options;
  return [
    options.keychain ?? createKeychain({env}),
    createAgeStore({env, paths, askPassphrase, workFactor}),
    createMemoryStore(),
  ];
}

/** Memory first: what this run was told. The others as configured; where the last login went is known without asking. */
function asked(
  stores: readonly SecretStore[],
  profile: ProfileSettings,
  login: LoginRecord | undefined,
): readonly SecretStore[] {
  const wanted = profile.store === 'auto' ? login?.store : profile.store;
  const [memory, others] = [
    stores.filter((one) => one.kind === 'memory'),
    stores.filter((one) => one.kind !== 'memory'),
  ];
  return [...memory, ...others.filter((one) => wanted === undefined || wanted === one.kind)];
}

async function logout(
  stores: readonly SecretStore[],
  {profile, paths, env}: SecretsOptions,
  login: LoginRecord | undefined,
): Promise<LogoutReport> {
  const removed: string[] = [];
  const problems: string[] = [];
  for (const store of stores) {
    try {
      if (await store.clear(profile.name)) removed.push(store.describe(profile.name));
    } catch (error) {
      if (mayHold(store, login)) problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const sealed = createSealedToken(paths, profile.name);
  if (sealed.clear()) removed.push(sealed.file);
  // The record stays where the secret could not be removed, so that a second try knows where to look.
  if (login !== undefined && problems.length === 0) writeLoginRecord(paths, profile.name, undefined);
  if (env['EQUINIX_API_CLIENTSECRET'] || env['EQUINIX_API_TOKEN'])
    problems.push('The environment still holds a credential; unset it there.');
  return {removed, problems};
}

/** A keychain that is not there can hold something only if it was there at the last login. */
function mayHold(store: SecretStore, login: LoginRecord | undefined): boolean {
  return store.kind !== 'keychain' || login?.store === 'keychain';
}
