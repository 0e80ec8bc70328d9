import {chmodSync, lstatSync, mkdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {isAbsolute, join, resolve} from 'node:path';
import {foreignOwner} from './foreign-owner.ts';
import {AppError} from '../errors.ts';

/** An environment: names to values, as `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Where casedeck keeps its files. All absolute. Nothing here exists until somebody makes it. */
export type Paths = {
  /** Folder of config.toml, paths.toml and the note templates. */
  readonly config: string;
  readonly configFile: string;
  /** Path overrides written by `doctor --spec --write`. */
  readonly pathsFile: string;
  /** Folder of the databases, the age files, the audit log and the log. */
  readonly state: string;
  readonly auditFile: string;
  readonly logFile: string;
  /** What `login` knows of each profile that is no secret. */
  readonly profilesFile: string;
  readonly cache: string;
};

type Machine = {readonly platform?: NodeJS.Platform; readonly home?: string};

/**
 * The XDG directories with `casedeck` below each; on Windows %APPDATA% and %LOCALAPPDATA%. macOS uses
 * the XDG places too, as terminal programs do. `CASEDECK_CONFIG` names another configuration file.
 */
export function resolvePaths(env: Env, machine: Machine = {}): Paths {
  const base =
    (machine.platform ?? process.platform) === 'win32'
      ? windowsFolders(env, machine)
      : xdgFolders(env, machine);
  const configFile = env['CASEDECK_CONFIG'];
  return {
    ...base,
    configFile: configFile ? resolve(configFile) : join(base.config, 'config.toml'),
    pathsFile: join(base.config, 'paths.toml'),
    auditFile: join(base.state, 'audit.jsonl'),
    logFile: join(base.state, 'casedeck.log'),
    profilesFile: join(base.state, 'profiles.json'),
  };
}

type Folders = Pick<Paths, 'config' | 'state' | 'cache'>;

function xdgFolders(env: Env, machine: Machine): Folders {
  const home = machine.home ?? env['HOME'] ?? homedir();
  // The XDG specification: a relative path in these variables is invalid and must be ignored.
  const folder = (name: string, fallback: string): string => {
    const value = env[name];
    return join(value !== undefined && isAbsolute(value) ? value : join(home, fallback), 'casedeck');
  };
  return {
    config: folder('XDG_CONFIG_HOME', '.config'),
    state: folder('XDG_STATE_HOME', '.local/state'),
    cache: folder('XDG_CACHE_HOME', '.cache'),
  };
}

function windowsFolders(env: Env, machine: Machine): Folders {
  const home = machine.home ?? env['USERPROFILE'] ?? homedir();
  const roaming = env['XDG_CONFIG_HOME'] ?? env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  const local = env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return {
    config: join(roaming, 'casedeck'),
    state: join(env['XDG_STATE_HOME'] ?? local, 'casedeck', 'state'),
    cache: join(env['XDG_CACHE_HOME'] ?? local, 'casedeck', 'cache'),
  };
}

/** The database of one profile. */
export function databaseFile(paths: Pick<Paths, 'state'>, profile: string): string {
  return join(paths.state, `${checkProfileName(profile)}.db`);
}

/** The passphrase-encrypted secret of one profile. */
export function ageFile(paths: Pick<Paths, 'state'>, profile: string): string {
  return join(paths.state, `${checkProfileName(profile)}.age`);
}

/** The sealed access token of a profile whose secret somebody else keeps. */
export function tokenFile(paths: Pick<Paths, 'state'>, profile: string): string {
  return join(paths.state, `${checkProfileName(profile)}.token`);
}

/** Folder of the user's note templates. */
export function templatesFolder(paths: Paths): string {
  return join(paths.config, 'templates');
}

/** Those of new tickets; a folder within the one of notes. */
export function ticketTemplatesFolder(paths: Paths): string {
  return join(templatesFolder(paths), 'tickets');
}

const PROFILE_NAME = /^[a-z0-9_-]{1,32}$/;

/** Returns the name, or throws an AppError `config`: profile names become file names and keychain entries. */
export function checkProfileName(name: string): string {
  if (PROFILE_NAME.test(name)) return name;
  const shown = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
  throw new AppError('config', `"${shown}" is no profile name.`, {
    hint: 'Use 1 to 32 small letters, digits, "-" and "_".',
  });
}

/**
 * Makes the folder with mode 0700 where it is missing, and takes the rights of others away from one
 * of ours. Throws an AppError `store` when it cannot be made or belongs to somebody else.
 */
export function ensurePrivateFolder(folder: string): string {
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    if (process.platform !== 'win32') mendFolder(folder);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw (
      foreignError(folder, error) ??
      new AppError('store', `The folder ${folder} cannot be made: ${(error as Error).message}`, {
        hint: 'Check the disk and the rights, or set XDG_STATE_HOME and XDG_CONFIG_HOME to folders of yours.',
        cause: error,
      })
    );
  }
  return folder;
}

/** Whose file or folder stands in the way, and how to mend it, as an AppError `store`; undefined where none does. */
export function foreignError(path: string, cause?: unknown): AppError | undefined {
  const foreign = foreignOwner(path);
  if (foreign === undefined) return undefined;
  const what = foreign.path === path ? path : `${path} cannot be used: ${foreign.path}`;
  return new AppError('store', `${what} belongs to another user, ${foreign.owner}.`, {
    hint: foreign.mend,
    cause,
  });
}

function mendFolder(folder: string): void {
  const stat = lstatSync(folder);
  if (stat.isSymbolicLink()) return;
  const foreign = stat.uid === process.getuid?.() ? undefined : foreignError(folder);
  if (foreign !== undefined) throw foreign;
  if ((stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}
