import type {Api} from '../../api/api.ts';
import {backoffMs} from '../../api/gate/pause.ts';
import {cancelled, type Timers} from '../../api/timers.ts';
import type {Clock} from '../../domain/clock.ts';
import {
  isOrderKind,
  ORDER_PRODUCTS,
  ORDERS_LIST,
  ORDERS_STATE,
  type OrdersState,
} from '../../domain/orders/other-orders.ts';
import {parseKeptState} from '../../domain/kept-state.ts';
import {ApiError, describeError, isStoreError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import {isFullPassDue, readListState} from './list-progress.ts';
import {NEWEST_FIRST, passOverList, type ListPage} from './list-pass.ts';
import type {Uptime} from './uptime.ts';

export type OrderReaderDeps = {
  readonly api: Pick<Api, 'searchOrders'>;
  /** Absent: orders that are no tickets are not read. */
  readonly orders?: {readonly everyMs: number} | undefined;
  readonly store: Pick<Store, 'putSummaries' | 'row' | 'meta' | 'setMeta'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly uptime: Uptime;
  readonly random: () => number;
  /** The store has something new. */
  readonly onPage: (page: ListPage) => void;
  /** Runs what may fail with the store, and says so where it does. */
  readonly guard: (action: () => void) => void;
};

/** Without the permission it is tried again so rarely. */
const OFF_MS = 12 * 3_600_000;
const BACKOFF = {baseMs: 120_000, capMs: 3_600_000};

/** Reads the list of orders that are no tickets, behind all that is about tickets: its failures are no outage. */
export class OrderReader {
  readonly #deps: OrderReaderDeps;
  /** In uptime. */
  #nextAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isRunning = false;
  #stopper = new AbortController();

  constructor(deps: OrderReaderDeps) {
    this.#deps = deps;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#stopper.abort(cancelled());
    this.#stopper = new AbortController();
    this.#nextAt = Number.NEGATIVE_INFINITY;
  }

  /** Begins a look that is due; called again and again. */
  work(): void {
    const {orders, uptime, clock, store} = this.#deps;
    if (orders === undefined || this.#isRunning || uptime.now() < this.#nextAt) return;
    if ((parseKeptState<OrdersState>(store.meta(ORDERS_STATE)).off?.until ?? 0) > clock.now()) return;
    this.#nextAt = uptime.now() + orders.everyMs;
    void this.#look(this.#stopper.signal);
  }

  /** Reads them, whatever was said before; what fails is kept with the state. */
  async readNow(): Promise<void> {
    if (this.#deps.orders !== undefined && !this.#isRunning) await this.#look(this.#stopper.signal);
  }

  /** The same, and nobody waits for it. */
  lookSoon(): void {
    void this.readNow();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const {store, clock} = this.#deps;
    this.#isRunning = true;
    try {
      const full = isFullPassDue(readListState(store, clock.now(), ORDERS_LIST), clock.now());
      const search = {...NEWEST_FIRST, productTypes: ORDER_PRODUCTS};
      const list = {
        search,
        name: ORDERS_LIST,
        isWanted: (order: {readonly id: string}) => this.#isOurs(order),
      };
      await passOverList({...this.#deps, list}, {full, priority: 'aside', signal});
      this.#failures = 0;
      this.#keep({});
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    } finally {
      this.#isRunning = false;
    }
  }

  /** What the list of tickets has is a ticket: an order is only read, and a ticket must stay one that can be answered. */
  #isOurs({id}: {readonly id: string}): boolean {
    const row = this.#deps.store.row(id);
    return row === undefined || isOrderKind(row.kind);
  }

  #failed(error: unknown): void {
    const {uptime, random, clock, guard} = this.#deps;
    if (isStoreError(error)) {
      guard(() => {
        throw error;
      });
      return;
    }
    this.#failures += 1;
    const told = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    this.#nextAt = uptime.now() + Math.max(told, backoffMs(this.#failures, random, BACKOFF));
    const {title} = describeError(error);
    const isRefused = error instanceof ApiError && error.status === 403;
    const words = `this account may not read them (${title}) Your administrator gives the permissions to order them in the portal.`;
    guard(() =>
      this.#keep({trouble: title, ...(isRefused ? {off: {words, until: clock.now() + OFF_MS}} : {})}),
    );
  }

  #keep(state: OrdersState): void {
    const {store} = this.#deps;
    const json = JSON.stringify(state);
    if ((store.meta(ORDERS_STATE) ?? '{}') !== json) store.setMeta(ORDERS_STATE, json);
  }
}
