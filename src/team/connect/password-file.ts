import {readFileSync, statSync} from 'node:fs';
import {AppError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {DeskAddress} from './desk-address.ts';

const OTHERS = 0o077;

/**
 * The password that `~/.pgpass` has for this address, asked only where the server wants one. As libpq: the first line
 * `host:port:database:user:password` that fits, `*` fits all, `\` before `:` and `\`; a file that others may read does not
 * count. Throws an AppError `config` where there is none.
 */
export function filePassword({host, port, database, user, passwordFile, shown}: DeskAddress): string {
  const text = readPrivate(passwordFile);
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = [...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = '']) =>
      field.replace(/\\(.)/g, '$1'),
    );
    const password = fields[wanted.length];
    if (password !== undefined && wanted.every((value, nth) => fields[nth] === '*' || fields[nth] === value))
      return password;
  }
  throw new AppError('config', `The team's desk (${shown}) asks for a password, and there is none.`, {
    hint: `It comes from ${toSafeLine(passwordFile)}, PGPASSWORD or a service file.`,
  });
}

/** Empty where there is none. */
function readPrivate(file: string): string {
  const mode = statSync(file, {throwIfNoEntry: false})?.mode;
  if (mode === undefined) return '';
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new AppError('config', `Others may read ${toSafeLine(file)}: its passwords do not count.`, {
      hint: `chmod 600 ${toSafeLine(file)}`,
    });
  return readFileSync(file, 'utf8');
}
