import type {Timers} from '../../api/timers.ts';

/** While many tickets are read the list may find its order so often. */
const STEP_MS = 1000;
/** Texts on screen wait at most this long; changes that come together are drawn together. */
const ON_SCREEN_MS = 100;

/** Reports changes: at once what somebody waits for, soon what is on screen, all else at most once a second. */
export class Settle {
  readonly #timers: Timers;
  readonly #tell: () => void;
  /** By length: not reported again within this time; `isOwed`: reported again at the end. */
  readonly #rests = new Map<number, {readonly timer: unknown; isOwed: boolean}>();

  constructor(timers: Timers, tell: () => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  now(): void {
    this.clear();
    this.#tell();
    for (const ms of [ON_SCREEN_MS, STEP_MS]) {
      const timer = this.#timers.setTimeout(() => this.#rested(ms), ms);
      this.#rests.set(ms, {timer, isOwed: false});
    }
  }

  soon(): void {
    this.#within(STEP_MS);
  }

  onScreen(): void {
    this.#within(ON_SCREEN_MS);
  }

  clear(): void {
    for (const {timer} of this.#rests.values()) this.#timers.clearTimeout(timer);
    this.#rests.clear();
  }

  #within(ms: number): void {
    const rest = this.#rests.get(ms);
    if (rest === undefined) this.now();
    else rest.isOwed = true;
  }

  #rested(ms: number): void {
    const isOwed = this.#rests.get(ms)?.isOwed === true;
    this.#rests.delete(ms);
    if (isOwed) this.now();
  }
}
