import type {Credentials} from '../api/credentials.ts';
import {AppError, NotSignedInError} from '../errors.ts';
import type {Env} from '../settings/paths.ts';
import type {LoginRecord} from '../settings/settings-profiles.ts';
import type {ProfileSettings} from '../settings/settings-types.ts';
import {commandCredentials} from './command.ts';
import {usableCredentials} from './credential-text.ts';
import {environmentCredentials, environmentGap} from './environment.ts';
import type {SecretStore, SourceKind, StoredSecret} from './secret.ts';

/** The credential in use, and where it was found. */
export type Found = {
  readonly kind: SourceKind;
  /** For a person: variables, the command's program, or the store. */
  readonly where: string;
  readonly credentials: Credentials;
  /** For credentials from a store: the store, what it held, and the login that put it there. */
  readonly stored?: {
    readonly store: SecretStore;
    readonly secret: StoredSecret;
    readonly login: LoginRecord | undefined;
  };
};

export type FindDeps = {
  readonly env: Env;
  readonly profile: ProfileSettings;
  /** In the order in which they are asked. */
  readonly stores: readonly SecretStore[];
  readonly login: LoginRecord | undefined;
  readonly commandTimeoutMs: number;
};

/** One place that had nothing to use, and why. */
export type Miss = {readonly kind: SourceKind; readonly why: string};

/**
 * The first credential in order: environment, credential_command, the stores. Throws an AppError `auth`
 * that names what was tried; a file that cannot be trusted, a command that fails and a wrong passphrase
 * end the search, as silently taking another account's credential would be worse.
 */
export async function findCredentials(deps: FindDeps): Promise<Found> {
  const {env, profile} = deps;
  const misses: Miss[] = [];
  const fromEnv = environmentCredentials(env, profile.clientId);
  if (fromEnv !== undefined) {
    const where = fromEnv.variables.join(' and ');
    return {kind: 'environment', where, credentials: usableCredentials(fromEnv.credentials, where)};
  }
  const gap = environmentGap(env, profile.clientId);
  if (gap !== undefined) misses.push({kind: 'environment', why: gap});
  const {credentialCommand: command} = profile;
  if (command !== undefined) {
    const credentials = await commandCredentials({
      command,
      env,
      clientId: profile.clientId,
      timeoutMs: deps.commandTimeoutMs,
    });
    const where = `credential_command (${command[0] ?? ''})`;
    return {kind: 'command', where, credentials: usableCredentials(credentials, where)};
  }
  for (const store of deps.stores) {
    const result = await readStore(store, deps);
    if ('credentials' in result) return result;
    misses.push(result);
  }
  throw notSignedIn(profile, misses, deps.login);
}

async function readStore(store: SecretStore, {profile, login}: FindDeps): Promise<Found | Miss> {
  let secret: StoredSecret | undefined;
  try {
    secret = await store.read(profile.name);
  } catch (error) {
    // If the keychain fails now, the next place may work; the last message says whether the failure matters.
    if (store.kind !== 'keychain' || !(error instanceof AppError)) throw error;
    return {kind: store.kind, why: lowerFirst(error.message)};
  }
  if (secret === undefined)
    return {kind: store.kind, why: `${store.describe(profile.name)} holds nothing for it`};
  const {clientId, clientSecret, endpoint} = secret;
  if (endpoint !== undefined && endpoint !== profile.endpoint) {
    // Else anybody who can set one variable could have the secret sent to a host of theirs.
    return {
      kind: store.kind,
      why: `what ${store.describe(profile.name)} holds belongs to ${endpoint}, not to ${profile.endpoint}`,
    };
  }
  return {
    kind: store.kind,
    where: store.describe(profile.name),
    credentials: usableCredentials({clientId, clientSecret}, store.describe(profile.name)),
    stored: {store, secret, login},
  };
}

function notSignedIn(
  profile: ProfileSettings,
  misses: readonly Miss[],
  login: LoginRecord | undefined,
): AppError {
  const told = misses
    .filter((miss) => miss.kind !== 'memory' && !miss.why.endsWith('holds nothing for it'))
    // A keychain that is not there matters only to those who keep something in it.
    .filter((miss) => miss.kind !== 'keychain' || login?.store === 'keychain' || profile.store === 'keychain')
    .map((miss) => miss.why);
  const why = told.length === 0 ? '' : ` (${told.join('; ')})`;
  return new NotSignedInError(
    'auth',
    `Not signed in: there is no credential for the profile "${profile.name}"${why}.`,
    {
      hint: 'Run "casedeck login", or set EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET.',
    },
  );
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`;
}
