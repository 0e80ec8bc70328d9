import type {Timers} from '../api/timers.ts';

/** A pause that ends early when something happens. */
export class Nap {
  readonly #timers: Timers;
  #end: () => void = () => undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Resolves after so many milliseconds, at {@link end}, or at once where the signal is aborted. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = this.#timers.setTimeout(() => this.#end(), ms);
      this.#end = () => {
        this.#timers.clearTimeout(timer);
        this.#end = () => undefined;
        resolve();
      };
    });
  }

  end(): void {
    this.#end();
  }
}
