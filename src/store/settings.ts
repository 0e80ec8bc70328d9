import {existsSync} from 'node:fs';
import {AppError} from '../errors.ts';
import {checkProfileName, type Env, type Paths} from './paths.ts';
import {checkEndpoint, ENDPOINTS, environmentOf} from './settings-endpoint.ts';
import {configDistrust, readConfigFile, readPathsFile} from './settings-file.ts';
import {durationMs} from './settings-duration.ts';
import {Picker} from './settings-picker.ts';
import {readLoginRecords, type LoginRecord} from './settings-profiles.ts';
import type {ConfigFile} from './settings-schema.ts';
import type {NotifyKind, ProfileSettings, Settings, ViewSettings} from './settings-types.ts';

export type LoadSettings = {
  readonly env: Env;
  readonly paths: Paths;
  /** From `--profile`. */
  readonly profile?: string | undefined;
  /** From `--read-only`. */
  readonly readOnly?: boolean | undefined;
};

type Sources = LoadSettings & {readonly config: ConfigFile; readonly logins: Readonly<Record<string, LoginRecord>>};

/**
 * The effective settings: flags, then environment, then config.toml, then what login knows, then
 * defaults. The configuration file is only ever read. Throws an AppError `config` naming file, line and
 * key. Costs about a millisecond where there is no config.toml, about 15 where there is one.
 */
export async function loadSettings(options: LoadSettings): Promise<Settings> {
  const {paths, env} = options;
  const read = await readConfigFile(paths.configFile);
  const foundPaths = await readPathsFile(paths.pathsFile);
  const warnings = [...(read?.warnings ?? [])];
  if (read === undefined && env['CASEDECK_CONFIG']) warnings.push(`CASEDECK_CONFIG: there is no file ${paths.configFile}.`);
  const untrusted = read === undefined ? undefined : configDistrust(paths.configFile);
  const config = untrusted === undefined ? (read?.config ?? {}) : withoutCommands(read?.config ?? {}, untrusted, warnings);
  const sources: Sources = {...options, config, logins: readLoginRecords(paths)};
  const pick = new Picker(paths.configFile);
  const profile = activeProfile(sources, pick);
  return {
    profile,
    profiles: allProfiles(sources, profile),
    readOnly: pick.first('read_only', [[{from: 'flag', name: '--read-only'}, options.readOnly || undefined], [pick.file('read_only'), config.read_only || undefined]], false) || profile.readOnly,
    api: apiSettings(sources, pick, profile, foundPaths),
    ...screenSettings(config, pick),
    configFile: read === undefined ? undefined : paths.configFile,
    untrusted,
    warnings,
    origins: pick.origins,
  };
}

function activeProfile(sources: Sources, pick: Picker): ProfileSettings {
  const {env, config} = sources;
  const name = pick.first('profile', [
    [{from: 'flag', name: '--profile'}, sources.profile],
    [{from: 'environment', name: 'CASEDECK_PROFILE'}, env['CASEDECK_PROFILE'] || undefined],
    [pick.file('default_profile'), config.default_profile],
  ], 'default');
  return profileSettings(sources, checkProfileName(name), pick, env['EQUINIX_API_ENDPOINT'] || undefined);
}

function allProfiles(sources: Sources, active: ProfileSettings): readonly ProfileSettings[] {
  const names = new Set([...Object.keys(sources.config.profiles ?? {}), ...Object.keys(sources.logins), active.name]);
  const silent = new Picker(sources.paths.configFile);
  return [...names].map((name) => (name === active.name ? active : profileSettings(sources, name, silent, undefined)));
}

function profileSettings(sources: Sources, name: string, pick: Picker, fromEnv: string | undefined): ProfileSettings {
  const own = sources.config.profiles?.[name] ?? {};
  const login = sources.logins[name];
  const key = (field: string): string => `profiles.${name}.${field}`;
  const endpoint = pick.first('api.endpoint', [
    [{from: 'environment', name: 'EQUINIX_API_ENDPOINT'}, fromEnv && checkEndpoint(fromEnv, 'EQUINIX_API_ENDPOINT')],
    [pick.file(key('endpoint')), own.endpoint && checkEndpoint(own.endpoint, key('endpoint'))],
    [pick.file(key('environment')), own.environment && ENDPOINTS[own.environment]],
    [{from: 'login'}, login && checkEndpoint(login.endpoint, 'the endpoint of the last login')],
    [pick.file('api.endpoint'), sources.config.api?.endpoint && checkEndpoint(sources.config.api.endpoint, 'api.endpoint')],
  ], ENDPOINTS.production);
  return {
    name,
    endpoint,
    environment: environmentOf(endpoint),
    account: pick.first<string | undefined>(key('account'), [[pick.file(key('account')), own.account], [{from: 'login'}, login?.userName]], undefined),
    color: pick.value(key('color'), own.color),
    readOnly: pick.value(key('read_only'), own.read_only) ?? false,
    clientId: pick.value(key('client_id'), own.client_id),
    credentialCommand: pick.value(key('credential_command'), own.credential_command),
    store: pick.value(key('store'), own.store) ?? 'auto',
  };
}

function apiSettings(sources: Sources, pick: Picker, profile: ProfileSettings, found: Readonly<Record<string, string>>): Settings['api'] {
  const api = sources.config.api ?? {};
  const paths: Record<string, string> = {};
  for (const [id, path] of Object.entries(found)) {
    paths[id] = path;
    pick.origins.set(`api.paths.${id}`, {from: 'file', file: sources.paths.pathsFile, key: `paths.${id}`});
  }
  for (const [id, path] of Object.entries(api.paths ?? {})) {
    if (typeof path === 'string') paths[id] = pick.value(`api.paths.${id}`, path) ?? path;
  }
  const time = (key: 'timeout' | 'connect_timeout' | 'transfer_timeout', fallback: string): number =>
    durationMs(pick.value(`api.${key}`, api[key]) ?? fallback);
  return {
    endpoint: profile.endpoint,
    paths,
    noteOperation: pick.value('api.note_operation', api.note_operation) ?? 'auto',
    timeoutMs: time('timeout', '30s'),
    connectTimeoutMs: time('connect_timeout', '10s'),
    transferTimeoutMs: time('transfer_timeout', '60s'),
    rate: {
      perSecond: pick.value('api.rate.per_second', api.rate?.per_second) ?? 2,
      atOnce: pick.value('api.rate.at_once', api.rate?.at_once) ?? 4,
    },
  };
}

type ScreenSettings = Omit<Settings, 'profile' | 'profiles' | 'readOnly' | 'api' | 'configFile' | 'untrusted' | 'warnings' | 'origins'>;

const ALL_KINDS: readonly NotifyKind[] = ['note', 'email', 'file', 'status', 'action'];

function screenSettings(config: ConfigFile, pick: Picker): ScreenSettings {
  const {refresh, notify, time, theme} = config;
  return {
    refresh: {
      listMs: durationMs(pick.value('refresh.list', refresh?.list) ?? '60s'),
      visibleMs: durationMs(pick.value('refresh.visible', refresh?.visible) ?? '60s'),
      openMs: durationMs(pick.value('refresh.open', refresh?.open) ?? '15m'),
    },
    codes: pick.table('codes', config.codes),
    keys: pick.table('keys', flatKeys(config.keys ?? {})),
    theme: {name: pick.value('theme.name', theme?.name), colors: pick.table('theme.colors', theme?.colors)},
    views: Object.entries(pick.table('views', config.views)).map(([name, view]) => viewSettings(name, view)),
    notify: {
      bell: pick.value('notify.bell', notify?.bell) ?? true,
      desktop: pick.value('notify.desktop', notify?.desktop) ?? 'off',
      command: pick.value('notify.command', notify?.command),
      on: pick.value('notify.on', notify?.on) ?? ALL_KINDS,
    },
    time: {show: pick.value('time.show', time?.show) ?? 'local', sites: pick.table('time.sites', time?.sites)},
    editor: program(pick.value('editor', config.editor)),
    browser: program(pick.value('browser', config.browser)),
    ascii: pick.value('ascii', config.ascii),
    reducedMotion: pick.value('reduced_motion', config.reduced_motion),
    screenReader: pick.value('screen_reader', config.screen_reader),
    preview: pick.value('preview', config.preview) ?? 'auto',
  };
}

function viewSettings(name: string, view: NonNullable<ConfigFile['views']>[string]): ViewSettings {
  return {
    name,
    title: view.title ?? name,
    slot: view.slot,
    filter: view.filter ?? '',
    sort: view.sort,
    descending: view.descending,
    columns: view.columns,
    group: view.group ?? 'none',
  };
}

type KeyTable = {readonly [name: string]: string | readonly string[] | KeyTable};

/** `[keys.ticket] cancel = "X"` and `[keys] "ticket.cancel" = "X"` mean the same. */
function flatKeys(table: KeyTable, prefix = ''): Record<string, readonly string[]> {
  const keys: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(table)) {
    if (typeof value === 'string') keys[prefix + name] = [value];
    else if (isList(value)) keys[prefix + name] = value;
    else Object.assign(keys, flatKeys(value, `${prefix}${name}.`));
  }
  return keys;
}

function isList(value: readonly string[] | KeyTable): value is readonly string[] {
  return Array.isArray(value);
}

/** A text is split at spaces, as shells and git do with $EDITOR; a list is taken as it is. */
function program(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : value;
}

/** Whoever can write the file could make us run anything: then nothing named in it is run. */
function withoutCommands(config: ConfigFile, why: string, warnings: string[]): ConfigFile {
  const {editor, browser, ...rest} = config;
  const endpoints = [config.api, ...Object.values(config.profiles ?? {})].map((table) => table?.endpoint);
  if (endpoints.some((endpoint) => endpoint !== undefined && environmentOf(endpoint) === 'custom')) {
    // The secret travels to the endpoint, so this is no matter for a warning.
    throw new AppError('config', `${why}, and it names the service to talk to.`, {hint: 'Take the rights of others away first.'});
  }
  const left: string[] = [...(editor === undefined ? [] : ['editor']), ...(browser === undefined ? [] : ['browser'])];
  const result: ConfigFile = {...rest};
  if (config.notify?.command !== undefined) {
    const {command: _command, ...notify} = config.notify;
    result.notify = notify;
    left.push('notify.command');
  }
  const profiles = Object.entries(config.profiles ?? {}).map(([name, profile]) => {
    if (profile.credential_command === undefined) return [name, profile] as const;
    const {credential_command: _command, ...others} = profile;
    left.push(`profiles.${name}.credential_command`);
    return [name, others] as const;
  });
  if (config.profiles !== undefined) result.profiles = Object.fromEntries(profiles);
  if (left.length > 0) warnings.push(`${why}: ${left.join(', ')} ignored.`);
  return result;
}

/** True where this user has never set anything up: no configuration and no login. */
export function isFirstRun(paths: Paths): boolean {
  return !existsSync(paths.configFile) && !existsSync(paths.profilesFile);
}
