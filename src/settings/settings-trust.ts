import {AppError} from '../errors.ts';
import {environmentOf} from './settings-endpoint.ts';
import {isProgram, type Kind} from './setting-kinds.ts';
import {SETTINGS, type ConfigFile} from './settings-table.ts';

/** Whoever can write the file could make us run anything: then nothing named in it is run. */
export function withoutCommands(config: ConfigFile, why: string, warnings: string[]): ConfigFile {
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
