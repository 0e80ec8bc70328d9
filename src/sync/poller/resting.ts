import {backoffMs, type Backoff} from '../../api/gate/pause.ts';
import type {Uptime} from './uptime.ts';

type RestingDeps = {readonly uptime: Uptime; readonly random: () => number};

/** Tickets that could not be read wait a while, longer each time. */
export class Resting {
  readonly #failed = new Map<string, {readonly failures: number; readonly until: number}>();
  readonly #deps: RestingDeps;
  readonly #backoff: Backoff;

  constructor(deps: RestingDeps, backoff: Backoff) {
    this.#deps = deps;
    this.#backoff = backoff;
  }

  /** Of how many it is known that they could not be read. */
  get size(): number {
    return this.#failed.size;
  }

  has(id: string): boolean {
    return (this.#failed.get(id)?.until ?? Number.NEGATIVE_INFINITY) > this.#deps.uptime.now();
  }

  failed(id: string): void {
    const {uptime, random} = this.#deps;
    const failures = (this.#failed.get(id)?.failures ?? 0) + 1;
    this.#failed.set(id, {failures, until: uptime.now() + backoffMs(failures, random, this.#backoff)});
  }

  /** It is no failure of its own: it rests as after the first one. */
  wait(id: string): void {
    const failures = this.#failed.get(id)?.failures ?? 0;
    this.#failed.set(id, {failures, until: this.#deps.uptime.now() + this.#backoff.baseMs});
  }

  /** It was read, or may be tried again. */
  forget(id: string): void {
    this.#failed.delete(id);
  }

  forgetAll(): void {
    this.#failed.clear();
  }
}
