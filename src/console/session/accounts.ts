import type {Accounts} from '../../state/services.ts';
import type {AccountInfo} from '../../domain/account.ts';
import type {Env, Paths} from '../../settings/paths.ts';
import type {SecretStore} from '../../secrets/secret.ts';
import {environmentOf} from '../../settings/settings-endpoint.ts';
import {isFirstRun, loadSettings} from '../../settings/settings.ts';
import type {ProfileSettings} from '../../settings/settings-types.ts';
import {createSignIn} from '../../sync/sign-in.ts';

const NOBODY: ReadonlyMap<string, {readonly endpoint: string}> = new Map();

export type AccountsOptions = {
  /** The environment for a profile; undefined is the one casedeck was started with. */
  readonly envFor: (profile: string | undefined) => Env;
  readonly paths: Paths;
  readonly stores: readonly SecretStore[];
  /** False in the demo, and where somebody has just signed in: nobody needs to be welcomed. */
  readonly mayBeNew: boolean;
  /** Profiles that were signed in to for this run alone, with the service of each. */
  readonly typed?: ReadonlyMap<string, {readonly endpoint: string}> | undefined;
};

/** The accounts of this machine, for the sign-in screen and the switcher. */
export function createAccounts(options: AccountsOptions): Omit<Accounts, 'lookAgain'> {
  const {envFor, paths, stores, mayBeNew, typed = NOBODY} = options;
  return {
    joined: [],
    profiles: async () => {
      const {profiles, readOnly} = await loadSettings({env: envFor(undefined), paths, several: 'first'});
      const known = profiles.map((profile) => accountOf(profile, {readOnly: readOnly || profile.readOnly}));
      // Nothing on disk tells of these.
      const others = [...typed].filter(([name]) => !known.some(({profile}) => profile === name));
      return [...known, ...others.map(([name, {endpoint}]) => accountForRun(name, endpoint, readOnly))];
    },
    signIn: createSignIn({envFor, paths, stores}),
    isNew: mayBeNew && !hasCredential(envFor(undefined)) && isFirstRun(paths),
  };
}

function accountForRun(profile: string, endpoint: string, readOnly: boolean): AccountInfo {
  const environment = environmentOf(endpoint);
  return {profile, environment, endpoint, label: 'signed in for this run', isNamed: false, readOnly};
}

/** What the header and the switcher show of a profile. */
export function accountOf(
  profile: ProfileSettings,
  {readOnly, isNamed = false}: {readonly readOnly: boolean; readonly isNamed?: boolean},
): AccountInfo {
  const {name, environment, endpoint, account} = profile;
  return {profile: name, environment, endpoint, label: account, isNamed, readOnly};
}

const VARIABLES = ['EQUINIX_API_TOKEN', 'EQUINIX_API_CLIENTSECRET', 'EQUINIX_API_CLIENTID'];

function hasCredential(env: Env): boolean {
  return VARIABLES.some((name) => env[name] || env[`${name}_FILE`]);
}
