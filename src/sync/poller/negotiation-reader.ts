import type {Api, CallOptions} from '../../api/api.ts';
import type {AsideState} from '../../domain/aside-state.ts';
import {deadlineOf, type Negotiation} from '../../domain/orders/negotiation.ts';
import type {Millis} from '../../domain/records.ts';
import {orderNumberOf} from '../../domain/ticket.ts';
import {ApiError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import {type AsideDeps, AsidePace} from './aside-pace.ts';
import {Resting} from './resting.ts';
import type {Uptime} from './uptime.ts';

type YieldingDeps = {
  readonly uptime: Uptime;
  /** How long others of the team may take to read something, in milliseconds; 0 where this console reads. */
  readonly lateMs?: () => number;
};

/** Leaves due tickets to the console that reads for all, and reads them here if it does not. */
class Yielding {
  readonly #deps: YieldingDeps;
  /** In uptime. */
  #since: ReadonlyMap<string, number> = new Map();

  constructor(deps: YieldingDeps) {
    this.#deps = deps;
  }

  /** Those that have been due for too long. Call it with all that are due, again and again. */
  ours(due: readonly string[]): readonly string[] {
    const {uptime, lateMs = () => 0} = this.#deps;
    const late = lateMs();
    if (late === 0) return due;
    const now = uptime.now();
    this.#since = new Map(due.map((id) => [id, this.#since.get(id) ?? now]));
    return due.filter((id) => now - (this.#since.get(id) ?? now) >= late);
  }
}

export type NegotiationReaderDeps = AsideDeps & {
  readonly api: Pick<Api, 'listNegotiations'>;
  readonly store: Pick<Store, 'askedTickets' | 'putNegotiations' | 'ticket'>;
  /** What a ticket asked has changed, so the ticket has, too: its status follows from that. */
  readonly onAsked: (id: string) => void;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What waits for an answer is read again so often: somebody else may answer it, or be given more time. */
const PENDING_MS = 3 * MINUTE_MS;
/** Around its end, and after a failure. */
const SOON_MS = 30_000;
/** Where there was none; sooner where the ticket changes. */
const NONE_MS = HOUR_MS;
const BATCH = 20;

/**
 * Reads what orders ask, only for tickets that wait for the customer: one request at a time, with the lowest priority.
 * If the service has no question for a ticket, the user answers with a note.
 */
export class NegotiationReader {
  readonly #deps: NegotiationReaderDeps;
  readonly #pace: AsidePace;
  /** Tickets of which it could not be read. */
  readonly #resting: Resting;
  readonly #yielding: Yielding;

  constructor(deps: NegotiationReaderDeps) {
    this.#deps = deps;
    this.#pace = new AsidePace(deps, {aside: 'questions', pauseMs: SOON_MS});
    this.#resting = new Resting(deps, {baseMs: 2 * MINUTE_MS, capMs: HOUR_MS});
    this.#yielding = new Yielding(deps);
  }

  /** Ends what is under way. */
  stop(): void {
    this.#pace.stop();
  }

  /** Begins with the next one that is due; called again and again. */
  work(): void {
    const {store, clock, guard} = this.#deps;
    if (!this.#pace.isDue()) return;
    const due = store.askedTickets(clock.now(), BATCH).map(({id}) => id);
    const next = this.#yielding.ours(due).find((id) => !this.#resting.has(id));
    if (next === undefined) return;
    void this.#pace
      .run((signal) => this.#readAside(next, signal))
      .then(
        () => guard(() => this.work()),
        () => undefined,
      );
  }

  /** Reads a ticket's questions for a user who waits. Rejects if they cannot be read; having none is no failure. */
  async readNow(id: string, signal?: AbortSignal): Promise<void> {
    const both = AbortSignal.any([this.#pace.signal, ...(signal === undefined ? [] : [signal])]);
    const state = await this.#read(id, {signal: both, priority: 'user', tries: 2});
    if (state.at !== undefined) this.#pace.succeeded(state);
  }

  async #readAside(id: string, signal: AbortSignal): Promise<AsideState> {
    try {
      return await this.#read(id, {signal, priority: 'aside', tries: 1});
    } catch (error) {
      if (!signal.aborted) this.#resting.failed(id);
      // The service refuses single orders, too; where others were read, it is no missing permission.
      const isOfOne = isRefusal(error) && this.#pace.state().at !== undefined;
      if (!isOfOne) throw error;
      this.#keep(id, []);
      return {};
    }
  }

  /** Reads and stores it; no time where the service was not asked, or has none. */
  async #read(id: string, options: CallOptions & {readonly signal: AbortSignal}): Promise<AsideState> {
    const {store, api, clock} = this.#deps;
    const stored = store.ticket(id);
    const orderId = stored === undefined ? undefined : orderNumberOf(stored.ticket);
    try {
      const list = orderId === undefined ? [] : await api.listNegotiations(orderId, options);
      options.signal.throwIfAborted();
      this.#keep(id, list);
      return orderId === undefined ? {} : {at: clock.now()};
    } catch (error) {
      if (!hasNone(error)) throw error;
      this.#keep(id, []);
      return {};
    }
  }

  #keep(id: string, list: readonly Negotiation[]): void {
    const {store, clock, onStored, onAsked} = this.#deps;
    const at = clock.now();
    this.#resting.forget(id);
    // A question that is gone while the ticket waits as before may come back: an empty answer proves little.
    const isGone = list.length === 0 && store.ticket(id)?.negotiations !== undefined;
    const nextAt = at + (isGone ? PENDING_MS : untilNext(list, at));
    if (!store.putNegotiations(id, list, {at, nextAt})) return;
    onAsked(id);
    onStored();
  }
}

/** After how many milliseconds it is read again; right after its end if it runs out. */
export function untilNext(list: readonly Negotiation[], now: Millis): number {
  if (list.length === 0) return NONE_MS;
  const left = (deadlineOf(list) ?? Number.POSITIVE_INFINITY) - now;
  return left > -5 * MINUTE_MS ? Math.min(PENDING_MS, Math.max(SOON_MS, left + 1000)) : PENDING_MS;
}

/** That nothing waits is said as an error, too: `EQ-2042252`, no pending negotiation. */
function hasNone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.code?.endsWith('2042252') === true);
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}
