import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {readListState} from '../sync/poller/list-progress.ts';

/**
 * How long to wait for a desk that cannot be reached before each console asks the service itself; a different time for
 * each.
 */
const GRACE_MS = 20_000;
const GRACE_SPREAD_MS = 20_000;
/** At the start nobody waits longer for it, and a console without a list does not wait at all. */
export const JOINING_MS = 1000;

export type AbsenceDeps = {
  readonly store: Pick<Store, 'meta'>;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
};

/** How long the desk has been away, and whether that is long enough to go on without it. */
export class Absence {
  readonly #deps: AbsenceDeps;
  #startedAt = 0;
  #lostAt: number | undefined;
  #graceMs = 0;

  constructor(deps: AbsenceDeps) {
    this.#deps = deps;
  }

  /** The console has started. */
  start(): void {
    this.#startedAt = this.#deps.clock.now();
  }

  /** The desk was there and is away. */
  begin(): void {
    this.#lostAt = this.#deps.clock.now();
    this.#graceMs = GRACE_MS + this.#deps.random() * GRACE_SPREAD_MS;
  }

  end(): void {
    this.#lostAt = undefined;
  }

  isLong(state: 'none' | 'joining' | 'apart'): boolean {
    const {store, clock} = this.#deps;
    const now = clock.now();
    if (this.#lostAt !== undefined) return Math.abs(now - this.#lostAt) > this.#graceMs;
    if (state === 'apart' || readListState(store, now).listAt === undefined) return true;
    return Math.abs(now - this.#startedAt) > JOINING_MS;
  }
}
