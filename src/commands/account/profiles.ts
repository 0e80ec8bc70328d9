import {resolvePaths} from '../../settings/paths.ts';
import {readLoginRecords} from '../../settings/settings-profiles.ts';
import {loadSettings} from '../../settings/settings.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';

/** `casedeck profiles`: every profile that the configuration or a login knows; the one in use is marked. */
export async function runProfiles(
  io: Io,
  {profile: name}: GlobalFlags,
  options: {readonly json?: boolean},
): Promise<number> {
  const {env} = io;
  const paths = resolvePaths(env);
  const settings = await loadSettings({env, paths, profile: name, several: 'first'});
  const logins = readLoginRecords(paths);
  const profiles = settings.profiles.map(({name: profile, environment, endpoint, account, readOnly}) => ({
    profile,
    current: profile === settings.profile.name,
    environment,
    endpoint,
    account,
    store: logins[profile]?.store,
    readOnly: readOnly || settings.readOnly,
  }));
  if (options.json === true) printJson(io, profiles);
  else {
    const rows = profiles.map((item) => [
      item.current ? '*' : '',
      item.profile,
      item.environment === 'custom' ? item.endpoint : item.environment,
      toSafeLine(item.store ?? ''),
      item.readOnly ? 'read' : 'read, write',
      item.account ?? '',
    ]);
    io.out(table(['', 'PROFILE', 'SERVICE', 'KEPT IN', 'MAY', 'ACCOUNT'], rows, io.stdout));
  }
  return 0;
}
