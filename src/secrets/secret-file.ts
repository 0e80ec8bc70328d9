import {closeSync, fstatSync, openSync, readFileSync, type Stats} from 'node:fs';
import {AppError} from '../errors.ts';

const MAX_BYTES = 65_536;

/**
 * The content of a file that a variable such as EQUINIX_API_CLIENTSECRET_FILE names, without the line
 * break at its end and a byte-order mark. Links are followed, as container runtimes mount secrets behind them. Throws an
 * AppError `auth` where others could have written it, or could read one of ours.
 */
export function readSecretFile(file: string, variable: string): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new AppError('auth', `${variable}: ${file} cannot be read: ${why}.`, {
      hint: `Check the path in ${variable}.`,
      cause: error,
    });
  }
  try {
    const stat = fstatSync(handle);
    const why = distrust(stat);
    if (why !== undefined) {
      throw new AppError('auth', `${variable}: ${file} is not read: it ${why}.`, {
        hint: `Mend: chmod 600 ${file}`,
      });
    }
    const text = decoded(readFileSync(handle)).replace(/\r?\n$/, '');
    if (text === '')
      throw new AppError('auth', `${variable}: ${file} is empty.`, {hint: 'It must hold the value alone.'});
    return text;
  } finally {
    closeSync(handle);
  }
}

/** Without the mark that some editors put in front; PowerShell writes UTF-16. */
function decoded(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isWide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
}

function distrust(stat: Stats): string | undefined {
  if (!stat.isFile()) return 'is no plain file';
  if (stat.size > MAX_BYTES) return 'is too long for a secret';
  if (process.platform === 'win32') return undefined;
  if ((stat.mode & 0o022) !== 0) return 'can be written by others';
  // Root's files are what containers and systemd hand over; whoever runs them decides who reads them.
  if (stat.uid === 0) return undefined;
  if (stat.uid !== process.getuid?.()) return 'belongs to another user';
  return (stat.mode & 0o077) === 0 ? undefined : 'can be read by others';
}
