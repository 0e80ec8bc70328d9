import {readFileSync} from 'node:fs';
import type {Env} from './paths.ts';
import {tomlLines} from './settings-lines.ts';
import type {Origin, Settings} from './settings-types.ts';

/** One setting in force: its dotted key, its value (undefined: decided at run time), and where it came from. */
export type SettingRow = {
  readonly key: string;
  readonly value: unknown;
  readonly origin: Origin;
  readonly where: string;
};

/** Variables that other programs know too; the configuration comes before them. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  editor: ['VISUAL', 'EDITOR'],
  browser: ['BROWSER'],
};

/** Every setting in force, with the line of the file that gave it. */
export function settingRows(settings: Settings, env: Env): readonly SettingRow[] {
  const linesOf = new Map<string, ReadonlyMap<string, number>>();
  const line = (file: string, key: string): number | undefined => {
    const lines = linesOf.get(file) ?? readLines(file);
    linesOf.set(file, lines);
    return lines.get(key);
  };
  return settingValues(settings).map(([key, value]) => {
    const origin = settings.origins.get(key) ?? {from: 'default'};
    const fallback = value === undefined ? FALLBACKS[key]?.find((name) => env[name]) : undefined;
    if (fallback !== undefined) {
      return {key, value: env[fallback], origin: {from: 'environment', name: fallback}, where: fallback};
    }
    return {key, value, origin, where: originWords(origin, line)};
  });
}

function originWords(origin: Origin, line: (file: string, key: string) => number | undefined): string {
  switch (origin.from) {
    case 'default':
      return 'default';
    case 'login':
      return 'the last login';
    case 'flag':
    case 'environment':
      return origin.name;
    case 'file': {
      const number = line(origin.file, origin.key);
      return number === undefined ? origin.file : `${origin.file}:${number}`;
    }
  }
}

function readLines(file: string): ReadonlyMap<string, number> {
  try {
    return tomlLines(readFileSync(file, 'utf8'));
  } catch {
    return new Map();
  }
}

/** Values by the keys that config.toml would use, times as written there. */
function settingValues(settings: Settings): readonly (readonly [string, unknown])[] {
  const {profile, api, refresh, notify, time, theme} = settings;
  const own = `profiles.${profile.name}`;
  return [
    ['profile', profile.name],
    ['read_only', settings.readOnly],
    ['api.endpoint', api.endpoint],
    [`${own}.account`, profile.account],
    [`${own}.color`, profile.color],
    [`${own}.read_only`, profile.readOnly],
    [`${own}.client_id`, profile.clientId],
    [`${own}.credential_command`, profile.credentialCommand],
    [`${own}.store`, profile.store],
    ['api.note_operation', api.noteOperation],
    ['api.timeout', ms(api.timeoutMs)],
    ['api.connect_timeout', ms(api.connectTimeoutMs)],
    ['api.transfer_timeout', ms(api.transferTimeoutMs)],
    ['api.rate.per_second', api.rate.perSecond],
    ['api.rate.at_once', api.rate.atOnce],
    ...under('api.paths', api.paths),
    ['refresh.list', ms(refresh.listMs)],
    ['refresh.visible', ms(refresh.visibleMs)],
    ['refresh.open', ms(refresh.openMs)],
    ...under('codes', settings.codes),
    ...under('keys', settings.keys),
    ['theme.name', theme.name],
    ...under('theme.colors', theme.colors),
    ...settings.views.map(({name, ...view}) => [`views.${name}`, view] as const),
    ['notify.bell', notify.bell],
    ['notify.desktop', notify.desktop],
    ['notify.command', notify.command],
    ['notify.on', notify.on],
    ['time.show', time.show],
    ...under('time.sites', time.sites),
    ['editor', settings.editor],
    ['browser', settings.browser],
    ['ticket_url', settings.ticketUrl],
    ['ascii', settings.ascii],
    ['reduced_motion', settings.reducedMotion],
    ['screen_reader', settings.screenReader],
    ['preview', settings.preview],
  ];
}

function under(
  prefix: string,
  values: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  return Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]);
}

function ms(value: number): string {
  if (value % 60_000 === 0) return `${value / 60_000}m`;
  return value % 1000 === 0 ? `${value / 1000}s` : `${value}ms`;
}
