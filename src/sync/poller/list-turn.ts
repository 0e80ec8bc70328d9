import type {Uptime} from './uptime.ts';

/** After a failure of the list alone (say, no permission), before it is tried again. */
const RETRY_FACTOR = 5;

/** When the list is read next: so long after the last start, and never twice at the same time. */
export class ListTurn {
  /** The one that is under way. */
  pass: Promise<void> | undefined;
  readonly #uptime: Uptime;
  readonly #everyMs: number;
  /** From when #waitMs counts, in uptime. */
  #since = Number.NEGATIVE_INFINITY;
  #waitMs = 0;

  constructor(uptime: Uptime, everyMs: number) {
    this.#uptime = uptime;
    this.#everyMs = everyMs;
  }

  /** `slow` stretches the wait. */
  isDue(slow: number): boolean {
    return this.pass === undefined && this.#uptime.now() - this.#since >= this.#waitMs * slow;
  }

  began(pass: Promise<void>): void {
    this.pass = pass;
    this.#since = this.#uptime.now();
  }

  ended(): void {
    this.pass = undefined;
    this.#waitMs = this.#everyMs;
  }

  /** Waits there for the end of the gate's pause, so that the next pass queues at once. */
  failed(isGateOpen: boolean): void {
    this.pass = undefined;
    this.#since = this.#uptime.now();
    this.#waitMs = isGateOpen ? this.#everyMs * RETRY_FACTOR : 0;
  }

  /** It is due now. */
  hasten(): void {
    this.#waitMs = 0;
  }
}
