import {mkdir, rename, rm, rmdir} from 'node:fs/promises';
import {join} from 'node:path';
import {safeFileName} from '../text/safe/safe-file-name.ts';
import {cannotWrite, codeOf, noFreeName, numberedName, partName, removeLeftParts} from './new-file.ts';

/** A folder that is being filled under another name, so that nobody takes a part of it for the whole. */
export type NewFolder = {
  readonly path: string;
  /** Gives it the name, or the next free one; resolves to the whole path. */
  finish: (name: string) => Promise<string>;
  /** Takes it away with all that is in it. Safe to call after `finish`. */
  abandon: () => Promise<void>;
};

const MOST_NAMES = 10_000;

/** Begins a folder in `parent` (as `openFolder` gave it), for its owner alone. Throws an AppError `store`. */
export async function newFolder(parent: string, name: string): Promise<NewFolder> {
  await removeLeftParts(parent);
  const path = await takeFree(parent, partName(name));
  let isFinished = false;
  return {
    path,
    finish: async (finalName) => {
      const target = await takeFree(parent, safeFileName(finalName));
      try {
        await replaceEmpty(path, target);
      } catch (error) {
        await rmdir(target).catch(() => undefined);
        throw cannotWrite(target, error);
      }
      isFinished = true;
      return target;
    },
    abandon: async () => {
      if (!isFinished) await rm(path, {recursive: true, force: true}).catch(() => undefined);
    },
  };
}

/** Making the folder is what takes the name: it fails where something is there. */
async function takeFree(parent: string, name: string): Promise<string> {
  for (let number = 0; number < MOST_NAMES; number += 1) {
    const path = join(parent, numberedName(name, number));
    try {
      await mkdir(path, {mode: 0o700});
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw cannotWrite(path, error);
    }
  }
  throw noFreeName(parent, name);
}

/** Windows does not rename over a folder, not even an empty one. */
async function replaceEmpty(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!['EPERM', 'EEXIST', 'EACCES'].includes(codeOf(error))) throw error;
    await rmdir(to);
    await rename(from, to);
  }
}
