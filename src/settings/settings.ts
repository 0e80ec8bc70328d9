import {existsSync} from 'node:fs';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {checkProfileName, type Env, type Paths} from './paths.ts';
import {ENDPOINTS, environmentOf} from './settings-endpoint.ts';
import {checkEndpoint} from '../domain/check-endpoint.ts';
import {severalNames, SeveralProfilesError} from './several-names.ts';
import {configDistrust, type ReadConfig, readConfigFile, readPathsFile} from './settings-file.ts';
import {type LoginRecord, readLoginRecords} from './settings-profiles.ts';
import {isProgram, type Kind, type Table} from './setting-kinds.ts';
import {API, type ConfigFile, type KeyTable, PROFILE, SETTINGS, VIEW} from './settings-table.ts';
import type {ProfileSettings, Settings} from './settings-types.ts';
import {Picker} from './settings-values.ts';
import type {ViewSettings} from '../domain/views.ts';
import {AppError} from '../errors.ts';

export type LoadSettings = {
  readonly env: Env;
  readonly paths: Paths;
  /** From `--profile`. */
  readonly profile?: string | undefined;
  /** From `--read-only`. */
  readonly readOnly?: boolean | undefined;
  /** Where this run has signed in to without keeping anything. */
  readonly endpoint?: string | undefined;
  /** Profiles that were signed in to for this run alone. */
  readonly others?: readonly string[] | undefined;
  /** Where several profiles are named (`prod,lab`, `all`): `first` takes the first, for what all have alike. */
  readonly several?: 'first' | undefined;
};

/** Those that only the configuration file can give, each by itself. */
const PLAIN = without(SETTINGS, 'default_profile', 'read_only', 'profiles', 'api', 'keys', 'views');
const PLAIN_PROFILE = without(PROFILE, 'environment', 'endpoint', 'account');
const PLAIN_API = without(API, 'endpoint', 'paths');

type Sources = LoadSettings & {
  readonly config: ConfigFile;
  readonly logins: Readonly<Record<string, LoginRecord>>;
};

/**
 * The effective settings: flags, then environment, then config.toml, then what login knows, then
 * defaults. The configuration file is only ever read. Throws an AppError `config` naming file, line and
 * key, and a SeveralProfilesError where several profiles are named. Costs about a millisecond where there is no config.toml,
 * about 15 where there is one.
 */
export async function loadSettings(options: LoadSettings): Promise<Settings> {
  const {paths} = options;
  const read = await readConfigFile(paths.configFile);
  const found = await readPathsFile(paths.pathsFile);
  const {config, untrusted, warnings} = trustedConfig(options, read);
  const sources: Sources = {...options, config, logins: readLoginRecords(paths)};
  const pick = new Picker(paths.configFile);
  const profile = activeProfile(sources, pick);
  return {
    profile,
    profiles: allProfiles(sources, profile),
    readOnly: isReadOnly(sources, pick) || profile.readOnly,
    api: apiSettings(sources, pick, profile, found),
    ...pick.table(PLAIN, config),
    keys: keySettings(config, pick),
    views: viewSettings(config, pick),
    configFile: read === undefined ? undefined : paths.configFile,
    untrusted,
    warnings,
    values: pick.values,
    origins: pick.origins,
  };
}

/** The name of the profile that is asked for, or the names where several are. Throws as {@link loadSettings}. */
export async function profileNames(options: LoadSettings): Promise<readonly string[]> {
  try {
    return [(await loadSettings(options)).profile.name];
  } catch (error) {
    if (error instanceof SeveralProfilesError) return error.names;
    throw error;
  }
}

type TrustedConfig = Pick<Sources, 'config'> & Pick<Settings, 'untrusted' | 'warnings'>;

function trustedConfig({env, paths}: LoadSettings, read: ReadConfig | undefined): TrustedConfig {
  if (read === undefined) {
    const warnings = env['CASEDECK_CONFIG'] ? [`CASEDECK_CONFIG: there is no file ${paths.configFile}.`] : [];
    return {config: {}, untrusted: undefined, warnings};
  }
  const untrusted = configDistrust(paths.configFile);
  if (untrusted === undefined) return {...read, untrusted};
  const warnings = [...read.warnings];
  return {config: withoutCommands(read.config, untrusted, warnings), untrusted, warnings};
}

function isReadOnly({readOnly, config}: Sources, pick: Picker): boolean {
  const flag = [{from: 'flag', name: '--read-only'}, readOnly === true ? true : undefined] as const;
  const file = [pick.file('read_only'), config.read_only === true ? true : undefined] as const;
  return pick.first('read_only', [flag, file], false);
}

function activeProfile(sources: Sources, pick: Picker): ProfileSettings {
  const {env, config} = sources;
  const name = pick.first(
    'profile',
    [
      [{from: 'flag', name: '--profile'}, sources.profile],
      [{from: 'environment', name: 'CASEDECK_PROFILE'}, env['CASEDECK_PROFILE'] || undefined],
      [pick.file('default_profile'), config.default_profile],
    ],
    'default',
  );
  return profileSettings(sources, checkProfileName(oneOf(sources, name)), pick, {
    fromEnv: env['EQUINIX_API_ENDPOINT'] || undefined,
    typed: sources.endpoint,
  });
}

/** The profile that is meant by a name, which may stand for several. */
function oneOf(sources: Sources, name: string): string {
  const {config, logins, others = []} = sources;
  const known = new Set([...Object.keys(config.profiles ?? {}), ...Object.keys(logins), ...others]);
  const names = severalNames(name, [...known]);
  if (names === undefined) return name;
  if (sources.several !== 'first') throw new SeveralProfilesError(names);
  return names[0] ?? name;
}

function allProfiles(sources: Sources, active: ProfileSettings): readonly ProfileSettings[] {
  const names = new Set([
    ...Object.keys(sources.config.profiles ?? {}),
    ...Object.keys(sources.logins),
    active.name,
  ]);
  const silent = new Picker(sources.paths.configFile);
  return [...names].map((name) =>
    name === active.name ? active : profileSettings(sources, name, silent, {}),
  );
}

/** Endpoints that only the active profile can be given. */
type GivenEndpoints = {readonly fromEnv?: string | undefined; readonly typed?: string | undefined};

function profileSettings(
  sources: Sources,
  name: string,
  pick: Picker,
  {fromEnv, typed}: GivenEndpoints,
): ProfileSettings {
  const own = sources.config.profiles?.[name] ?? {};
  const login = sources.logins[name];
  const key = (field: string): string => `profiles.${name}.${field}`;
  const endpoint = pick.first(
    'api.endpoint',
    [
      [
        {from: 'environment', name: 'EQUINIX_API_ENDPOINT'},
        fromEnv && checkEndpoint(fromEnv, 'EQUINIX_API_ENDPOINT'),
      ],
      [pick.file(key('endpoint')), own.endpoint && checkEndpoint(own.endpoint, key('endpoint'))],
      [pick.file(key('environment')), own.environment && ENDPOINTS[own.environment]],
      [{from: 'login'}, typed ?? (login && checkEndpoint(login.endpoint, 'the endpoint of the last login'))],
      [
        pick.file('api.endpoint'),
        sources.config.api?.endpoint && checkEndpoint(sources.config.api.endpoint, 'api.endpoint'),
      ],
    ],
    ENDPOINTS.production,
  );
  const settings = pick.table(PLAIN_PROFILE, own, `profiles.${name}`);
  const label = pick.first<string | undefined>(
    key('account'),
    [
      [pick.file(key('account')), own.account],
      [{from: 'login'}, login?.userName],
    ],
    undefined,
  );
  return {
    ...settings,
    name,
    endpoint,
    environment: environmentOf(endpoint),
    account: label === undefined ? undefined : toSafeLine(label),
  };
}

function apiSettings(
  {config, paths: {pathsFile}}: Sources,
  pick: Picker,
  {endpoint}: ProfileSettings,
  found: Readonly<Record<string, string>>,
): Settings['api'] {
  for (const [id, path] of Object.entries(found))
    pick.note(`api.paths.${id}`, path, {from: 'file', file: pathsFile, key: `paths.${id}`});
  const {paths} = pick.table({paths: API.paths}, {paths: config.api?.paths}, 'api');
  return {...pick.table(PLAIN_API, config.api, 'api'), endpoint, paths: {...found, ...paths}};
}

/** `[keys.ticket] cancel = "X"` and `[keys] "ticket.cancel" = "X"` mean the same. */
function keySettings({keys = {}}: ConfigFile, pick: Picker): Settings['keys'] {
  return pick.table({keys: SETTINGS.keys}, {keys: flatKeys(keys)}).keys as Settings['keys'];
}

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

function viewSettings({views = {}}: ConfigFile, pick: Picker): readonly ViewSettings[] {
  const silent = new Picker('');
  return Object.entries(views).map(([name, file]) => {
    const view = silent.table(VIEW, file);
    const titled = {...view, title: view.title ?? name};
    pick.note(`views.${name}`, titled, pick.file(`views.${name}`));
    return {name, ...titled};
  });
}

/** True where this user has never set anything up: no configuration and no login. */
export function isFirstRun(paths: Paths): boolean {
  return !existsSync(paths.configFile) && !existsSync(paths.profilesFile);
}

function without<T extends Table, const Name extends keyof T>(
  table: T,
  ...names: readonly Name[]
): Omit<T, Name> {
  const rest = Object.entries(table).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(rest) as Omit<T, Name>;
}

/** Whoever can write the file could make us run anything: then nothing named in it is run. */
function withoutCommands(config: ConfigFile, why: string, warnings: string[]): ConfigFile {
  const endpoints = [config.api, ...Object.values(config.profiles ?? {})].map((table) => table?.endpoint);
  if (endpoints.some((endpoint) => endpoint !== undefined && environmentOf(endpoint) === 'custom')) {
    // The secret is sent to the endpoint, so a warning would not be enough.
    throw new AppError('config', `${why}, and it names the service to talk to.`, {
      hint: 'Take the rights of others away first.',
    });
  }
  const left: string[] = [];
  // Without some of its settings it is still a table of settings.
  const rest = withoutPrograms({of: 'table', settings: SETTINGS}, config, [], left) as ConfigFile;
  if (left.length > 0) warnings.push(`${why}: ${left.toSorted().join(', ')} ignored.`);
  return rest;
}

/** The value without the settings that name a program; their keys go into `left`. */
function withoutPrograms(kind: Kind, value: unknown, path: readonly string[], left: string[]): unknown {
  if ((kind.of !== 'table' && kind.of !== 'names') || typeof value !== 'object' || value === null)
    return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const innerKind = kind.of === 'table' ? kind.settings[name]?.kind : kind.value;
    if (innerKind === undefined) return [[name, inner]];
    if (!isProgram(innerKind)) return [[name, withoutPrograms(innerKind, inner, [...path, name], left)]];
    left.push([...path, name].join('.'));
    return [];
  });
  return Object.fromEntries(entries);
}
