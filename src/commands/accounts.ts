import type {AccountInfo, Accounts} from '../services.ts';
import type {Env, Paths} from '../store/paths.ts';
import type {SecretStore} from '../store/secrets/secret.ts';
import {isFirstRun, loadSettings} from '../store/settings.ts';
import type {ProfileSettings} from '../store/settings-types.ts';
import {createSignIn} from '../sync/sign-in.ts';

export type AccountsOptions = {
  /** The environment for a profile; undefined is the one casedeck was started with. */
  readonly envFor: (profile: string | undefined) => Env;
  readonly paths: Paths;
  readonly stores: readonly SecretStore[];
  /** False in the demo, and where somebody has just signed in: nobody needs to be welcomed. */
  readonly mayBeNew: boolean;
};

/** The accounts of this machine, for the sign-in screen and the switcher. */
export function createAccounts(options: AccountsOptions): Omit<Accounts, 'lookAgain'> {
  const {envFor, paths, stores, mayBeNew} = options;
  return {
    profiles: async () => {
      const {profiles, readOnly} = await loadSettings({env: envFor(undefined), paths});
      return profiles.map((profile) => accountOf(profile, {readOnly: readOnly || profile.readOnly}));
    },
    signIn: createSignIn({envFor, paths, stores}),
    isNew: mayBeNew && !hasCredential(envFor(undefined)) && isFirstRun(paths),
  };
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
