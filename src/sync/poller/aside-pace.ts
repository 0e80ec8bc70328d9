import {backoffMs} from '../../api/gate/pause.ts';
import {cancelled} from '../../api/timers.ts';
import {asideState, ASIDE_NAMES, type Aside, type AsideState} from '../../domain/aside-state.ts';
import type {Clock} from '../../domain/clock.ts';
import {present} from '../../domain/present.ts';
import {offState} from '../../domain/why-off.ts';
import {ApiError, describeError, isStoreError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import type {Uptime} from './uptime.ts';

export type AsideDeps = {
  readonly store: Pick<Store, 'meta' | 'setMeta' | 'changeMeta'>;
  readonly clock: Clock;
  readonly uptime: Uptime;
  readonly random: () => number;
  /** The store has something new. */
  readonly onStored: () => void;
  /** Runs what may fail with the store, and says so where it does. */
  readonly guard: (action: () => void) => void;
  /**
   * How long after its time something is read here, in milliseconds: if another member reads for all, it has been read
   * by then. 0 if this console reads.
   */
  readonly lateMs?: () => number;
};

export type AsidePart = {
  readonly aside: Aside;
  /** The first pause after a failure, in milliseconds. */
  readonly pauseMs: number;
};

const LONGEST_MS = 3_600_000;

/**
 * Decides when a side reading may ask: not while one is under way, less and less often after failures, and not for half
 * a day after the service refused. The result of the last one is kept in the store.
 */
export class AsidePace {
  readonly #deps: AsideDeps;
  readonly #part: AsidePart;
  /** In uptime. */
  #nextAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  readonly #madeAt: number;
  #look: {readonly stopper: AbortController; readonly begunAt: number} | undefined;
  #stopper = new AbortController();

  constructor(deps: AsideDeps, part: AsidePart) {
    this.#deps = deps;
    this.#part = part;
    this.#madeAt = deps.clock.now();
  }

  /** Aborts when all of it is stopped. */
  get signal(): AbortSignal {
    return this.#stopper.signal;
  }

  state(): AsideState {
    return asideState(this.#deps.store, this.#part.aside);
  }

  /** How long the look under way has lasted, in milliseconds; undefined where there is none. */
  get lookMs(): number | undefined {
    return this.#look === undefined ? undefined : this.#deps.uptime.now() - this.#look.begunAt;
  }

  /** Cheap to ask often. `everyMs`: the time between two looks, where others may make it for this console. */
  isDue(everyMs = 0): boolean {
    const {uptime, clock, lateMs = () => 0} = this.#deps;
    if (this.#look !== undefined || uptime.now() < this.#nextAt) return false;
    const {off, at = this.#madeAt} = this.state();
    if ((off?.until ?? 0) > clock.now()) return false;
    const late = everyMs === 0 ? 0 : lateMs();
    return late === 0 || Math.abs(clock.now() - at) >= everyMs + late;
  }

  /** The next look is not due before. */
  wait(ms: number): void {
    this.#nextAt = this.#deps.uptime.now() + ms;
  }

  /** Runs a reading in place of one that is under way, and keeps its result or why it failed. Rejects if it fails. */
  async run(look: (signal: AbortSignal) => Promise<AsideState>): Promise<void> {
    this.#look?.stopper.abort(cancelled());
    const own = {stopper: new AbortController(), begunAt: this.#deps.uptime.now()};
    const signal = AbortSignal.any([this.signal, own.stopper.signal]);
    this.#look = own;
    try {
      const state = await look(signal);
      signal.throwIfAborted();
      this.succeeded(state);
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
      throw error;
    } finally {
      if (this.#look === own) this.#look = undefined;
    }
  }

  /** Ends the look under way, so that another may begin at once. */
  startOver(): void {
    this.#look?.stopper.abort(cancelled());
    this.#look = undefined;
    this.wait(0);
  }

  /** Ends everything; what begins again later is due at once. */
  stop(): void {
    this.#stopper.abort(cancelled());
    this.#stopper = new AbortController();
    this.#nextAt = Number.NEGATIVE_INFINITY;
  }

  /** Fields that `state` does not have are removed, except times. */
  succeeded(state: AsideState): void {
    this.#failures = 0;
    this.#keep(state);
  }

  #failed(error: unknown): void {
    const {clock, guard, random} = this.#deps;
    this.#failures += 1;
    const told = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    const backoff = {baseMs: this.#part.pauseMs, capMs: LONGEST_MS};
    this.wait(Math.max(told, backoffMs(this.#failures, random, backoff)));
    guard(() => {
      if (isStoreError(error)) throw error;
      this.#keep({
        trouble: describeError(error).title,
        ...offState(this.#part.aside, error, clock.now()),
      });
    });
  }

  #keep(state: AsideState): void {
    const {store, onStored} = this.#deps;
    const name = ASIDE_NAMES[this.#part.aside];
    const before = this.state();
    const {at, wholeAt} = before;
    const kept = JSON.stringify({...present({at, wholeAt}), ...state});
    // Times are not shown: only a changed message needs a new drawing.
    if (textOf(before) === textOf(state)) return store.changeMeta(name, () => ({kept, result: undefined}));
    store.setMeta(name, kept);
    onStored();
  }
}

function textOf({off, trouble}: AsideState): string {
  return `${off?.words ?? ''} ${trouble ?? ''}`;
}
