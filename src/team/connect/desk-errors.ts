import {AppError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

const INIT = '"casedeck team init" makes one.';

/** By the server's code, or the network's: what happened, what to do next. */
const WORDS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  '28P01': ['refused the password', 'It comes from ~/.pgpass, PGPASSWORD or a service file.'],
  '28000': ['refused this user', "The server's pg_hba.conf says who may come from where."],
  '3D000': ['has no such database', 'Its name is in the url of [team].'],
  '3F000': ['has no desk', INIT],
  '42P01': ['has no desk', INIT],
  '42883': ['has a desk of another version', '"casedeck team init" brings it up to date.'],
  '42501': ['does not allow it', 'Your user needs the role casedeck_member (docs/team.md).'],
  '53300': [
    'has no connection left',
    'Its administrator can raise max_connections, or put PgBouncer before it.',
  ],
  '53100': ['has no space left on its disk', 'Its administrator has to make room.'],
  '57P01': ['was stopped', 'casedeck goes on trying.'],
  '57P03': ['is starting', 'casedeck goes on trying.'],
  ECONNREFUSED: ['does not answer there', 'Is PostgreSQL running, and the port right?'],
  ENOENT: ['has no socket there', 'Is PostgreSQL running on this machine?'],
  ENOTFOUND: ['has a name that nobody knows', 'Check the url of [team].'],
  ETIMEDOUT: ['does not answer', 'Check network and firewall.'],
};

/** Every failure of the desk is an AppError `network` with words; what came from the server is safe to print. */
export function deskError(cause: unknown, shown: string): AppError {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === '' && cause instanceof Error && /\btime(?:out|d out)\b/i.test(cause.message))
    return deskError(Object.assign(new Error(cause.message), {code: 'ETIMEDOUT'}), shown);
  const message = cause instanceof Error ? toSafeLine(cause.message).slice(0, 300) : 'it ended without words';
  const [what, hint] = WORDS[code] ?? [`failed: ${message}`, '"casedeck doctor" looks closer.'];
  return new AppError('network', `The team's desk (${shown}) ${what}.`, {hint, cause});
}

/** The server, or what stands before it, has no connection left. */
export function isFull(error: unknown): boolean {
  return codeOf(error) === '53300';
}

/** What was given does not fit into the desk's columns: given again it never will. */
export function isUnfit(error: unknown): boolean {
  return /^(?:22|23514)/.test(String(codeOf(error)));
}

/** It did not answer in time. */
export function isTimeout(error: unknown): boolean {
  return codeOf(error) === 'ETIMEDOUT';
}

function codeOf(error: unknown): unknown {
  const {cause} = error instanceof Error ? error : {};
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
