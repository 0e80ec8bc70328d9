import {withoutCredential} from '../../secrets/environment.ts';
import type {Env} from '../../settings/paths.ts';
import {SeveralProfilesError} from '../../settings/several-names.ts';
import type {Opened} from './open-services.ts';

const LEFT_ASIDE =
  'EQUINIX_API_* variables name one service and one credential: with several profiles they are left aside.';

/**
 * Opens the profile that is asked for, or where several are, each of them, joined. What the environment says of service and credential would
 * count for all, and is of one alone.
 */
export async function openAsked(
  env: Env,
  openOne: () => Promise<Opened>,
  openNamed: (profile: string) => Promise<Opened>,
): Promise<Opened> {
  try {
    return await openOne();
  } catch (error) {
    if (!(error instanceof SeveralProfilesError)) throw error;
    const {joinServices} = await import('./join-services.ts');
    const joined = joinServices(await Promise.all(error.names.map(openNamed)));
    const isLeftAside = Object.keys(withoutCredential(env)).length < Object.keys(env).length;
    if (!isLeftAside) return joined;
    const {settings} = joined;
    return {...joined, settings: {...settings, warnings: [...settings.warnings, LEFT_ASIDE]}};
  }
}
