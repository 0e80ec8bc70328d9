import {asAppError, type AppError} from '../../errors.ts';
import type {Io} from '../../console/session/io.ts';
import {isAway} from './read-first.ts';
import type {Poller} from '../../sync/contracts.ts';

export type DueReads = {
  readonly ids: readonly string[];
  /** Nothing is begun after so many milliseconds. */
  readonly budgetMs?: number;
  readonly words: string;
};

export type DueResult = {
  readonly read: number;
  /** Ids that could not be read, each for a reason of its own. */
  readonly failed: ReadonlyMap<string, AppError>;
  /** What concerns all: then the rest was not tried. */
  readonly error: AppError | undefined;
};

/** More than the gate lets out at a time, so that it never runs dry. */
const AT_ONCE = 8;
/** One ticket may be broken on the service's side; so many in a row are the service. */
const FAULTS_OF_SERVICE = 3;
const FOR_ALL = new Set(['auth', 'store', 'cancelled', 'config', 'bug']);

/** Reads the details of these tickets, a few at a time, as quickly as the gate lets them. */
export async function readDue(
  poller: Poller,
  io: Io,
  {ids, budgetMs = Infinity, words}: DueReads,
): Promise<DueResult> {
  const failed = new Map<string, AppError>();
  const queue = [...ids];
  const endsAt = performance.now() + budgetMs;
  let read = 0;
  let tried = 0;
  let faults = 0;
  let error: AppError | undefined;
  const fail = (id: string, failure: AppError) => {
    faults = failure.kind === 'service' ? faults + 1 : 0;
    const isOfOne = failure.kind === 'service' && faults < FAULTS_OF_SERVICE;
    if (!isOfOne && (isAway(failure) || FOR_ALL.has(failure.kind))) error = failure;
    else failed.set(id, failure);
  };
  const readOne = async (id: string) => {
    try {
      await poller.refresh(id);
      read += 1;
      faults = 0;
    } catch (reason) {
      fail(id, asAppError(reason));
    }
    tried += 1;
    io.progress(`casedeck: ${words} ${tried} of ${ids.length}`);
  };
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      await readOne(id);
      if (error !== undefined || performance.now() > endsAt) return;
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  io.progress('');
  return {read, failed, error};
}
