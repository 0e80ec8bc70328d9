import {readFileSync} from 'node:fs';
import {AppError} from '../errors.ts';
import {bindKeys, type KeyBinding, type KeyProblem} from '../keys/key-bindings.ts';
import {lineOf, tomlLines} from '../settings/settings-lines.ts';
import type {Settings} from '../settings/settings-types.ts';

export type ConsoleKeys = {readonly bindings: readonly KeyBinding[]; readonly warnings: readonly string[]};

/** The keys with the user's own in them. Throws an AppError `config` that names both places of a conflict. */
export function consoleKeys({keys, configFile}: Pick<Settings, 'keys' | 'configFile'>): ConsoleKeys {
  const {bindings, problems, unknown} = bindKeys(keys);
  const [first] = problems;
  if (first !== undefined) throw problemError(problems, first, configFile);
  const warnings = unknown.map(
    (place) => `${placeIn(configFile, place)}: there is no such command, ignored; docs/keys.md lists them.`,
  );
  return {bindings, warnings};
}

function problemError(
  problems: readonly KeyProblem[],
  first: KeyProblem,
  configFile: string | undefined,
): AppError {
  const where = first.places.map((place) => placeIn(configFile, place)).join(' and ');
  return new AppError('config', `${where}: ${first.message}.`, {
    hint: 'Give one of them another key, or [] to take its keys away. docs/keys.md lists all commands.',
    fields: problems
      .slice(1)
      .map(({places, message: words}) => ({field: places.join(' and '), problem: words})),
  });
}

/** `FILE:LINE: keys.ticket.note`; the file is read again, for this happens at most once. */
export function placeIn(configFile: string | undefined, place: string): string {
  if (configFile === undefined) return place;
  const line = lineOf(linesOf(configFile), place.split('.'));
  return line === undefined ? `${configFile}: ${place}` : `${configFile}:${line}: ${place}`;
}

function linesOf(file: string): ReadonlyMap<string, number> {
  try {
    return tomlLines(readFileSync(file, 'utf8'));
  } catch {
    return new Map();
  }
}
