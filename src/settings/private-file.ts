import {randomBytes} from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {AppError} from '../errors.ts';
import {ensurePrivateFolder, foreignError} from './paths.ts';

// Both are absent on Windows, where modes mean nothing either.
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const posix = process.platform !== 'win32';

/**
 * Reads a file that only its owner may read; undefined where there is none. Throws an AppError `store`
 * when it belongs to somebody else, others have rights on it, or it is no plain file.
 */
export function readPrivateFile(file: string): Buffer | undefined {
  let handle: number;
  try {
    // Not blocking: opening a named pipe that somebody put there would wait for ever.
    handle = openSync(file, constants.O_RDONLY | NOFOLLOW | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return missingOrThrow(file, error as NodeJS.ErrnoException);
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw refusal(file, 'is no plain file', `Remove it: ${file}`);
    if (posix && stat.uid !== process.getuid?.()) {
      throw foreignError(file) ?? refusal(file, 'belongs to another user', 'Give it back to yourself.');
    }
    if (posix && (stat.mode & 0o077) !== 0) {
      throw refusal(
        file,
        `can be read or written by others (mode ${(stat.mode & 0o777).toString(8)})`,
        `Mend: chmod 600 ${file}`,
      );
    }
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Replaces the file with mode 0600 in a folder of mode 0700 (made or mended): either the old or the new
 * content is there, also after a crash. Throws an AppError `store`.
 */
export function writePrivateFile(file: string, data: string | Uint8Array): void {
  ensurePrivateFolder(dirname(file));
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = openSync(
      temporary,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NOFOLLOW,
      0o600,
    );
    try {
      writeFileSync(handle, data);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, {force: true});
    throw (
      foreignError(file, error) ??
      new AppError('store', `${file} cannot be written: ${(error as Error).message}`, {
        hint: 'Check the disk and the rights of its folder.',
        cause: error,
      })
    );
  }
  syncFolder(dirname(file));
}

/** Removes the file; true if there was one. */
export function removePrivateFile(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new AppError('store', `${file} cannot be removed: ${(error as Error).message}`, {cause: error});
  }
}

function missingOrThrow(file: string, error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  if (error.code === 'ELOOP')
    throw refusal(file, 'is a link', 'Links are not followed for secrets; put the file itself there.');
  throw (
    foreignError(file, error) ??
    new AppError('store', `${file} cannot be read: ${error.message}`, {cause: error})
  );
}

function refusal(file: string, why: string, hint: string): AppError {
  return new AppError('store', `${file} is not read: it ${why}.`, {hint});
}

/** So that the new name survives a power cut; not every file system can. */
function syncFolder(folder: string): void {
  if (!posix) return;
  try {
    const handle = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is safe; only its name might be the old one after a power cut.
  }
}
