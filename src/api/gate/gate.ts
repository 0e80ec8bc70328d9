import {ApiError, type AppError} from '../../errors.ts';
import {duration} from '../../text/time/dates.ts';
import {cancelled, type Timers} from '../timers.ts';
import {AnswerTimes} from './answer-times.ts';
import {keepPace, type KeptPace, type PaceKeeper} from './keep-pace.ts';
import {Outage, type GateState} from './outage.ts';
import {firstPace, quicker, slower, takeTurn, type PaceLimits} from './pace.ts';

const PRIORITIES = ['user', 'visible', 'hint', 'list', 'background', 'aside'] as const;

/**
 * `user`: somebody waits for it; `visible`: on screen; `hint`: suggestions while somebody types; `list`: order history;
 * `background`: other tickets; `aside`: what is not about tickets.
 */
export type Priority = (typeof PRIORITIES)[number];

/**
 * These operations may have their own limits and troubles: their failures are no outage, and their answers do not
 * change the pace.
 */
export function isNotAboutTickets(priority: Priority): boolean {
  return priority === 'hint' || priority === 'aside';
}

export type GateLimits = {
  /** Requests under way at one time. */
  readonly atOnce: number;
  /** Requests begun in any one second at most; below 1 for less than one a second. */
  readonly perSecond: number;
};

const DEFAULT_LIMITS: GateLimits = {atOnce: 6, perSecond: 30};

/** After this many rounds of answers (a round: as many as may run at once) the service is known to accept them. */
const UNKNOWN_ROUNDS = 2;
/** Answers to requests that were sent together come within this time of each other. */
const TOGETHER_MS = 10;

export type Turn = {
  readonly priority: Priority;
  /** Answer times are compared within one operation; absent if the time means nothing (a file). */
  readonly operation?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Rejects if a pause is longer than this; absent: waits for its end. */
  readonly patienceMs?: number | undefined;
};

/**
 * All requests go through here: it decides their pace, how many run at a time, and the pauses after failures that
 * concern all of them. After such a pause a single request is tried before the others.
 */
export type Gate = {
  /**
   * Runs `request` when it is its turn. Rejects with what `request` throws, with `auth` while the
   * credential is refused, with `cancelled` when the signal aborts before its turn.
   */
  readonly run: <T>(turn: Turn, request: () => Promise<T>) => Promise<T>;
  /** Nothing is sent until `retryCredential`: the service accepted neither the token nor a new one. */
  readonly refuse: (error: AppError) => void;
  /** The error of that, while it holds. */
  readonly refusal: () => AppError | undefined;
  readonly state: () => GateState;
  readonly isOpen: () => boolean;
  /** Ends an outage's pause now: the user asked, or the network may be back. Leaves 429 and refusal alone. */
  readonly endOutagePause: () => void;
  /** Lets one request try a refused credential again: only when the user says so. */
  readonly retryCredential: () => void;
  /** Called after each change of state; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Drops the waiting requests and all timers; requests under way end by their own signals. */
  readonly clear: () => void;
};

/** For code that follows the gate's state and may end its pauses. */
export type GateWatch = Pick<Gate, 'state' | 'isOpen' | 'endOutagePause' | 'retryCredential' | 'subscribe'>;

export type GateDeps = {
  readonly timers: Timers;
  readonly clock: {readonly now: () => number};
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits?: Partial<GateLimits> | undefined;
  readonly keeper?: PaceKeeper | undefined;
};

export function createGate(deps: GateDeps): Gate {
  const gate = new RequestGate(deps);
  return {
    run: (turn, request) => gate.run(turn, request),
    refuse: (error) => gate.outage.refused(error),
    refusal: () => gate.outage.refusal,
    state: () => gate.outage.state(),
    isOpen: () => gate.outage.isOpen,
    endOutagePause: () => gate.outage.endOutagePause(),
    retryCredential: () => gate.outage.retryCredential(),
    subscribe: (listener) => gate.subscribe(listener),
    clear: () => gate.clear(),
  };
}

type Waiting = {readonly turn: Turn; readonly begin: () => void; readonly refuse: (error: AppError) => void};

class RequestGate {
  readonly outage: Outage;
  readonly #deps: GateDeps;
  readonly #limits: GateLimits;
  readonly #paceLimits: PaceLimits;
  readonly #pace: KeptPace;
  readonly #times = new AnswerTimes();
  readonly #queues = new Map<Priority, Waiting[]>(PRIORITIES.map((priority) => [priority, []]));
  readonly #listeners = new Set<() => void>();
  #timer: unknown;
  #running = 0;
  #ended = 0;
  /** Quick answers since the pace was last written. */
  #quick = 0;

  constructor(deps: GateDeps) {
    const {timers, clock, random, limits, keeper} = deps;
    this.#deps = deps;
    this.#limits = {...DEFAULT_LIMITS, ...limits};
    this.#paceLimits = {most: this.#limits.perSecond};
    this.#pace = keepPace(() => firstPace(clock.now(), this.#paceLimits), keeper);
    this.outage = new Outage({timers, clock, random, onChange: () => this.#changed()});
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run<T>(turn: Turn, request: () => Promise<T>): Promise<T> {
    const {signal, priority} = turn;
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
        turn,
        begin: () => {
          leave();
          this.#settle(turn, request).then(resolve, reject);
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
    this.#refuse(() => cancelled());
    this.#deps.timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.outage.clear();
  }

  #changed(): void {
    const {refusal} = this.outage;
    if (refusal !== undefined) this.#refuse(() => refusal);
    for (const listener of [...this.#listeners]) listener();
    this.#pump();
  }

  #pump(): void {
    this.#deps.timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    const {until} = this.outage.state();
    if (until !== undefined) this.#refuseImpatient(until - this.#deps.clock.now());
    for (let next = this.#first(); next !== undefined; next = this.#first()) {
      if (!this.outage.isOpen || this.#running >= this.#room(next.turn)) return;
      const waitMs = this.#take(next.turn);
      if (waitMs > 0) {
        this.#refuseImpatient(waitMs);
        this.#timer = this.#deps.timers.setTimeout(() => this.#pump(), waitMs);
        return;
      }
      remove(this.#queues.get(next.turn.priority) ?? [], next);
      next.begin();
    }
  }

  /** A user's own request gets a place even if the others have taken all of theirs. */
  #room({priority}: Turn): number {
    if (this.outage.isProbing) return 1;
    const {atOnce} = this.#limits;
    return priority === 'user' ? atOnce : Math.max(1, atOnce - 1);
  }

  /** 0 if the request may begin (it is then counted); otherwise how long it must wait. */
  #take({priority}: Turn): number {
    const now = this.#deps.clock.now();
    const quick = this.#quick;
    const waitMs = this.#pace.change((kept) => {
      const taken = takeTurn(quicker(kept, quick), now, this.#paceLimits, priority === 'user');
      return {pace: taken.pace, result: taken.waitMs};
    });
    this.#quick = 0;
    return waitMs;
  }

  async #settle<T>(turn: Turn, request: () => Promise<T>): Promise<T> {
    this.#running += 1;
    const begunAt = this.#deps.clock.now();
    try {
      const result = await request();
      this.#answered(turn, begunAt);
      this.outage.succeeded();
      return result;
    } catch (error) {
      if (isOfAll(turn, error)) {
        this.outage.failed(error);
        this.#failed(error, begunAt);
      }
      throw error;
    } finally {
      this.#running -= 1;
      this.#ended += 1;
      this.#pumpTogether();
    }
  }

  /**
   * At first, an answer that came together with this one may say that it was too much; wait for it before asking more.
   */
  #pumpTogether(): void {
    const isKnown = this.#ended > UNKNOWN_ROUNDS * this.#limits.atOnce;
    if (isKnown || this.#running === 0 || this.#first()?.turn.priority === 'user') return this.#pump();
    const {timers} = this.#deps;
    timers.clearTimeout(this.#timer);
    this.#timer = timers.setTimeout(() => this.#pump(), TOGETHER_MS);
  }

  #answered({operation}: Turn, begunAt: number): void {
    if (operation === undefined) return;
    const speed = this.#times.note(operation, Math.max(0, this.#deps.clock.now() - begunAt));
    if (speed === 'quick') this.#quick += 1;
    if (speed === 'slow') this.#slowDown(begunAt, 0);
  }

  #failed(error: unknown, begunAt: number): void {
    if (!(error instanceof ApiError) || (error.status !== 429 && error.status !== 503)) return;
    const {until} = this.outage.state();
    this.#slowDown(begunAt, error.status === 429 ? (until ?? 0) : 0);
  }

  #slowDown(begunAt: number, closedUntil: number): void {
    const now = this.#deps.clock.now();
    this.#quick = 0;
    this.#pace.change((kept) => {
      const pace = slower(kept, now, this.#paceLimits, begunAt);
      return {pace: {...pace, closedUntil: Math.max(pace.closedUntil, closedUntil)}, result: undefined};
    });
  }

  #first(): Waiting | undefined {
    for (const queue of this.#queues.values()) if (queue[0] !== undefined) return queue[0];
    return undefined;
  }

  /** A user at a prompt is told of a long pause at once. */
  #refuseImpatient(pauseMs: number): void {
    this.#refuse(({patienceMs}) =>
      patienceMs !== undefined && pauseMs > patienceMs ? longPause(pauseMs) : undefined,
    );
  }

  #refuse(errorFor: (turn: Turn) => AppError | undefined): void {
    for (const queue of this.#queues.values()) {
      for (const waiting of [...queue]) {
        const error = errorFor(waiting.turn);
        if (error === undefined) continue;
        remove(queue, waiting);
        waiting.refuse(error);
      }
    }
  }
}

/** Whether the service is there, the list finds out. */
function isOfAll({priority}: Turn, error: unknown): boolean {
  return !isNotAboutTickets(priority) || (error instanceof ApiError && error.kind === 'auth');
}

function longPause(pauseMs: number): ApiError {
  const words = duration(pauseMs) ?? 'a minute';
  return new ApiError('rate-limited', `The service asked casedeck for a pause, ${words} from now.`, {
    retryAfterMs: pauseMs,
    sent: false,
    hint: `Nothing was sent. Try again in ${words}.`,
  });
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
