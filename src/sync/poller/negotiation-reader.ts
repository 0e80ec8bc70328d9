import type {Api, CallOptions} from '../../api/api.ts';
import {backoffMs} from '../../api/gate/pause.ts';
import {cancelled} from '../../api/timers.ts';
import type {Clock} from '../../domain/clock.ts';
import {deadlineOf, type Negotiation} from '../../domain/orders/negotiation.ts';
import {NEGOTIATIONS_STATE, type NegotiationsState} from '../../domain/orders/negotiations-state.ts';
import {parseKeptState} from '../../domain/kept-state.ts';
import type {Millis} from '../../domain/records.ts';
import {orderNumberOf} from '../../domain/ticket.ts';
import {ApiError, isStoreError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import type {Uptime} from './uptime.ts';

export type NegotiationReaderDeps = {
  readonly api: Pick<Api, 'listNegotiations'>;
  readonly store: Pick<Store, 'askedTickets' | 'putNegotiations' | 'ticket' | 'meta' | 'setMeta'>;
  readonly clock: Clock;
  readonly uptime: Uptime;
  readonly random: () => number;
  /** The store has something new. */
  readonly onStored: () => void;
  /** What a ticket asked has changed, so the ticket has, too: its status follows from that. */
  readonly onAsked: (id: string) => void;
  /** Runs what may fail with the store, and says so where it does. */
  readonly guard: (action: () => void) => void;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What waits for an answer is read again so often: somebody else may answer it, or be given more time. */
const PENDING_MS = 3 * MINUTE_MS;
/** Around its end. */
const SOON_MS = 30_000;
/** Where there was none; sooner where the ticket changes. */
const NONE_MS = HOUR_MS;
/** Without the permission, or the operation, it is tried again so rarely. */
const OFF_MS = 12 * HOUR_MS;
const BACKOFF = {baseMs: 2 * MINUTE_MS, capMs: HOUR_MS};
const BATCH = 20;

/**
 * Reads what orders ask their customer, of tickets that wait for the customer alone: one request at a time, behind all
 * others. Where the service has none for a ticket, a note stays the way to answer.
 */
export class NegotiationReader {
  readonly #deps: NegotiationReaderDeps;
  readonly #failed = new Map<string, {readonly failures: number; readonly until: number}>();
  /** In uptime: a failure that is about no ticket. */
  #restUntil = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isReading = false;
  #stopper = new AbortController();

  constructor(deps: NegotiationReaderDeps) {
    this.#deps = deps;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#stopper.abort(cancelled());
    this.#stopper = new AbortController();
  }

  /** Begins with the next one that is due; called again and again. */
  work(): void {
    const {uptime, store, clock} = this.#deps;
    if (this.#isReading || uptime.now() < this.#restUntil || this.#isOff()) return;
    const next = store.askedTickets(clock.now(), BATCH).find(({id}) => !this.#isResting(id));
    if (next === undefined) return;
    this.#isReading = true;
    const {signal} = this.#stopper;
    void this.#read(next.id, signal).then((goesOn) => {
      this.#isReading = false;
      if (goesOn && !signal.aborted) this.#deps.guard(() => this.work());
    });
  }

  /** Reads what a ticket asks for somebody who waits for it. Rejects where it cannot be read; that there is none is no failure. */
  async readNow(id: string, signal?: AbortSignal): Promise<void> {
    const both = AbortSignal.any([this.#stopper.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      const list = await this.#ask(id, {signal: both, priority: 'user', tries: 2});
      both.throwIfAborted();
      this.#keep(id, list);
    } catch (error) {
      if (!hasNone(error)) throw error;
      this.#keep(id, []);
    }
  }

  async #ask(id: string, options: CallOptions): Promise<readonly Negotiation[]> {
    const stored = this.#deps.store.ticket(id);
    const orderId = stored === undefined ? undefined : orderNumberOf(stored.ticket);
    if (orderId === undefined) return [];
    const list = await this.#deps.api.listNegotiations(orderId, options);
    this.#keepState({at: this.#deps.clock.now()});
    return list;
  }

  #isOff(): boolean {
    const {off} = parseKeptState<NegotiationsState>(this.#deps.store.meta(NEGOTIATIONS_STATE));
    return off !== undefined && off.until > this.#deps.clock.now();
  }

  #isResting(id: string): boolean {
    return (this.#failed.get(id)?.until ?? 0) > this.#deps.uptime.now();
  }

  /** False where the next one has to wait for its time. */
  async #read(id: string, signal: AbortSignal): Promise<boolean> {
    const {guard} = this.#deps;
    try {
      const list = await this.#ask(id, {signal, priority: 'aside', tries: 1});
      signal.throwIfAborted();
      this.#failures = 0;
      this.#keep(id, list);
      return true;
    } catch (error) {
      let goesOn = false;
      if (!signal.aborted) guard(() => (goesOn = this.#failedAt(id, error)));
      return goesOn;
    }
  }

  #keep(id: string, list: readonly Negotiation[]): void {
    const {store, clock, onStored, onAsked} = this.#deps;
    const at = clock.now();
    this.#failed.delete(id);
    if (!store.putNegotiations(id, list, {at, nextAt: at + untilNext(list, at)})) return;
    onAsked(id);
    onStored();
  }

  /** True where the failure says something about this ticket alone. */
  #failedAt(id: string, error: unknown): boolean {
    if (isStoreError(error)) throw error;
    if (hasNone(error) || this.#isOfOne(error)) {
      this.#keep(id, []);
      return true;
    }
    const words = whyOff(error);
    if (words !== undefined) {
      this.#keepState({off: {words, until: this.#deps.clock.now() + OFF_MS}});
      return false;
    }
    const {uptime, random} = this.#deps;
    const told = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    const failures = (this.#failed.get(id)?.failures ?? 0) + 1;
    this.#failed.set(id, {failures, until: uptime.now() + backoffMs(failures, random, BACKOFF)});
    this.#failures += 1;
    this.#restUntil =
      uptime.now() + Math.max(told, backoffMs(this.#failures, random, {...BACKOFF, baseMs: SOON_MS}));
    return false;
  }

  /** The service refuses single orders, too; where others were read, it is no missing permission. */
  #isOfOne(error: unknown): boolean {
    const {at} = parseKeptState<NegotiationsState>(this.#deps.store.meta(NEGOTIATIONS_STATE));
    return at !== undefined && error instanceof ApiError && error.status === 403;
  }

  #keepState(state: NegotiationsState): void {
    const {store, onStored} = this.#deps;
    const before = parseKeptState<NegotiationsState>(store.meta(NEGOTIATIONS_STATE));
    if (state.off === undefined && before.off === undefined && before.at !== undefined) return;
    store.setMeta(NEGOTIATIONS_STATE, JSON.stringify(state));
    if (state.off !== undefined || before.off !== undefined) onStored();
  }
}

/** Milliseconds; what runs out is looked at again right behind its end. */
function untilNext(list: readonly Negotiation[], now: Millis): number {
  if (list.length === 0) return NONE_MS;
  const left = (deadlineOf(list) ?? Number.POSITIVE_INFINITY) - now;
  return left > -5 * MINUTE_MS ? Math.min(PENDING_MS, Math.max(SOON_MS, left + 1000)) : PENDING_MS;
}

/** That nothing waits is said as an error, too: `EQ-2042252`, no pending negotiation. */
function hasNone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.code?.endsWith('2042252') === true);
}

/** Why it makes no sense to ask again soon; undefined where it does. */
function whyOff(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 403)
    return 'this account may not read them; only the ordering and the technical contact answer in the portal.';
  if ([405, 410, 501].includes(error.status ?? 0))
    return 'the service has none where casedeck looks. Look at the path of listNegotiations in [api.paths].';
  return undefined;
}
