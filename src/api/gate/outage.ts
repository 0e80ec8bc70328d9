import {ApiError, AppError} from '../../errors.ts';
import type {Timers} from '../timers.ts';
import {isServiceFault, pauseFor, type Pause} from './pause.ts';

export type GateState = {
  readonly state: 'open' | 'waiting' | 'offline' | 'refused';
  /** The failure that closed the gate, until a request succeeds. */
  readonly error: AppError | undefined;
  /** When the gate opens by itself, in milliseconds since 1970. */
  readonly until: number | undefined;
};

type Closed = {
  readonly pause: Pause;
  readonly error: AppError;
  readonly until: number | undefined;
  readonly timer: unknown;
};

export type OutageDeps = {
  readonly timers: Timers;
  readonly clock: {readonly now: () => number};
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly onChange: () => void;
};

/** Tracks failures that concern every request, and the pause after them. */
export class Outage {
  readonly #deps: OutageDeps;
  #closed: Closed | undefined;
  #lastError: AppError | undefined;
  #pauses = 0;
  #serviceFaults = 0;
  #isProbing = true;

  constructor(deps: OutageDeps) {
    this.#deps = deps;
  }

  /** Until the first success only one request is sent at a time, so that a wrong credential costs only one attempt. */
  get isProbing(): boolean {
    return this.#isProbing;
  }

  /** The error to answer every request with while the credential is refused. */
  get refusal(): AppError | undefined {
    return this.#closed?.pause.reason === 'refused' ? this.#closed.error : undefined;
  }

  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  state(): GateState {
    return {state: stateOf(this.#closed), error: this.#lastError, until: this.#closed?.until};
  }

  succeeded(): void {
    // The answer to a request that was sent before the pause does not show that the pause may end.
    if (this.#closed !== undefined) return;
    const wasTroubled = this.#lastError !== undefined;
    this.#isProbing = false;
    this.#pauses = 0;
    this.#serviceFaults = 0;
    this.#lastError = undefined;
    if (wasTroubled) this.#deps.onChange();
  }

  failed(error: unknown): void {
    if (!(error instanceof AppError) || error.kind === 'cancelled') return;
    // A token may have expired; whoever renews it finds out whether the credential itself is refused.
    if (error.kind === 'auth') {
      if (error instanceof ApiError && error.operation === 'token') this.refused(error);
      return;
    }
    if (isServiceFault(error)) this.#serviceFaults += 1;
    const count = {pauses: this.#pauses + 1, serviceFaults: this.#serviceFaults};
    const pause = pauseFor(error, count, this.#deps.random);
    if (pause !== undefined) this.#close(pause, error);
    // Any other answer came from the service itself, so it is there.
    else if (error instanceof ApiError && error.status !== undefined && error.status < 500) this.succeeded();
  }

  /** Nothing is sent until `retryCredential`; called again if there is a better message. */
  refused(error: AppError): void {
    if (this.refusal === undefined) {
      this.#close({reason: 'refused', ms: undefined}, error);
    } else if (this.#closed !== undefined && this.refusal !== error) {
      this.#closed = {...this.#closed, error};
      this.#lastError = error;
      this.#deps.onChange();
    }
  }

  /** Ends the pause of an outage; that of a 429 or a refusal stays. */
  endOutagePause(): void {
    const reason = this.#closed?.pause.reason;
    if (reason === 'network' || reason === 'service') this.#open();
  }

  retryCredential(): void {
    if (this.#closed?.pause.reason === 'refused') this.#open();
  }

  clear(): void {
    this.#deps.timers.clearTimeout(this.#closed?.timer);
    if (this.#closed?.pause.reason !== 'refused') this.#closed = undefined;
    this.#isProbing = true;
  }

  #open(): void {
    this.#deps.timers.clearTimeout(this.#closed?.timer);
    this.#closed = undefined;
    this.#isProbing = true;
    this.#deps.onChange();
  }

  #close(pause: Pause, error: AppError): void {
    const {timers, clock} = this.#deps;
    const until = pause.ms === undefined ? undefined : clock.now() + pause.ms;
    if (this.#closed === undefined) this.#pauses += 1;
    else if (!outlasts(pause, this.#closed, until)) return;
    timers.clearTimeout(this.#closed?.timer);
    const timer = pause.ms === undefined ? undefined : timers.setTimeout(() => this.#open(), pause.ms);
    this.#lastError = error;
    this.#closed = {pause, error, until, timer};
    this.#deps.onChange();
  }
}

/** A refusal stays whatever comes; failures of requests that were under way when the network failed say nothing new. */
function outlasts(pause: Pause, closed: Closed, until: number | undefined): boolean {
  if (closed.pause.reason === 'refused') return false;
  if (pause.reason === 'refused') return true;
  return pause.reason === 'limited' && (closed.until ?? 0) < (until ?? 0);
}

function stateOf(closed: Closed | undefined): GateState['state'] {
  if (closed === undefined) return 'open';
  if (closed.pause.reason === 'refused') return 'refused';
  return closed.pause.reason === 'network' ? 'offline' : 'waiting';
}
