import type {Services} from '../../state/services.ts';
import {AppError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import {toldChanges, type Change} from '../../state/told/told-changes.ts';
import {joinedId} from '../../domain/joined-id.ts';
import type {OfAccount} from '../each-account.ts';
import {isAway} from '../read/read-first.ts';

export type Watched = {
  /** What has changed since the last look. Cheap to ask often. */
  readonly look: () => readonly Change[];
  /** The tickets whose status is already one of those waited for. */
  readonly met: (isMet: (status: string | undefined) => boolean) => readonly string[];
  /** By the ids under which the tickets are shown; empty: all. */
  readonly ids: readonly string[];
  /** Why nothing can be read now, by the account where several are watched. */
  readonly failures: () => readonly OfAccount<AppError>[];
  readonly stop: () => void;
};

/** The whole list, read by the poller as in the console; where another process reads it, only looked at. */
export function watchList(
  {store, poller}: Pick<Services, 'poller' | 'store'>,
  {offline}: {readonly offline: boolean},
): Watched {
  const look = newsOf(store);
  if (!offline) poller.start();
  return {
    look,
    met: () => [],
    ids: [],
    failures: () => failuresOf(poller.status().error),
    stop: () => poller.stop(),
  };
}

function failuresOf(error: AppError | undefined): readonly OfAccount<AppError>[] {
  return error === undefined ? [] : [{name: undefined, value: error}];
}

/** What is watched in several accounts as one; of one alone it is that. */
export function joinWatched(all: readonly OfAccount<Watched>[]): Watched {
  const [first] = all;
  if (first?.name === undefined && first !== undefined) return first.value;
  const named = all.map(({name = '', value}) => ({
    name,
    watched: value,
    idOf: (number: string) => joinedId(name, number),
  }));
  return {
    look: () =>
      named.flatMap(({watched, idOf}) => watched.look().map((change) => ({...change, id: idOf(change.id)}))),
    met: (isMet) => named.flatMap(({watched, idOf}) => watched.met(isMet).map(idOf)),
    ids: named.flatMap(({watched, idOf}) => watched.ids.map(idOf)),
    failures: () => named.flatMap(({name, watched}) => watched.failures().map(({value}) => ({name, value}))),
    stop: () => named.forEach(({watched}) => watched.stop()),
  };
}

/** Each call returns what became new since the one before. */
function newsOf(store: Store): () => readonly Change[] {
  let told = store.lastChange();
  return () => {
    const last = store.lastChange();
    if (last === told) return [];
    const changes = toldChanges(store, store.changesAfter(told));
    told = last;
    return changes;
  };
}

/** What tickets are read with. */
type Reading = Pick<Services, 'clock' | 'poller' | 'store'>;
type TicketOptions = {readonly intervalMs: number; readonly signal: AbortSignal};

/** These tickets, each read once now and then every interval. Throws where the service does not have one of them. */
export async function watchTickets(
  services: Reading,
  asked: readonly string[],
  options: TicketOptions,
): Promise<Watched> {
  const {store} = services;
  const reader = new Reader(services, asked, options);
  await reader.readAll();
  // Only now is known which of the ids are one ticket.
  const ids = [...new Set(asked.map((id) => store.row(id)?.id ?? id))];
  const news = newsOf(store);
  const isRead = (id: string) => store.row(id)?.fetchedAt !== undefined;
  // Where the service is away and the store knows only the list, the first read decides what is new.
  let unread = ids.filter((id) => !isRead(id));
  return {
    look: () => {
      reader.begin();
      const changes = news();
      const told = new Set(ids.filter((id) => !unread.includes(id)).map((id) => store.row(id)?.id ?? id));
      unread = unread.filter((id) => !isRead(id));
      return changes.filter((change) => told.has(change.id));
    },
    met: (isMet) => ids.filter((id) => isMet(store.row(id)?.status)),
    failures: () => failuresOf(reader.error),
    ids,
    stop: () => undefined,
  };
}

/** Reads each ticket again and again, unless another process on this database has just done so. */
class Reader {
  error: AppError | undefined;
  readonly #services: Reading;
  readonly #ids: readonly string[];
  readonly #options: TicketOptions;
  #nextAt = 0;
  #isReading = false;

  constructor(services: Reading, ids: readonly string[], options: TicketOptions) {
    this.#services = services;
    this.#ids = ids;
    this.#options = options;
  }

  begin(): void {
    if (this.#isReading || performance.now() < this.#nextAt || this.#options.signal.aborted) return;
    this.#read(this.#ids.filter((id) => this.#isOld(id))).catch(() => undefined);
  }

  /** The first time a ticket that is not there is an error. */
  async readAll(): Promise<void> {
    if (this.#options.intervalMs === Infinity) return;
    const failures = await this.#read(this.#ids);
    const wrong = failures.find((failure) => !isAway(failure));
    if (wrong !== undefined) throw wrong;
  }

  #isOld(id: string): boolean {
    const {store, clock} = this.#services;
    const at = store.row(id)?.fetchedAt;
    return at === undefined || Math.abs(clock.now() - at) >= this.#options.intervalMs / 2;
  }

  async #read(ids: readonly string[]): Promise<readonly AppError[]> {
    this.#isReading = true;
    const results = await Promise.allSettled(ids.map((id) => this.#services.poller.refresh(id)));
    this.#isReading = false;
    this.#nextAt = performance.now() + this.#options.intervalMs;
    const failures = results.flatMap((result): readonly AppError[] =>
      result.status === 'rejected' && result.reason instanceof AppError ? [result.reason] : [],
    );
    this.error = failures.find((failure) => failure.kind !== 'cancelled');
    return failures;
  }
}
