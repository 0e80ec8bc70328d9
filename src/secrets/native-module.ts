import {createHash, randomBytes} from 'node:crypto';
import {lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {getRawAsset} from 'node:sea';
import {resolvePaths, type Env} from '../settings/paths.ts';

/**
 * The native module of the keychain from inside the executable, as a file that can be loaded: in a folder of the cache
 * that is ours alone, by the name of its content. Whatever lies there is compared before it is used.
 */
export function unpackNativeModule(env: Env): {readonly path: string} | {readonly problem: string} {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(getRawAsset('keytar.node'));
  } catch {
    return {problem: 'this executable was built without one; keep the secret in an age file instead'};
  }
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
  const folder = join(resolvePaths(env).cache, 'native');
  const file = join(folder, `keytar-${name}.node`);
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    const foreign = [folder, join(folder, '..')].find((each) => !isOurs(each));
    if (foreign !== undefined)
      return {problem: `the folder ${foreign} can be written by others; mend that with chmod 700`};
    if (!holds(file, bytes)) {
      const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, bytes, {mode: 0o600, flag: 'wx'});
      renameSync(draft, file);
    }
    return {path: file};
  } catch (error) {
    return {
      problem: `its module cannot be unpacked into ${folder} (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

function holds(file: string, bytes: Buffer): boolean {
  try {
    return isOurs(file) && readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

/** A link is nobody's: what it leads to may be changed. */
function isOurs(path: string): boolean {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}
