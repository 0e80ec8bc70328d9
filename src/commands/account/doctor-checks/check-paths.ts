import {accessSync, constants, readdirSync, statSync, type Stats} from 'node:fs';
import {join} from 'node:path';
import {foreignOwner} from '../../../settings/foreign-owner.ts';
import type {Paths} from '../../../settings/paths.ts';
import {failed, ok, warning, type Check} from './check.ts';

/** Folders and files: there, ours, writable, closed to others. */
export function checkPaths(paths: Paths): readonly Check[] {
  return [
    checkFolder('Configuration folder', paths.config),
    checkFolder('State folder', paths.state),
    ...secretFiles(paths.state),
    ...(statOf(paths.configFile) === undefined
      ? [ok('Configuration', 'no config.toml; the defaults hold')]
      : []),
  ];
}

function checkFolder(name: string, folder: string): Check {
  const foreign = foreignOwner(folder);
  if (foreign !== undefined)
    return failed(name, `${foreign.path} belongs to another user, ${foreign.owner}`, foreign.mend);
  const stat = statOf(folder);
  if (stat === undefined) return ok(name, `${folder} is not there yet; it is made when needed`);
  if (!stat.isDirectory()) return failed(name, `${folder} is no folder`, 'Move it out of the way.');
  if (!isWritable(folder)) return failed(name, `${folder} cannot be written`, `chmod u+rwx ${folder}`);
  if (isOpen(stat))
    return warning(name, `${folder} can be entered by others (mode ${mode(stat)})`, `chmod 700 ${folder}`);
  return ok(name, `${folder} (mode ${mode(stat)})`);
}

function secretFiles(state: string): readonly Check[] {
  return list(state)
    .filter((name) => /\.(age|db|jsonl|json|log)$/.test(name))
    .flatMap((name) => {
      const file = join(state, name);
      const foreign = foreignOwner(file);
      if (foreign !== undefined)
        return [failed('File', `${file} belongs to another user, ${foreign.owner}`, foreign.mend)];
      const stat = statOf(file);
      if (stat === undefined) return [];
      return isOpen(stat)
        ? [warning('File', `${file} can be read by others (mode ${mode(stat)})`, `chmod 600 ${file}`)]
        : [];
    });
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, {throwIfNoEntry: false});
  } catch {
    // In a folder that may not be entered, which is told of by itself.
    return undefined;
  }
}

function isOpen(stat: Stats): boolean {
  return process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function mode(stat: Stats): string {
  return (stat.mode & 0o777).toString(8);
}
