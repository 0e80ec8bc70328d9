import {readdir} from 'node:fs/promises';
import {basename, dirname, sep} from 'node:path';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

/** What Node puts in the place of bytes that are no UTF-8. */
const LOST = '\uFFFD';

/**
 * The path as the system knows it. A name that is no UTF-8 has lost bytes on the way to us: it is found again among
 * the names of its folder. Throws an AppError `input` where several look the same.
 */
export async function pathBytes(path: string): Promise<string | Buffer> {
  if (!path.includes(LOST)) return path;
  const name = basename(path);
  const folder = Buffer.from(await pathBytes(dirname(path)));
  const found = name.includes(LOST) ? await named(folder, name, path) : undefined;
  return Buffer.concat([folder, Buffer.from(sep), found ?? Buffer.from(name)]);
}

async function named(folder: Buffer, name: string, path: string): Promise<Buffer | undefined> {
  const names = await readdir(folder, {encoding: 'buffer'}).catch(() => []);
  const [found, another] = names.filter((one) => one.toString('utf8') === name);
  if (another === undefined) return found;
  throw new AppError('input', `Several files look like ${toSafeLine(path)}.`, {
    hint: 'Their names are not UTF-8. Rename the one that is meant, or give it through standard input with --name.',
  });
}

/** The name for people: bytes that are no UTF-8 are read as most systems wrote them before it. */
export function shownName(name: string, path: string | Buffer): string {
  if (typeof path === 'string') return name;
  const latin = path.subarray(path.lastIndexOf(sep) + 1).toString('latin1');
  return /\p{Cc}/u.test(latin) ? name.replaceAll(LOST, '_') : latin;
}
