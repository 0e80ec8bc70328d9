import {createSend} from '../api/http/network.ts';
import {proxyFor} from '../api/http/network-proxy.ts';
import {checkEndpoint} from '../domain/check-endpoint.ts';
import {tryCredential, type TriedCredential} from '../api/try-credential.ts';
import {errorLine} from '../errors.ts';
import {checkProfileName, type Env, type Paths} from '../settings/paths.ts';
import {credentialProblem, credentialText} from '../secrets/credential-text.ts';
import {environmentCredentials} from '../secrets/environment.ts';
import {createRefusals} from '../secrets/refusals.ts';
import type {SecretStore, StoreKind} from '../secrets/secret.ts';
import {createSecrets} from '../secrets/secrets.ts';
import {ENDPOINTS} from '../settings/settings-endpoint.ts';
import {loadSettings} from '../settings/settings.ts';
import type {ProfileSettings, Settings} from '../settings/settings-types.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

/** What is known of a profile before anything is typed. */
export type SignInStart = {
  readonly profile: string;
  readonly endpoint: string;
  /** The setting that decides the endpoint, so that it cannot be chosen. */
  readonly endpointFrom: string | undefined;
  readonly clientId: string | undefined;
  /** What would be used before anything that is kept: the environment or credential_command, in words. */
  readonly before: string | undefined;
};

export type SignInAnswer = {
  readonly profile: string;
  readonly endpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** What cannot be tried, and why, in a sentence. */
export type AnswerProblem = {
  readonly field: 'endpoint' | 'profile' | 'clientId' | 'clientSecret';
  readonly words: string;
};

/** A credential that the service has accepted. */
export type SignedIn = {
  readonly profile: string;
  readonly endpoint: string;
  /** The account, as the service calls it; safe to print. */
  readonly account: string | undefined;
  readonly credential: TriedCredential;
};

/** A place for the secret, usable or with the reason why not. */
export type Place = {readonly kind: StoreKind; readonly usable: boolean; readonly message: string};

/** Signing in, for the command line and the console alike. Nothing here asks, prints or tries twice. */
export type SignIn = {
  /** The vendor's own. */
  readonly environments: typeof ENDPOINTS;
  /** Bad input is refused before it is sent: an attempt with it could only fail, and it would count. */
  readonly problemOf: (answer: SignInAnswer) => AnswerProblem | undefined;
  /** Throws an AppError `config`. */
  readonly begin: (profile: string | undefined) => Promise<SignInStart>;
  /** One request. Throws an ApiError; of kind `auth` it was a refusal: it counts, and the words say how many there were. */
  readonly attempt: (answer: SignInAnswer) => Promise<SignedIn>;
  /** Where the secret can be kept, in the order of preference; memory is always one. */
  readonly places: (signedIn: Pick<SignedIn, 'profile' | 'endpoint'>) => Promise<readonly Place[]>;
  /** Keeps it, and removes older ones of this profile elsewhere. Throws an AppError where that place fails. */
  readonly keep: (signedIn: SignedIn, where: StoreKind) => Promise<void>;
};

export type SignInDeps = {
  /** The environment for a profile; undefined is the one in use. */
  readonly envFor: (profile: string | undefined) => Env;
  readonly paths: Paths;
  readonly stores: readonly SecretStore[];
};

/** See {@link SignIn}. */
export function createSignIn(deps: SignInDeps): SignIn {
  const {envFor, paths, stores} = deps;
  const load = (profile: string | undefined, endpoint?: string): Promise<Settings> =>
    loadSettings({env: envFor(profile), paths, profile, endpoint});
  return {
    environments: ENDPOINTS,
    problemOf: problemOfAnswer,
    begin: async (name) => {
      const settings = await load(name);
      const {profile} = settings;
      return {
        profile: profile.name,
        endpoint: profile.endpoint,
        endpointFrom: decidedBy(settings),
        clientId: profile.clientId,
        before: comesBefore(settings, envFor(name)),
      };
    },
    attempt: async ({profile, endpoint: wanted, clientId, clientSecret}) => {
      const env = envFor(profile);
      const {api} = await load(profile);
      const endpoint = checkEndpoint(wanted, 'The URL');
      const proxy = proxyFor(endpoint, env);
      const credential = await tryCredential(
        {
          endpoint,
          send: createSend({env, connectTimeoutMs: api.connectTimeoutMs}),
          limits: {readMs: api.timeoutMs},
          paths: api.paths,
          userAgent: `casedeck/${CASEDECK_VERSION}`,
          watch: createRefusals({paths, endpoint}).watch({isAskedFor: true}),
          ...(proxy.kind === 'proxy' ? {proxy: proxy.url.href} : {}),
        },
        {clientId: credentialText(clientId), clientSecret: credentialText(clientSecret)},
      );
      const {userName} = credential;
      return {
        profile,
        endpoint,
        account: userName === undefined ? undefined : toSafeLine(userName),
        credential,
      };
    },
    places: async ({profile, endpoint}) => {
      const {profile: settings} = await load(profile, endpoint);
      return await Promise.all(stores.map((store) => placeOf(store, settings)));
    },
    keep: async ({profile, endpoint, credential}, where) => {
      const settings = await load(profile, endpoint);
      const secrets = createSecrets({
        env: envFor(profile),
        paths,
        profile: {...settings.profile, endpoint},
        stores,
      });
      await secrets.save(where, credential);
    },
  };
}

function problemOfAnswer(answer: SignInAnswer): AnswerProblem | undefined {
  const {endpoint, profile, clientId, clientSecret} = answer;
  const problems: readonly (readonly [AnswerProblem['field'], string | undefined])[] = [
    ['endpoint', messageOf(() => checkEndpoint(endpoint, 'The URL'))],
    ['profile', messageOf(() => checkProfileName(profile))],
    ['clientId', credentialProblem(credentialText(clientId), 'The client id')],
    ['clientSecret', credentialProblem(credentialText(clientSecret), 'The client secret')],
  ];
  for (const [field, words] of problems) if (words !== undefined) return {field, words};
  return undefined;
}

function messageOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return errorLine(error);
  }
}

async function placeOf(store: SecretStore, profile: ProfileSettings): Promise<Place> {
  const {kind} = store;
  if (kind !== 'memory' && profile.store !== 'auto' && profile.store !== kind)
    return {kind, usable: false, message: `the profile says store = "${profile.store}"`};
  const why = await store.available();
  return {kind, usable: why === undefined, message: why ?? store.describe(profile.name)};
}

function decidedBy({origins, profile}: Settings): string | undefined {
  const origin = origins.get('api.endpoint');
  if (origin?.from === 'environment') return origin.name;
  if (origin?.from === 'file' && origin.key.startsWith(`profiles.${profile.name}.`))
    return `${origin.key} in ${origin.file}`;
  return undefined;
}

function comesBefore({profile}: Settings, env: Env): string | undefined {
  const found = withoutThrowing(() => environmentCredentials(env, profile.clientId));
  if (found !== undefined) return found.variables.join(' and ');
  return profile.credentialCommand === undefined ? undefined : 'credential_command of the configuration';
}

function withoutThrowing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
