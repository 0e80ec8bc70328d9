import {AppError} from '../../errors.ts';
import {withoutCredential} from '../../secrets/environment.ts';
import {checkProfileName, type Env, type Paths} from '../../settings/paths.ts';
import {knownProfiles} from '../../settings/settings.ts';
import type {Opened} from './open-services.ts';

/** Every profile that is known here. */
const ALL = 'all';

/**
 * The profiles that `prod,lab` or `all` names; undefined where it names one. `others` are those that were signed in to for this run alone.
 * Throws an AppError `config` for a name that nobody knows: a slip must not open an empty account among the others.
 */
export async function severalProfiles(
  wanted: string | undefined,
  paths: Paths,
  others: readonly string[] = [],
): Promise<readonly string[] | undefined> {
  if (wanted === undefined || !(wanted === ALL || wanted.includes(','))) return undefined;
  const known = [...new Set([...(await knownProfiles(paths)), ...others])];
  // A profile may have had this name before it meant all of them.
  if (known.includes(wanted)) return undefined;
  const parts = wanted.split(',').map((name) => name.trim());
  const names =
    wanted === ALL ? known : [...new Set(parts.filter((name) => name !== ''))].map(checkProfileName);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0)
    throw new AppError('config', `There is no profile ${unknown.join(' or ') || 'at all'}.`, {
      hint: `Known here: ${known.join(', ') || 'none'}. "casedeck --profile NAME login" makes one.`,
    });
  return names;
}

const LEFT_ASIDE =
  'EQUINIX_API_* variables name one service and one credential: with several profiles they are left aside.';

/** Opens each, and joins them. What the environment says of service and credential would count for all, and is of one alone. */
export async function openJoined(
  names: readonly string[],
  env: Env,
  open: (profile: string) => Promise<Opened>,
): Promise<Opened> {
  const [{joinServices}, opened] = await Promise.all([
    import('./join-services.ts'),
    Promise.all(names.map(open)),
  ]);
  const joined = joinServices(opened);
  const isLeftAside = Object.keys(withoutCredential(env)).length < Object.keys(env).length;
  if (!isLeftAside) return joined;
  const {settings} = joined;
  return {...joined, settings: {...settings, warnings: [...settings.warnings, LEFT_ASIDE]}};
}
