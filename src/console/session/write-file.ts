import {link, rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {AppError} from '../../errors.ts';
import {partName, removeLeftParts} from '../../files/new-file.ts';

/**
 * Writes a whole file or nothing, from a text or its pieces in turn: beside it under another name first. Readable by the owner alone. Throws an
 * AppError `usage` where there is one already, unless `force`, and `store` where it cannot be written.
 */
export async function writeWholeFile(
  path: string,
  text: string | Iterable<string>,
  force: boolean,
): Promise<void> {
  await removeLeftParts(dirname(path));
  const part = join(dirname(path), partName(basename(path)));
  try {
    await writeFile(part, text, {mode: 0o600, flag: 'wx'});
    if (force) await rename(part, path);
    // Unlike a rename, a link never takes the place of a file.
    else await link(part, path);
  } catch (error) {
    throw writeError(error, path);
  } finally {
    await rm(part, {force: true});
  }
}

function writeError(error: unknown, path: string): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  if (exists)
    return new AppError('usage', `${path} is there already.`, {
      hint: 'Give another name, or --force to replace it.',
    });
  return new AppError('store', `${path} cannot be written: ${reason}`, {cause: error});
}
