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
