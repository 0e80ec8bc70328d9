import {createHash, createHmac, randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {ApiError} from '../errors.ts';
import type {SignInWatch} from '../api/credentials.ts';
import type {Paths} from '../settings/paths.ts';
import {readPrivateFile, removePrivateFile, writePrivateFile} from '../settings/private-file.ts';
import {asRecord, tryJson} from './secret.ts';

/** After so many refused attempts in a row the service locks the account. */
const ATTEMPTS = 5;

type Refusal = {
  /** In a row, as far as this machine knows. */
  readonly count: number;
  readonly at: number;
  readonly salt: string;
  /** 32 bits of a salted hash of the secret: enough to recognise it, too few to guess it. */
  readonly mark: string;
};

export type Refusals = {
  /**
   * For createApi: counts, and refuses to send once more what was refused already. With `isAskedFor` it only
   * counts: the user has said to try.
   */
  readonly watch: (options?: {readonly isAskedFor?: boolean}) => SignInWatch;
  /** Refused attempts in a row of this client id. */
  readonly used: (clientId: string) => number;
};

export type RefusalsOptions = {
  readonly paths: Pick<Paths, 'state'>;
  readonly endpoint: string;
  readonly now?: () => number;
};

/**
 * Remembers refused sign-ins between runs, so that a wrong secret costs one attempt however often
 * casedeck is started with it. A file that cannot be read or written only loses the memory.
 */
export function createRefusals({paths, endpoint, now = Date.now}: RefusalsOptions): Refusals {
  const file = join(paths.state, 'refusals.json');
  const keyOf = (clientId: string): string =>
    createHash('sha256').update(`${endpoint}\n${clientId}`).digest('hex').slice(0, 16);
  const of = (clientId: string): Refusal | undefined => readAll(file)[keyOf(clientId)];
  const put = (clientId: string, refusal: Refusal | undefined): void => {
    const {[keyOf(clientId)]: _old, ...others} = readAll(file);
    writeAll(file, refusal === undefined ? others : {...others, [keyOf(clientId)]: refusal});
  };
  return {
    used: (clientId) => of(clientId)?.count ?? 0,
    watch: ({isAskedFor = false} = {}) => ({
      before: ({clientId, clientSecret}) => {
        const last = isAskedFor ? undefined : of(clientId);
        if (last !== undefined && markOf(last.salt, clientSecret) === last.mark) throw refusedBefore(last);
      },
      refused: ({clientId, clientSecret}, error) => {
        const salt = randomBytes(16).toString('hex');
        const count = (of(clientId)?.count ?? 0) + 1;
        put(clientId, {count, at: now(), salt, mark: markOf(salt, clientSecret)});
        return withCount(error, count);
      },
      accepted: ({clientId}) => {
        if (of(clientId) !== undefined) put(clientId, undefined);
      },
    }),
  };
}

/** `2 of 5 refused attempts are used`, and what that means. */
function attemptsText(used: number): string {
  if (used >= ATTEMPTS)
    return `That were ${used} refused attempts in a row: the service has locked the account by now`;
  const count = used === 1 ? '1 refused attempt is' : `${used} refused attempts are`;
  return `${count} used of ${ATTEMPTS}, after which the service locks the account`;
}

function withCount(error: ApiError, count: number): ApiError {
  return error.with({
    kind: 'auth',
    hint: `${attemptsText(count)}. Check the client id and secret, and whether they belong to this environment; casedeck tries no other until they change.`,
  });
}

function refusedBefore({count, at}: Refusal): ApiError {
  const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return new ApiError('auth', `The service refused this client id and secret at ${when} UTC.`, {
    operation: 'token',
    hint: `${attemptsText(count)}, so it is not tried again by itself. Sign in with "casedeck login"; where the account was mended, "casedeck doctor" tries it once more.`,
  });
}

function markOf(salt: string, secret: string): string {
  return createHmac('sha256', salt).update(secret).digest('hex').slice(0, 8);
}

function readAll(file: string): Readonly<Record<string, Refusal>> {
  try {
    const data = asRecord(tryJson(readPrivateFile(file)?.toString('utf8') ?? ''));
    return Object.fromEntries(
      Object.entries(data ?? {}).filter((entry): entry is [string, Refusal] => isRefusal(entry[1])),
    );
  } catch {
    return {};
  }
}

function writeAll(file: string, refusals: Readonly<Record<string, Refusal>>): void {
  try {
    if (Object.keys(refusals).length === 0) removePrivateFile(file);
    else writePrivateFile(file, `${JSON.stringify(refusals, undefined, 2)}\n`);
  } catch {
    // A read-only or full disk: then each run counts for itself.
  }
}

function isRefusal(value: unknown): value is Refusal {
  const {count, at, salt, mark} = asRecord(value) ?? {};
  return (
    typeof count === 'number' &&
    typeof at === 'number' &&
    typeof salt === 'string' &&
    typeof mark === 'string'
  );
}
