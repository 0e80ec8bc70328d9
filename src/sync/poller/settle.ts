import type {Timers} from '../../api/timers.ts';

/** While many tickets are read the list may find its order so often. */
const STEP_MS = 1000;
/** What is on screen waits no longer for its words; what comes together is drawn together. */
const ON_SCREEN_MS = 100;

/** Tells of changes: at once what somebody waits for, soon what is on screen, and what comes by the way one step a second. */
export class Settle {
  readonly #timers: Timers;
  readonly #tell: () => void;
  /** By their length: it was told less than so long ago; `isOwed`: it is told again at their end. */
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
