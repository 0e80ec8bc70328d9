import {AppError} from '../../errors.ts';
import {loadSettings} from '../../settings/settings.ts';
import {type Env, resolvePaths} from '../../settings/paths.ts';
import type {Origin, Settings} from '../../settings/settings-types.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {configWarnings} from '../../console/session/config-warnings.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {readFileSync} from 'node:fs';
import {tomlLines} from '../../settings/settings-lines.ts';

export type ConfigOptions = {
  readonly json?: boolean;
  /** Print the JSON schema of config.toml instead. */
  readonly schema?: boolean;
};

/** `casedeck config`: the settings in force and where each came from. It only reads. */
export async function runConfig(io: Io, flags: GlobalFlags, options: ConfigOptions): Promise<number> {
  if (options.schema === true) {
    const {configJsonSchema} = await import('../../settings/settings-schema.ts');
    io.out(configJsonSchema());
    return 0;
  }
  const paths = resolvePaths(io.env);
  const settings = await loadSettings({env: io.env, paths, ...flags});
  const rows = settingRows(settings, io.env);
  for (const warning of warningsOf(settings)) io.err(`casedeck: ${warning}\n`);
  if (options.json === true) {
    const data = {files: paths, settings: rows.map(({key, value, where}) => ({key, value, from: where}))};
    io.out(`${escapeJson(JSON.stringify(data, undefined, 2))}\n`);
    return 0;
  }
  const file = settings.configFile === undefined ? `${paths.configFile} (not there)` : paths.configFile;
  io.out(`# configuration  ${file}\n# state          ${paths.state}\n# cache          ${paths.cache}\n\n`);
  io.out(rowsText(rows));
  return 0;
}

/** Keys that are in each other's way keep the console from starting; the settings can be looked at all the same. */
function warningsOf(settings: Settings): readonly string[] {
  try {
    return configWarnings(settings);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [...settings.warnings, error.message];
  }
}

function rowsText(rows: readonly SettingRow[]): string {
  const lines = rows.map(({key, value, where}) => ({
    left: value === undefined ? `# ${key} is not set` : `${tomlKey(key)} = ${tomlValue(value)}`,
    where,
    isSet: value !== undefined,
  }));
  const width = Math.min(48, Math.max(...lines.map((line) => line.left.length)));
  return lines
    .map(({left, where, isSet}) => (isSet ? `${left.padEnd(width)}  # ${toSafeLine(where)}\n` : `${left}\n`))
    .join('');
}

/** Keys as they can be pasted: a part that is no bare key is quoted. */
function tomlKey(key: string): string {
  const [table = '', ...rest] = key.split('.');
  if (table !== 'keys' && table !== 'codes') return key;
  return `${table}.${JSON.stringify(rest.join('.'))}`;
}

function tomlValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(toSafeLine(value));
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([name, inner]) => `${name} = ${tomlValue(inner)}`).join(', ')}}`;
}

/** One setting in force: its dotted key, its value (undefined: decided at run time), and where it came from. */
type SettingRow = {
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
function settingRows(settings: Settings, env: Env): readonly SettingRow[] {
  const linesOf = new Map<string, ReadonlyMap<string, number>>();
  const line = (file: string, key: string): number | undefined => {
    const lines = linesOf.get(file) ?? readLines(file);
    linesOf.set(file, lines);
    return lines.get(key);
  };
  return [...settings.values].map(([key, value]) => {
    const origin = settings.origins.get(key) ?? {from: 'default'};
    const fallback = value === undefined ? FALLBACKS[key]?.find((name) => env[name]) : undefined;
    if (fallback !== undefined) {
      return {key, value: env[fallback], origin: {from: 'environment', name: fallback}, where: fallback};
    }
    return {key, value, origin, where: originText(origin, line)};
  });
}

function originText(origin: Origin, line: (file: string, key: string) => number | undefined): string {
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
