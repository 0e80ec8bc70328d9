import {readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {ConnectionOptions} from 'node:tls';
import {AppError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

export type DeskEnv = Readonly<Record<string, string | undefined>>;

/** Where the desk is, and how it is spoken to. */
export type DeskAddress = {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** From the environment or a service file; undefined: the file is asked. */
  readonly password: string | undefined;
  readonly passwordFile: string;
  /** False where nothing leaves this machine. */
  readonly ssl: ConnectionOptions | false;
  /** For words: without a password. */
  readonly shown: string;
};

/** The parameters that matter here, by their names in libpq, with the environment's variable. */
const PARAMETERS = {
  host: 'PGHOST',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
} as const;
type Parameters = Partial<Readonly<Record<keyof typeof PARAMETERS, string>>>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

/**
 * As every PostgreSQL client: what the URL says, then a service file, then `PG*`, then what is usual. Other hosts are
 * reached over TLS with a checked certificate alone, unless `sslmode` asks for less; unencrypted never. Throws an AppError
 * `config`.
 */
export function deskAddress(url: string, env: DeskEnv, login: string): DeskAddress {
  const given = urlParameters(url);
  const service = given.service ?? env['PGSERVICE'];
  const parameters: Parameters = {
    ...environmentParameters(env),
    ...(service === undefined ? {} : serviceParameters(service, env)),
    ...given.parameters,
  };
  const {host = '/run/postgresql', user = login, dbname = user, port = '5432'} = parameters;
  return {
    host,
    port: Number(port),
    database: dbname,
    user,
    password: parameters.password,
    passwordFile: env['PGPASSFILE'] ?? join(homeOf(env), '.pgpass'),
    ssl: sslOptions(host, parameters, env),
    shown: toSafeLine(
      `${host.startsWith('/') ? 'the socket in ' : ''}${host}, database ${dbname}, user ${user}`,
    ),
  };
}

function urlParameters(url: string): {readonly parameters: Parameters; readonly service: string | undefined} {
  const {hostname, port, username, pathname, searchParams} = new URL(url);
  const named = (name: string) => searchParams.get(name) ?? undefined;
  const plain = (text: string) => (text === '' ? undefined : decodeURIComponent(text));
  const found = {
    host: named('host') ?? plain(hostname.replace(/^\[(.*)\]$/, '$1')),
    port: named('port') ?? plain(port),
    dbname: named('dbname') ?? plain(pathname.slice(1)),
    user: named('user') ?? plain(username),
    sslmode: named('sslmode'),
    sslrootcert: named('sslrootcert'),
    sslcert: named('sslcert'),
    sslkey: named('sslkey'),
  };
  return {parameters: known(found), service: named('service')};
}

function environmentParameters(env: DeskEnv): Parameters {
  const names = Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[];
  return known(Object.fromEntries(names.map((name) => [name, env[PARAMETERS[name]] || undefined])));
}

function known(found: Readonly<Record<string, string | undefined>>): Parameters {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** `[name]` and `key=value` lines; of the user's file, then the system's. */
function serviceParameters(service: string, env: DeskEnv): Parameters {
  const files = [
    env['PGSERVICEFILE'] ?? join(homeOf(env), '.pg_service.conf'),
    join(env['PGSYSCONFDIR'] ?? '/etc/postgresql-common', 'pg_service.conf'),
  ];
  for (const file of files) {
    const section = sectionOf(readOptional(file), service);
    if (section !== undefined) return section;
  }
  throw new AppError('config', `There is no service "${toSafeLine(service)}" in ${files.join(' or ')}.`, {
    hint: 'PGSERVICE or ?service= in the url of [team] names it.',
  });
}

function sectionOf(text: string | undefined, service: string): Parameters | undefined {
  const lines = text?.split('\n').map((line) => line.trim()) ?? [];
  const start = lines.indexOf(`[${service}]`);
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const pairs = (end < 0 ? rest : rest.slice(0, end)).flatMap((line) => {
    const [, key, value] = /^([a-z]+)\s*=\s*(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined || !(key in PARAMETERS) ? [] : [[key, value] as const];
  });
  return Object.fromEntries(pairs);
}

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** Those with which a server may talk in the clear. */
const CLEAR = new Set(MODES.slice(0, 3));

function sslOptions(host: string, parameters: Parameters, env: DeskEnv): DeskAddress['ssl'] {
  const isHere = host.startsWith('/') || LOOPBACK.test(host);
  const {sslmode = isHere ? 'disable' : 'verify-full'} = parameters;
  if (!MODES.includes(sslmode))
    throw new AppError('config', `There is no sslmode "${toSafeLine(sslmode)}".`, {
      hint: `There are ${MODES.join(', ')}.`,
    });
  if (host.startsWith('/') || (isHere && CLEAR.has(sslmode))) return false;
  if (CLEAR.has(sslmode))
    throw new AppError(
      'config',
      `sslmode=${sslmode} would let the desk's words and password go over the network unencrypted.`,
      {hint: 'Take sslmode away (then it is verify-full), or use verify-ca or require.'},
    );
  return {
    ...certificates(parameters, env, sslmode === 'require'),
    ...(sslmode === 'verify-full' ? {} : {checkServerIdentity: () => undefined}),
  };
}

/** As libpq: with a certificate authority at hand `require` checks the chain, too. */
function certificates(parameters: Parameters, env: DeskEnv, isLax: boolean): ConnectionOptions {
  const ca = certificate(parameters.sslrootcert, 'root.crt', env);
  const cert = certificate(parameters.sslcert, 'postgresql.crt', env);
  const key = certificate(parameters.sslkey, 'postgresql.key', env);
  return {
    rejectUnauthorized: !isLax || ca !== undefined,
    ...(ca === undefined ? {} : {ca}),
    ...(cert === undefined || key === undefined ? {} : {cert, key}),
  };
}

/** A named file has to be there; the usual one may be. */
function certificate(named: string | undefined, usual: string, env: DeskEnv): string | undefined {
  if (named === 'system') return undefined;
  const text = readOptional(named ?? join(homeOf(env), '.postgresql', usual));
  if (text === undefined && named !== undefined)
    throw new AppError('config', `The certificate file ${toSafeLine(named)} cannot be read.`);
  return text;
}

function homeOf(env: DeskEnv): string {
  return env['HOME'] ?? homedir();
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
