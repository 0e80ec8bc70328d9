import {existsSync} from 'node:fs';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {checkProfileName, type Env, type Paths} from './paths.ts';
import {ENDPOINTS, environmentOf} from './settings-endpoint.ts';
import {checkEndpoint} from '../domain/check-endpoint.ts';
import {configDistrust, readConfigFile, readPathsFile, type ReadConfig} from './settings-file.ts';
import {durationMs} from './settings-duration.ts';
import {Picker} from './settings-picker.ts';
import {readLoginRecords, type LoginRecord} from './settings-profiles.ts';
import {screenSettings} from './settings-screen.ts';
import {withoutCommands} from './settings-trust.ts';
import type {ConfigFile} from './settings-schema.ts';
import type {ProfileSettings, Settings} from './settings-types.ts';

export type LoadSettings = {
  readonly env: Env;
  readonly paths: Paths;
  /** From `--profile`. */
  readonly profile?: string | undefined;
  /** From `--read-only`. */
  readonly readOnly?: boolean | undefined;
  /** Where this run has signed in to without keeping anything. */
  readonly endpoint?: string | undefined;
};

type Sources = LoadSettings & {
  readonly config: ConfigFile;
  readonly logins: Readonly<Record<string, LoginRecord>>;
};

/**
 * The effective settings: flags, then environment, then config.toml, then what login knows, then
 * defaults. The configuration file is only ever read. Throws an AppError `config` naming file, line and
 * key. Costs about a millisecond where there is no config.toml, about 15 where there is one.
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
    ...screenSettings(config, pick),
    configFile: read === undefined ? undefined : paths.configFile,
    untrusted,
    warnings,
    origins: pick.origins,
  };
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
  return profileSettings(sources, checkProfileName(name), pick, {
    fromEnv: env['EQUINIX_API_ENDPOINT'] || undefined,
    typed: sources.endpoint,
  });
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
  const label = pick.first<string | undefined>(
    key('account'),
    [
      [pick.file(key('account')), own.account],
      [{from: 'login'}, login?.userName],
    ],
    undefined,
  );
  return {
    name,
    endpoint,
    environment: environmentOf(endpoint),
    account: label === undefined ? undefined : toSafeLine(label),
    color: pick.value(key('color'), own.color),
    readOnly: pick.or(key('read_only'), own.read_only, false),
    clientId: pick.value(key('client_id'), own.client_id),
    credentialCommand: pick.value(key('credential_command'), own.credential_command),
    store: pick.or(key('store'), own.store, 'auto'),
  };
}

function apiSettings(
  sources: Sources,
  pick: Picker,
  profile: ProfileSettings,
  found: Readonly<Record<string, string>>,
): Settings['api'] {
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
    noteOperation: pick.or('api.note_operation', api.note_operation, 'auto'),
    timeoutMs: time('timeout', '30s'),
    connectTimeoutMs: time('connect_timeout', '10s'),
    transferTimeoutMs: time('transfer_timeout', '60s'),
    rate: {
      perSecond: pick.or('api.rate.per_second', api.rate?.per_second, 2),
      atOnce: pick.or('api.rate.at_once', api.rate?.at_once, 4),
    },
  };
}

/** True where this user has never set anything up: no configuration and no login. */
export function isFirstRun(paths: Paths): boolean {
  return !existsSync(paths.configFile) && !existsSync(paths.profilesFile);
}
