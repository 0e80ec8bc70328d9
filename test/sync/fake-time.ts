import type {Timers} from '../../src/api/timers.ts';

const START = Date.UTC(2026, 5, 1);

/** Timers and clock that move only when told; what the code awaits runs between two timers. */
export class FakeTime {
  /** What the timers count; sleep and clock changes leave it alone. */
  elapsed = 0;
  #offset: number;
  #next = 1;
  readonly #pending = new Map<number, {at: number; run: () => void}>();

  /** `start` in milliseconds since 1970. */
  constructor(start = START) {
    this.#offset = start;
  }

  readonly timers: Timers = {
    setTimeout: (run, ms) => {
      const handle = this.#next;
      this.#next += 1;
      this.#pending.set(handle, {at: this.elapsed + Math.max(0, ms), run});
      return handle;
    },
    clearTimeout: (handle) => void this.#pending.delete(handle as number),
  };

  readonly clock = {now: () => this.elapsed + this.#offset};

  /** The wall clock is set, or the machine sleeps: timers do not notice. */
  shiftClock(ms: number): void {
    this.#offset += ms;
  }

  get timerCount(): number {
    return this.#pending.size;
  }

  async advance(ms: number): Promise<void> {
    const end = this.elapsed + ms;
    await this.settled();
    for (;;) {
      const due = this.#earliest();
      if (due === undefined || due[1].at > end) break;
      this.elapsed = Math.max(this.elapsed, due[1].at);
      this.#pending.delete(due[0]);
      due[1].run();
      await this.settled();
    }
    this.elapsed = end;
  }

  /** Advances until `condition` holds; fails after `limitMs` simulated milliseconds. */
  async until(condition: () => boolean, limitMs = 600_000): Promise<void> {
    const end = this.elapsed + limitMs;
    await this.settled();
    while (!condition()) {
      const due = this.#earliest();
      if (due === undefined || due[1].at > end) throw new Error('It never came about.');
      await this.advance(due[1].at - this.elapsed);
    }
  }

  /** Everything has happened that this moment brings. */
  protected settled(): Promise<void> {
    return settle();
  }

  #earliest(): [number, {at: number; run: () => void}] | undefined {
    let best: [number, {at: number; run: () => void}] | undefined;
    for (const entry of this.#pending) if (best === undefined || entry[1].at < best[1].at) best = entry;
    return best;
  }
}

/** Lets everything run that waits for promises only. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
