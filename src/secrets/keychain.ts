import {existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {getRawAsset, isSea} from 'node:sea';
import {AppError} from '../errors.ts';
import {type Env, resolvePaths} from '../settings/paths.ts';
import {childEnv} from './child-env.ts';
import {createKeychainWorker, type KeychainRequest, type KeychainWorker} from './keychain-worker.ts';
import {parseSecret, type SecretStore, serializeSecret, type StoredSecret} from './secret.ts';
import {createHash, randomBytes} from 'node:crypto';

export type KeychainOptions = {
  readonly env: Env;
  readonly platform?: NodeJS.Platform;
  readonly timeoutMs?: number;
  /** Path of keytar; undefined: where it is installed. For tests. */
  readonly keytar?: string | undefined;
};

// Windows refuses credentials longer than 2,560 bytes; only the token can make ours that long.
const WINDOWS_LIMIT = 2500;

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'the macOS keychain',
  win32: 'the Windows credential manager',
};

/**
 * The operating system's keychain, through keytar in a child process that is killed where the keychain does
 * not answer within 3 seconds. On Linux only where a session bus already runs: none is ever started.
 */
export function createKeychain(options: KeychainOptions): SecretStore {
  const {platform = process.platform, timeoutMs = 3000} = options;
  const name = NAMES[platform] ?? 'the keyring of this session (Secret Service)';

  const open = (): KeychainWorker | string => {
    const bus = platform === 'linux' ? sessionBus(options.env) : {};
    if (bus === undefined) {
      return 'no D-Bus session bus runs here, which is usual over SSH; keep the secret in an age file instead';
    }
    const found = isSea() ? unpackNativeModule(options.env) : {path: options.keytar ?? findKeytar()};
    if ('problem' in found) return found.problem;
    if (found.path === undefined)
      return 'the optional package keytar is not installed; reinstall casedeck with optional packages';
    const env = workerEnv(options.env, bus);
    return createKeychainWorker({keytar: found.path, isExecutable: isSea(), env, timeoutMs});
  };

  const ask = async (request: KeychainRequest): Promise<string | boolean | undefined> => {
    const worker = open();
    if (typeof worker === 'string') throw unusable(name, worker);
    const reply = await worker(request);
    if ('failure' in reply) throw unusable(name, reasonFor(reply.failure, timeoutMs));
    return reply.value;
  };

  const read = async (profile: string): Promise<StoredSecret | undefined> => {
    const text = await ask({op: 'get', account: profile});
    return typeof text === 'string' ? parseSecret(text, name) : undefined;
  };

  return {
    kind: 'keychain',
    describe: () => name,
    available: async () => {
      const worker = open();
      if (typeof worker === 'string') return worker;
      const reply = await worker({op: 'get', account: '?'});
      return 'failure' in reply ? reasonFor(reply.failure, timeoutMs) : undefined;
    },
    holds: async (profile) => typeof (await ask({op: 'get', account: profile})) === 'string',
    read,
    write: async (profile, secret) => {
      const password = fitting(secret, platform);
      await ask({op: 'set', account: profile, password});
      // Some keyrings take a secret and forget it.
      if ((await ask({op: 'get', account: profile})) !== password)
        throw unusable(name, 'it did not keep what was written');
    },
    clear: async (profile) => (await ask({op: 'delete', account: profile})) === true,
  };
}

function fitting(secret: StoredSecret, platform: NodeJS.Platform): string {
  const text = serializeSecret(secret);
  if (platform !== 'win32' || Buffer.byteLength(text) <= WINDOWS_LIMIT) return text;
  const {token: _token, ...rest} = secret;
  return serializeSecret(rest);
}

/** The variable that leads to the session bus; undefined where there is none to reach. */
function sessionBus(env: Env): Readonly<Record<string, string>> | undefined {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (address) return {DBUS_SESSION_BUS_ADDRESS: address};
  const runtime = env['XDG_RUNTIME_DIR'];
  const socket = runtime === undefined || runtime === '' ? undefined : join(runtime, 'bus');
  // Named outright: without an address, libdbus would try to start a bus of its own.
  return socket !== undefined && existsSync(socket)
    ? {DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`}
    : undefined;
}

function workerEnv(env: Env, bus: Readonly<Record<string, string>>): Record<string, string> {
  const {NODE_OPTIONS: _options, ...rest} = childEnv(env);
  return {...rest, ...bus};
}

function findKeytar(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('keytar');
  } catch {
    return undefined;
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /native addon|libsecret/i,
    'the library libsecret is missing; install libsecret-1-0 (Debian, Ubuntu) or libsecret (Fedora, Arch)',
  ],
  [
    /not provided by any|ServiceUnknown|NameHasNoOwner|was not provided/i,
    'no keyring service runs in this session; start gnome-keyring or KWallet, or keep the secret in an age file',
  ],
  [
    /autolaunch|Could not connect|Connection refused|No such file/i,
    'the D-Bus session bus cannot be reached',
  ],
  [/locked|dismissed|denied|not allowed|cancel/i, 'it is locked, or access was refused'],
  [/collection/i, 'the keyring has no default collection; make one, or keep the secret in an age file'],
];

function reasonFor(failure: string, timeoutMs: number): string {
  if (failure === 'TIMEOUT')
    return `it did not answer within ${timeoutMs / 1000} s; it may be locked, or ask where nobody can see it`;
  if (failure === 'NO START')
    return 'the process that asks it did not start within 30 s: this machine has too much to do, or something stops programs from starting';
  const known = REASONS.find(([pattern]) => pattern.test(failure));
  return known?.[1] ?? `it failed (${failure.replace(/\p{Cc}|\p{Cf}/gu, '?').slice(0, 160)})`;
}

function unusable(name: string, why: string): AppError {
  return new AppError('store', `${name.charAt(0).toUpperCase()}${name.slice(1)} cannot be used: ${why}.`, {
    hint: '"casedeck doctor" checks each place for secrets.',
  });
}

/**
 * The native module of the keychain from inside the executable, as a file that can be loaded: in a folder of the cache
 * that is ours alone, by the name of its content. Whatever lies there is compared before it is used.
 */
function unpackNativeModule(env: Env): {readonly path: string} | {readonly problem: string} {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(getRawAsset('keytar.node'));
  } catch {
    return {problem: 'this executable was built without one; keep the secret in an age file instead'};
  }
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
  const folder = join(resolvePaths(env).cache, 'native');
  const file = join(folder, `keytar-${name}.node`);
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    const foreign = [folder, join(folder, '..')].find((each) => !isOurs(each));
    if (foreign !== undefined)
      return {problem: `the folder ${foreign} can be written by others; mend that with chmod 700`};
    if (!holds(file, bytes)) {
      const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, bytes, {mode: 0o600, flag: 'wx'});
      renameSync(draft, file);
    }
    return {path: file};
  } catch (error) {
    return {
      problem: `its module cannot be unpacked into ${folder} (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

function holds(file: string, bytes: Buffer): boolean {
  try {
    return isOurs(file) && readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

/** A link is nobody's: what it leads to may be changed. */
function isOurs(path: string): boolean {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}
