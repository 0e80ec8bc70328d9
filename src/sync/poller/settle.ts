import type {Timers} from '../../api/timers.ts';

/** While many tickets are read the list may find its order so often. */
const STEP_MS = 1000;

/** Tells of changes: at once what somebody waits for, and what comes by the way one step a second. */
export class Settle {
  readonly #timers: Timers;
  readonly #tell: () => void;
  #timer: unknown;
  #isOwed = false;

  constructor(timers: Timers, tell: () => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  now(): void {
    this.clear();
    this.#tell();
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = undefined;
      if (this.#isOwed) this.now();
    }, STEP_MS);
  }

  soon(): void {
    if (this.#timer === undefined) this.now();
    else this.#isOwed = true;
  }

  clear(): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isOwed = false;
  }
}
