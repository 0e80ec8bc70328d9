import type {Clock} from '../../domain/clock.ts';

export type Beat = {
  /** Much more time passed than planned: the machine slept, or the process was stopped. */
  readonly woke: boolean;
  /** The wall clock went backward. */
  readonly jumpedBack: boolean;
};

/** A beat that comes this late was not just a busy moment. */
const WAKE_GAP_MS = 30_000;

/**
 * Milliseconds since creation; never goes backward, whatever the clock does. Sleep counts (unlike in
 * `performance.now()` on Linux), so work that became due during sleep is due at once.
 */
export class Uptime {
  readonly #clock: Clock;
  readonly #plannedMs: number;
  #last: number;
  #total = 0;

  /** `plannedMs`: the time between two calls of `beat`. */
  constructor(clock: Clock, plannedMs: number) {
    this.#clock = clock;
    this.#plannedMs = plannedMs;
    this.#last = clock.now();
  }

  now(): number {
    return this.#total + Math.max(0, this.#clock.now() - this.#last);
  }

  beat(): Beat {
    const now = this.#clock.now();
    const passed = now - this.#last;
    this.#last = now;
    this.#total += passed < 0 ? this.#plannedMs : passed;
    return {woke: passed > this.#plannedMs + WAKE_GAP_MS, jumpedBack: passed < 0};
  }
}
