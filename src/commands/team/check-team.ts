import type {Io} from '../../console/session/io.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {describeError} from '../../errors.ts';
import {DESK_VERSION} from '../../team/desk-schema.ts';
import {failed, ok, warning, type Check} from '../account/doctor-checks/check.ts';
import {deskIn, withDatabase, type Question} from './desk-of.ts';

/** Names under which several people often work. */
const SHARED_NAMES = /^(root|admin|ubuntu|ec2-user|noc|support|oncall)$/i;

/** Whether the desk can be reached, is one, and lets this user work on it. */
export async function checkTeam(
  io: Pick<Io, 'env'>,
  settings: Settings,
  login: string,
): Promise<readonly Check[]> {
  if (settings.team.url === undefined) return [];
  const name = settings.team.name ?? login;
  const ownName = SHARED_NAMES.test(name)
    ? [warning('Team name', `"${name}" may be several people.`, 'Set name in [team].')]
    : [];
  try {
    const found = deskIn(settings, io);
    const check = await withDatabase(found, (ask) => checkDesk(ask, found.address.shown));
    return [check, ...ownName];
  } catch (error) {
    const {title, hint} = describeError(error);
    return [failed('Team desk', title, hint), ...ownName];
  }
}

async function checkDesk(ask: Question, shown: string): Promise<Check> {
  const started = performance.now();
  const [about] = await ask('SELECT version FROM casedeck.about');
  const ms = Math.round(performance.now() - started);
  const version = Number(about?.['version']);
  if (version < DESK_VERSION)
    return warning(
      'Team desk',
      `${shown}: of version ${version}.`,
      '"casedeck team init" brings it up to date.',
    );
  const [right] = await ask(
    "SELECT has_function_privilege(oid, 'EXECUTE') AS may FROM pg_proc WHERE proname = 'put' AND pronamespace = 'casedeck'::regnamespace",
  );
  if (right?.['may'] !== true)
    return failed('Team desk', `${shown}: this user may only read.`, 'GRANT casedeck_member TO it.');
  return ok('Team desk', `${shown}: answers in ${ms} ms`);
}
