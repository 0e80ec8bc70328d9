import {constants} from 'node:fs';
import {link, lstat, mkdir, open, readdir, realpath, rename, rm, type FileHandle} from 'node:fs/promises';
import {hostname} from 'node:os';
import {dirname, join} from 'node:path';
import {AppError} from '../errors.ts';
import {safeFileName} from '../text/safe/safe-file-name.ts';
import {isOwnerGone} from '../sync/process-owner.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

/** A file that is being written under another name, so that nobody takes a part of it for the whole. */
export type NewFile = {
  write: (bytes: Uint8Array | string) => Promise<void>;
  /** Gives it its name, or the next free one (`name (1).txt`); resolves to the whole path. */
  finish: () => Promise<string>;
  /** Takes away what was written. Safe to call after `finish`, and twice. */
  abandon: () => Promise<void>;
};

const MODE = 0o600;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const MOST_NAMES = 10_000;

/** The folder's real path; made where it is missing, for its owner alone. Throws an AppError `store`. */
export async function openFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, {recursive: true, mode: 0o700});
    return await realpath(folder);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/**
 * Begins a file in `folder` (as {@link openFolder} gave it). `name` may be of remote origin: only its
 * safe form is used, never one that exists. Throws an AppError `store`.
 */
export async function newFile(folder: string, name: string): Promise<NewFile> {
  await removeLeftParts(folder);
  const part = await openFree(folder, partName(name));
  // Only a folder that changed under our feet, or a fault of ours, can lead elsewhere.
  if (dirname(await realpath(part.path)) !== folder) {
    await discard(part);
    throw new AppError('store', `${shown(part.path)} is not in ${shown(folder)}; nothing was written.`, {
      hint: 'Choose a folder that nobody else changes.',
    });
  }
  return {
    write: async (bytes) => {
      try {
        await part.handle.appendFile(bytes);
      } catch (error) {
        throw cannotWrite(part.path, error);
      }
    },
    finish: async () => {
      try {
        await part.handle.sync();
        await part.handle.close();
        return await publish(part.path, folder, safeFileName(name));
      } catch (error) {
        await discard(part);
        throw cannotWrite(join(folder, safeFileName(name)), error);
      }
    },
    abandon: () => discard(part),
  };
}

/** What a file or folder is called until it is whole. It says whose it is: a browser's own are never touched. */
export function partName(name: string): string {
  return safeFileName(`casedeck-${process.pid}@${hostname()}-${safeFileName(name)}.part`);
}

const PART_NAME = /^casedeck-(\d+)@(.*)\.part(?: \(\d+\))?$/su;

/** Takes away what a process of this machine that was killed left half written in this folder: files, and folders with all in them. */
export async function removeLeftParts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid, rest = ''] = PART_NAME.exec(name) ?? [];
    const isOurs = pid !== undefined && rest.startsWith(`${hostname()}-`);
    if (!isOurs || isRunning(Number(pid))) continue;
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => undefined);
    const isOwn = process.getuid === undefined || stats?.uid === process.getuid();
    if (stats === undefined || stats.isSymbolicLink() || !isOwn) continue;
    await rm(path, {recursive: true, force: true}).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  return !isOwnerGone(`${hostname()}/${pid}`);
}

/** Writes a whole file as {@link newFile} does; resolves to its path. */
export async function writeNewFile(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  const file = await newFile(folder, name);
  try {
    await file.write(content);
    return await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

type Part = {readonly path: string; readonly handle: FileHandle};

async function openFree(folder: string, name: string): Promise<Part> {
  for (let number = 0; number < MOST_NAMES; number += 1) {
    const path = join(folder, numberedName(name, number));
    try {
      return {path, handle: await open(path, FLAGS, MODE)};
    } catch (error) {
      if (!isTaken(error)) throw cannotWrite(path, error);
    }
  }
  throw noFreeName(folder, name);
}

/** A second name for the file, then the first one goes: unlike a rename this never replaces anything. */
async function publish(part: string, folder: string, name: string): Promise<string> {
  for (let number = 0; number < MOST_NAMES; number += 1) {
    const path = join(folder, numberedName(name, number));
    try {
      await link(part, path);
      await rm(part);
      return path;
    } catch (error) {
      if (isTaken(error)) continue;
      if (!hasNoLinks(error)) throw error;
      if (await takeName(path)) {
        await rename(part, path);
        return path;
      }
    }
  }
  throw noFreeName(folder, name);
}

/** Where a file system has no links: the name is taken by an empty file, which the rename replaces at once. */
async function takeName(path: string): Promise<boolean> {
  try {
    await (await open(path, FLAGS, MODE)).close();
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

async function discard({path, handle}: Part): Promise<void> {
  await handle.close().catch(() => undefined);
  await rm(path, {force: true}).catch(() => undefined);
}

/** `name (1).txt` for 1; the stem gives way where the name would become too long. */
export function numberedName(name: string, number: number): string {
  if (number === 0) return name;
  const dot = name.lastIndexOf('.');
  const hasExtension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= MAX_EXTENSION_BYTES;
  const [stem, extension] = hasExtension ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return safeFileName(`${shortStem(stem, ` (${number})${extension}`)} (${number})${extension}`);
}

const MAX_BYTES = 255;
const MAX_EXTENSION_BYTES = 32;

function shortStem(stem: string, rest: string): string {
  const characters = [...stem];
  while (Buffer.byteLength(characters.join('') + rest) > MAX_BYTES) characters.pop();
  return characters.join('').trimEnd();
}

/** The system's name of an error, such as ENOENT; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isTaken(error: unknown): boolean {
  // A link or a folder of that name is as much in the way as a file.
  return ['EEXIST', 'ELOOP', 'EISDIR'].includes(codeOf(error));
}

function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'].includes(codeOf(error));
}

export function noFreeName(folder: string, name: string): AppError {
  return new AppError('store', `${shown(folder)} holds too many files called ${shown(name)}.`, {
    hint: 'Choose another folder.',
  });
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'it exists and is no folder',
};

/** Words for a path that the system does not let us write. */
export function cannotWrite(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const why =
    WORDS[codeOf(error)] ?? (error instanceof Error ? toSafeLine(error.message) : 'the reason is not known');
  return new AppError('store', `${shown(path)} cannot be written: ${why}.`, {
    hint: 'Choose another folder with --to, or mend this one.',
    cause: error,
  });
}

function shown(path: string): string {
  return toSafeLine(path);
}
