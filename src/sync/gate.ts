import type {AppError} from '../errors.ts';
import type {Clock} from '../domain/clock.ts';
import {Outage, type GateState} from './poller/outage.ts';
import {cancelled, type Timers} from './timers.ts';

/** `user`: somebody waits for it; `visible`: on screen; `list`: order history; `background`: the rest. */
export type Priority = 'user' | 'visible' | 'list' | 'background';

const PRIORITIES = ['user', 'visible', 'list', 'background'] as const satisfies readonly Priority[];

export type GateLimits = {
  /** Requests under way at one time. */
  readonly concurrent: number;
  /** Requests begun in any one second; below 1 for less than one a second. */
  readonly perSecond: number;
};

const DEFAULT_LIMITS: GateLimits = {concurrent: 4, perSecond: 2};

/**
 * The one way out for requests: shares the rate budget and the back-off among list, details,
 * the user's own reads and writes. After a failure that concerns all of them nothing leaves until
 * the pause is over; then a single request tries before the others follow.
 */
export type Gate = {
  /**
   * Runs `request` when it is its turn. Rejects with what `request` throws, with `auth` while the
   * credential is refused, with `cancelled` when `signal` aborts before its turn.
   */
  readonly run: <T>(priority: Priority, request: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  readonly state: () => GateState;
  readonly isOpen: () => boolean;
  /** Ends an outage's pause now: the user asked, or the network may be back. Leaves 429 and refusal alone. */
  readonly nudge: () => void;
  /** Lets one request try a refused credential again: only when the user says so. */
  readonly forgive: () => void;
  /** Called after each change of state; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Drops what waits and all timers; requests under way end by their own signals. */
  readonly clear: () => void;
};

export type GateDeps = {
  readonly timers: Timers;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits?: GateLimits | undefined;
};

export function createGate(deps: GateDeps): Gate {
  const gate = new RequestGate(deps);
  return {
    run: (priority, request, signal) => gate.run(priority, request, signal),
    state: () => gate.outage.state(),
    isOpen: () => gate.outage.isOpen,
    nudge: () => gate.outage.nudge(),
    forgive: () => gate.outage.forgive(),
    subscribe: (listener) => gate.subscribe(listener),
    clear: () => gate.clear(),
  };
}

type Waiting = {readonly begin: () => void; readonly refuse: (error: AppError) => void};

class RequestGate {
  readonly outage: Outage;
  readonly #timers: Timers;
  readonly #concurrent: number;
  readonly #windowMs: number;
  readonly #perWindow: number;
  readonly #queues = new Map<Priority, Waiting[]>(PRIORITIES.map((priority) => [priority, []]));
  readonly #listeners = new Set<() => void>();
  /** One timer for each request begun in the last window. */
  readonly #recent = new Set<unknown>();
  #running = 0;

  constructor({timers, clock, random, limits = DEFAULT_LIMITS}: GateDeps) {
    this.#timers = timers;
    this.#concurrent = limits.concurrent;
    this.#windowMs = 1000 / Math.min(1, limits.perSecond);
    this.#perWindow = Math.max(1, Math.floor(limits.perSecond));
    this.outage = new Outage({timers, clock, random, onChange: () => this.#changed()});
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run<T>(priority: Priority, request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const {refusal} = this.outage;
      if (signal?.aborted === true || refusal !== undefined) {
        reject(refusal ?? cancelled());
        return;
      }
      const queue = this.#queues.get(priority) ?? [];
      const onAbort = () => {
        remove(queue, waiting);
        reject(cancelled());
      };
      const leave = () => signal?.removeEventListener('abort', onAbort);
      const waiting: Waiting = {
        begin: () => {
          leave();
          this.#settle(request).then(resolve, reject);
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      signal?.addEventListener('abort', onAbort, {once: true});
      queue.push(waiting);
      this.#pump();
    });
  }

  clear(): void {
    this.#refuseAll(cancelled());
    for (const handle of this.#recent) this.#timers.clearTimeout(handle);
    this.#recent.clear();
    this.outage.clear();
  }

  #changed(): void {
    const {refusal} = this.outage;
    if (refusal !== undefined) this.#refuseAll(refusal);
    for (const listener of [...this.#listeners]) listener();
    this.#pump();
  }

  #pump(): void {
    for (;;) {
      const limit = this.outage.isProbing ? 1 : this.#concurrent;
      if (!this.outage.isOpen || this.#running >= limit || this.#recent.size >= this.#perWindow) return;
      const next = this.#takeNext();
      if (next === undefined) return;
      next.begin();
    }
  }

  async #settle<T>(request: () => Promise<T>): Promise<T> {
    this.#countStart();
    try {
      const result = await request();
      this.outage.succeeded();
      return result;
    } catch (error) {
      this.outage.failed(error);
      throw error;
    } finally {
      this.#running -= 1;
      this.#pump();
    }
  }

  /** Counted by timers and not by the clock, which may jump. */
  #countStart(): void {
    this.#running += 1;
    const handle = this.#timers.setTimeout(() => {
      this.#recent.delete(handle);
      this.#pump();
    }, this.#windowMs);
    this.#recent.add(handle);
  }

  #takeNext(): Waiting | undefined {
    for (const queue of this.#queues.values()) {
      const next = queue.shift();
      if (next !== undefined) return next;
    }
    return undefined;
  }

  #refuseAll(error: AppError): void {
    for (const queue of this.#queues.values()) {
      for (const waiting of queue.splice(0)) waiting.refuse(error);
    }
  }
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
