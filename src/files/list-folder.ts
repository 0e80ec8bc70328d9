import {readdir, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join, resolve, sep} from 'node:path';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {codeOf} from './new-file.ts';
import {pathBytes} from './path-bytes.ts';

export type FolderEntry = {
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes; undefined for folders, and for what cannot be asked. */
  readonly size: number | undefined;
};

export type FolderListing = {
  /** Whole path, without a slash at its end. */
  readonly path: string;
  /** Undefined at the top. */
  readonly parent: string | undefined;
  /** Folders first, then files, by name; hidden ones last. */
  readonly entries: readonly FolderEntry[];
  /** How many more there are than are listed. */
  readonly left: number;
};

/** Nobody scrolls through more rows. */
const MOST_ENTRIES = 2000;

/** The whole path of what somebody typed: `~` is the home folder, anything else is meant from here. */
export function wholePath(typed: string, home = homedir(), here = process.cwd()): string {
  const path = typed.trim();
  if (path === '~') return home;
  if (path.startsWith(`~${sep}`) || path.startsWith('~/')) return join(home, path.slice(2));
  return isAbsolute(path) ? resolve(path) : resolve(here, path);
}

/** What a folder holds. Throws an AppError `input` where it cannot be read. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const path = wholePath(folder);
  try {
    const found = await readdir(await pathBytes(path), {withFileTypes: true});
    const listed = found.slice(0, MOST_ENTRIES);
    const entries = await Promise.all(listed.map(({name}) => entryOf(path, name)));
    const parent = dirname(path);
    return {
      path,
      parent: parent === path ? undefined : parent,
      entries: entries.toSorted(byKindAndName),
      left: found.length - listed.length,
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A link is what it leads to; one that leads nowhere is shown, and refused when it is chosen. */
async function entryOf(folder: string, name: string): Promise<FolderEntry> {
  const info = await pathBytes(join(folder, name))
    .then((path) => stat(path))
    .catch(() => undefined);
  const isFolder = info?.isDirectory() === true;
  return {name, isFolder, size: info?.isFile() === true ? info.size : undefined};
}

function byKindAndName(one: FolderEntry, other: FolderEntry): number {
  const rank = ({name, isFolder}: FolderEntry) => (isFolder ? 0 : 1) + (name.startsWith('.') ? 2 : 0);
  return rank(one) - rank(other) || one.name.localeCompare(other.name, 'en', {numeric: true});
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'it is no folder',
  EACCES: 'there is no permission to read it',
  EPERM: 'there is no permission to read it',
};

function unreadable(path: string, error: unknown): AppError {
  const why =
    WORDS[codeOf(error)] ?? (error instanceof Error ? toSafeLine(error.message) : 'why is not known');
  return new AppError('input', `${toSafeLine(path)} cannot be listed: ${why}.`, {cause: error});
}
