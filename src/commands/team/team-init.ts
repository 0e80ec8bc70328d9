import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {AppError} from '../../errors.ts';
import {DESK_ROLES, DESK_VERSION, deskStatements, ROLE_STATEMENTS} from '../../team/desk-schema.ts';
import {askYes} from '../ask.ts';
import {findDesk, withDatabase, type Question} from './desk-of.ts';

export type InitOptions = {
  readonly yes?: boolean;
  /** Says what it would do, and does nothing. */
  readonly dryRun?: boolean;
  /** Prints the statements for an administrator, and asks the server nothing. */
  readonly print?: boolean;
};

type Server = {
  readonly version: number;
  readonly encoding: string;
  readonly desk: number | undefined;
  readonly missingRoles: readonly string[];
  readonly mayMakeRoles: boolean;
};

/** The oldest server whose functions the desk uses, as `server_version_num` has it. */
const OLDEST_SERVER = 130_000;

/** `casedeck team init`: makes the desk's schema or brings it up to date, after saying what it will do. */
export async function runTeamInit(io: Io, flags: GlobalFlags, options: InitOptions): Promise<number> {
  if (options.print === true) {
    io.out(`${ROLE_STATEMENTS}\n${deskStatements({roles: true})}\n`);
    return 0;
  }
  const found = await findDesk(io, flags);
  return await withDatabase(found, async (ask) => {
    const server = await lookAt(ask);
    checkServer(server);
    const hasRoles = server.missingRoles.length === 0 || server.mayMakeRoles;
    io.err(`casedeck: ${planText(server, hasRoles)} (${found.address.shown})\n`);
    if (options.dryRun === true) {
      io.note('casedeck: Nothing was changed.\n');
      return 0;
    }
    if (options.yes !== true && !(await askYes(io, 'Go on?', '--yes'))) {
      io.err('casedeck: Nothing was changed.\n');
      return 1;
    }
    if (server.mayMakeRoles) for (const role of server.missingRoles) await ask(`CREATE ROLE ${role} NOLOGIN`);
    await ask(deskStatements({roles: hasRoles}));
    io.note(`casedeck: The desk is ready. ${afterText(hasRoles)}\n`);
    return 0;
  });
}

async function lookAt(ask: Question): Promise<Server> {
  const [row] = await ask(
    `SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding, to_regclass('casedeck.about') IS NOT NULL AS "hasDesk",
    (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS "mayMakeRoles",
    ARRAY(SELECT name FROM unnest($1::text[]) AS name WHERE name NOT IN (SELECT rolname FROM pg_roles)) AS missing`,
    [[...DESK_ROLES]],
  );
  const desk = row?.['hasDesk'] === true ? await ask('SELECT version FROM casedeck.about') : [];
  return {
    version: Number(row?.['version']),
    encoding: String(row?.['encoding']),
    desk: desk[0] === undefined ? undefined : Number(desk[0]['version']),
    missingRoles: missingOf(row?.['missing']),
    mayMakeRoles: row?.['mayMakeRoles'] === true,
  };
}

function missingOf(value: unknown): readonly string[] {
  return DESK_ROLES.filter((role) => Array.isArray(value) && value.includes(role));
}

function checkServer({version, encoding, desk}: Server): void {
  if (version < OLDEST_SERVER)
    throw new AppError(
      'config',
      `The server is PostgreSQL ${Math.floor(version / 10_000)}; the desk needs 13 or later.`,
    );
  if (encoding !== 'UTF8')
    throw new AppError('config', `The database's encoding is ${encoding}; the desk needs UTF8.`, {
      hint: "CREATE DATABASE casedeck ENCODING 'UTF8' TEMPLATE template0 makes one.",
    });
  if (desk !== undefined && desk > DESK_VERSION)
    throw new AppError('config', `The desk is of version ${desk}; this casedeck knows ${DESK_VERSION}.`, {
      hint: 'It was left as it is. Update casedeck.',
    });
}

function planText({desk, missingRoles}: Server, hasRoles: boolean): string {
  const what =
    desk === undefined
      ? 'This makes the schema "casedeck" with its tables and functions, and touches nothing else'
      : `This brings the schema "casedeck" from version ${desk} to ${DESK_VERSION}; nothing in it is lost`;
  const roles = missingRoles.join(' and ');
  if (missingRoles.length === 0) return `${what}.`;
  return hasRoles
    ? `${what}. It also makes the roles ${roles}.`
    : `${what}. The roles ${roles} are missing, and this user may not make them: only this user will work on the desk.`;
}

function afterText(hasRoles: boolean): string {
  return hasRoles
    ? 'Members get it with: GRANT casedeck_member TO their_user; readers with casedeck_reader.'
    : '"casedeck team init --print" has the statements for an administrator.';
}
