import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, globSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {join} from 'node:path';
import {freePort} from '../../support/free-port.ts';
import {pathOf} from '../../support/needs.ts';

/** Where Debian and others keep the server's programs. */
const FOLDERS = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/bin',
];

function binFolder(): string | undefined {
  return FOLDERS.flatMap((pattern) => globSync(`${pattern}/initdb`))
    .toSorted()
    .at(-1)
    ?.replace(/\/initdb$/, '');
}

/** PostgreSQL runs here, as some user that is not root. */
export function postgres(): string | undefined {
  if (binFolder() === undefined) return 'PostgreSQL not installed';
  if (process.getuid?.() !== 0) return undefined;
  return spawnSync('runuser', ['-u', 'nobody', '--', 'true']).status === 0
    ? undefined
    : 'no other user to run it as';
}

export function pgbouncer(): string | undefined {
  return pathOf('pgbouncer') === '' ? 'PgBouncer not installed' : undefined;
}

/** As root the server runs as somebody else: it refuses root. */
function asOther(command: readonly string[]): readonly [string, ...string[]] {
  if (process.getuid?.() === 0) return ['runuser', '-u', 'nobody', '--', ...command];
  const [program = '', ...args] = command;
  return [program, ...args];
}

export type Server = {
  /** For `[team] url`. */
  readonly url: string;
  readonly folder: string;
  /** The number of the user that the server runs as. */
  readonly uid: number;
  /** Over TCP on the loopback, for a pooler. */
  readonly port: number;
  /** Stops it as an administrator would, connections and all. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Runs statements as the owner; rows as lines of text with `|` between columns. */
  readonly sql: (text: string) => string;
  /** A pooler before it that lends connections by transaction; its address. */
  readonly startPooler: (poolSize: number) => Promise<string>;
  readonly remove: () => Promise<void>;
};

/** A server of its own in a folder of its own, on a socket and a port of the loopback. */
export async function startPostgres(settings: readonly string[] = []): Promise<Server> {
  const bin = binFolder() ?? '';
  // The path of a socket has little room, and other users must come in.
  const folder = mkdtempSync('/tmp/pg-');
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  run([`${bin}/initdb`, '-D', data, '-A', 'trust', '-E', 'UTF8', '-U', 'owner', '--no-sync', '--no-locale']);
  let server: ChildProcess | undefined;
  const poolers: ChildProcess[] = [];
  const start = async () => {
    const options = ['fsync=off', 'max_connections=300', ...settings].flatMap((setting) => ['-c', setting]);
    const [program, ...args] = asOther([
      `${bin}/postgres`,
      '-D',
      data,
      '-k',
      folder,
      '-p',
      String(port),
      ...options,
    ]);
    server = spawn(program, args, {stdio: 'ignore'});
    const isReady = () => spawnSync(`${bin}/pg_isready`, ['-h', folder, '-p', String(port)]).status === 0;
    for (let tries = 0; tries < 100 && !isReady(); tries += 1) await pause(100);
  };
  const stop = async () => {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    run([`${bin}/pg_ctl`, 'stop', '-D', data, '-m', 'fast', '-w']);
    await ended;
    server = undefined;
  };
  await start();
  const sql = (text: string) => {
    const args = [
      '-XAtq',
      '-h',
      folder,
      '-p',
      String(port),
      '-U',
      'owner',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      text,
      'casedeck',
    ];
    const {stdout, stderr, status} = spawnSync(`${bin}/psql`, args, {encoding: 'utf8'});
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  run([`${bin}/createdb`, '-h', folder, '-p', String(port), '-U', 'owner', 'casedeck']);
  return {
    url: `postgresql:///casedeck?host=${folder}&port=${port}&user=owner`,
    folder,
    uid: statSync(data).uid,
    port,
    start,
    stop,
    sql,
    startPooler: async (poolSize) => {
      const poolerPort = await freePort();
      const config = join(folder, 'pgbouncer.ini');
      writeFileSync(
        config,
        `[databases]\n* = host=${folder} port=${port} user=owner\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${poolerPort}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = ${poolSize}\nmax_client_conn = 2000\n`,
      );
      const [program, ...args] = asOther([pathOf('pgbouncer'), config]);
      poolers.push(spawn(program, args, {stdio: 'ignore'}));
      await pause(500);
      return `postgresql://owner@127.0.0.1:${poolerPort}/casedeck`;
    },
    remove: async () => {
      for (const pooler of poolers) pooler.kill('SIGTERM');
      await stop();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

function run(command: readonly string[]): void {
  const [program, ...args] = asOther(command);
  const {status, stderr} = spawnSync(program, args, {encoding: 'utf8', cwd: '/'});
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}
