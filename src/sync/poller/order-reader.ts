import type {Api} from '../../api/api.ts';
import type {Timers} from '../../api/timers.ts';
import type {AsideState} from '../../domain/aside-state.ts';
import {isOrderKind, ORDER_PRODUCTS, ORDERS_LIST} from '../../domain/orders/other-orders.ts';
import type {Store} from '../../store/store.ts';
import {AsidePace, type AsideDeps} from './aside-pace.ts';
import {isFullPassDue, readListState} from './list-progress.ts';
import {NEWEST_FIRST, passOverList} from './list-pass.ts';

export type OrderReaderDeps = AsideDeps & {
  readonly api: Pick<Api, 'searchOrders'>;
  /** Absent: orders that are no tickets are not read. */
  readonly orders?: {readonly everyMs: number} | undefined;
  readonly store: Pick<Store, 'putSummaries' | 'row'>;
  readonly timers: Timers;
};

const PAUSE_MS = 120_000;

/** Reads the list of orders that are no tickets, behind all that is about tickets: its failures are no outage. */
export class OrderReader {
  readonly #deps: OrderReaderDeps;
  readonly #pace: AsidePace;

  constructor(deps: OrderReaderDeps) {
    this.#deps = deps;
    this.#pace = new AsidePace(deps, {aside: 'orders', pauseMs: PAUSE_MS});
  }

  /** Ends what is under way. */
  stop(): void {
    this.#pace.stop();
  }

  /** Begins a look that is due; called again and again. */
  work(): void {
    const {orders} = this.#deps;
    if (orders === undefined || !this.#pace.isDue(orders.everyMs)) return;
    this.#pace.wait(orders.everyMs);
    void this.readNow();
  }

  /** Reads them, whatever was said before; what fails is kept with the state. */
  async readNow(): Promise<void> {
    if (this.#deps.orders === undefined) return;
    await this.#pace.run((signal) => this.#look(signal)).catch(() => undefined);
  }

  /** The same soon, and nobody waits for it. */
  lookSoon(): void {
    if (this.#pace.lookMs === undefined) void this.readNow();
  }

  async #look(signal: AbortSignal): Promise<AsideState> {
    const {store, clock, onStored} = this.#deps;
    const full = isFullPassDue(readListState(store, clock.now(), ORDERS_LIST), clock.now());
    const list = {
      search: {...NEWEST_FIRST, productTypes: ORDER_PRODUCTS},
      name: ORDERS_LIST,
      isWanted: (order: {readonly id: string}) => this.#isOurs(order),
    };
    await passOverList({...this.#deps, list, onPage: onStored}, {full, priority: 'aside', signal});
    return {at: clock.now()};
  }

  /** What the list of tickets has is a ticket: an order is only read, and a ticket must stay one that can be answered. */
  #isOurs({id}: {readonly id: string}): boolean {
    const row = this.#deps.store.row(id);
    return row === undefined || isOrderKind(row.kind);
  }
}
