import {AppError, describeError} from '../../errors.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Services} from '../../state/services.ts';
import type {Poller} from '../../sync/contracts.ts';
import type {Millis} from '../../domain/records.ts';
import {readListState} from '../../sync/poller/list-progress.ts';
import {ageLong} from '../../text/time/dates.ts';
import type {Io} from '../../console/session/io.ts';
import {tellAccount} from '../each-account.ts';

const AWAY = new Set(['network', 'timeout', 'service', 'rate-limited']);

export type ReadFirst = {
  readonly read: () => Promise<void>;
  /** When what the store has was read, as far as it knows; undefined: it has nothing. */
  readonly storedAt: () => Millis | 'unknown' | undefined;
};

/**
 * Asks the service, with the usual number of tries. If it cannot be reached but the store has an answer, says so and
 * how old that is. True if the service answered. Throws an AppError otherwise. For one account among several, the
 * stored answer is used whatever the failure.
 */
export async function readFirst(clock: Clock, io: Io, {read, storedAt}: ReadFirst): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    const at = storedAt();
    const isOneOfSeveral =
      io.profile !== undefined && error instanceof AppError && error.kind !== 'cancelled';
    if (at === undefined || !(isAway(error) || isOneOfSeveral)) throw error;
    const shown = `Showing what was read ${at === 'unknown' ? 'some time ago' : ageLong(clock.now() - at)}.`;
    if (isOneOfSeveral) tellAccount(io, error, ` ${shown}`);
    else io.note(`casedeck: ${describeError(error).title} ${shown}\n`);
    return false;
  } finally {
    io.progress('');
  }
}

/** True if the failure is not about the requested thing, but only means that no answer is possible now. */
export function isAway(error: unknown): boolean {
  return error instanceof AppError && AWAY.has(error.kind);
}

/** Brings the list up to date; where the service cannot be reached, says how old it is. */
export async function readListFirst(
  services: Pick<Services, 'clock' | 'poller' | 'store'>,
  io: Io,
): Promise<boolean> {
  const {store} = services;
  return await readFirst(services.clock, io, {
    read: () => readListNow(services.poller, io),
    storedAt: () => (store.counts().all === 0 ? undefined : listReadAt(services)),
  });
}

/** When the list was last read. */
export function listReadAt({store, clock}: Pick<Services, 'clock' | 'store'>): Millis | 'unknown' {
  return readListState(store, clock.now()).listAt ?? 'unknown';
}

/** Brings the list up to date. Throws an AppError where that cannot be done. */
export async function readListNow(poller: Poller, io: Io): Promise<void> {
  const stop = poller.subscribe(() => {
    const {progress} = poller.status();
    io.progress(progress === undefined ? '' : `casedeck: ${progress.done} of ${progress.total} tickets`);
  });
  try {
    await poller.refreshAll();
  } finally {
    stop();
    io.progress('');
  }
}
