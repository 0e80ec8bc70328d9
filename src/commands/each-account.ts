import {asAppError, errorLine, type AppError} from '../errors.ts';
import {IN_PART} from '../domain/exit-codes.ts';
import {ioOfAccount, tellError, type Io} from '../console/session/io.ts';
import type {Opened} from '../console/session/open-services.ts';
import {ofAccount} from '../sync/join-sync.ts';

/** What one of several accounts gave; the name is undefined where there is one alone. */
export type OfAccount<T> = {readonly name: string | undefined; readonly value: T};

export type OfEach<T> = {
  readonly values: readonly OfAccount<T>[];
  /** False where an account failed. */
  readonly isWhole: boolean;
};

/** Nobody's account: what ends everything. */
const OF_ALL = new Set<AppError['kind']>(['cancelled', 'bug', 'usage', 'input']);

/**
 * Does the same in each account at once; where one is read alone, in that. One that fails is told and does not stop the others. Throws
 * where all fail, and what is no account's own fault.
 */
export async function inEachAccount<T>(
  services: Opened,
  io: Io,
  work: (services: Opened, io: Io) => Promise<T>,
): Promise<OfEach<T>> {
  const {several} = services;
  if (several === undefined)
    return {values: [{name: undefined, value: await work(services, io)}], isWhole: true};
  const named = several.parts.map((part) => ({part, name: part.account.profile}));
  const results = await Promise.allSettled(
    named.map(async ({part, name}) => ({name, value: await work(part, ioOfAccount(io, name))})),
  );
  const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{name: named[index]?.name ?? '', error: asAppError(result.reason)}] : [],
  );
  const ofAll = failures.find(({error}) => OF_ALL.has(error.kind));
  if (ofAll !== undefined) throw ofAll.error;
  // The last failure of all is told by whoever catches it.
  const last = values.length === 0 ? failures.at(-1) : undefined;
  for (const failure of failures)
    if (failure !== last) tellAccount(ioOfAccount(io, failure.name), failure.error);
  if (last !== undefined) throw ofAccount(last.name, last.error);
  return {values, isWhole: failures.length === 0};
}

/** The same for a reading that says whether the service answered: the exit code of the command. */
export async function readEachAccount(
  services: Opened,
  io: Io,
  read: (services: Opened, io: Io) => Promise<boolean>,
): Promise<number> {
  const {values, isWhole} = await inEachAccount(services, io, read);
  const isRead = services.several === undefined || (isWhole && values.every(({value}) => value));
  return isRead ? 0 : IN_PART;
}

/** One line for an account that failed among others; `more` says what is done without it. */
export function tellAccount(io: Io, error: unknown, more = ''): void {
  if (io.json) tellError(io, error);
  else io.err(`casedeck: ${errorLine(error)}${more}\n`);
}

/** The account that has a ticket, where several are read, and the ticket's number there. Throws an AppError where none is known to, or several are. */
export function accountOf(
  services: Opened,
  id: string,
): {readonly services: Opened; readonly number: string} {
  return services.several?.find(id) ?? {services, number: id};
}
