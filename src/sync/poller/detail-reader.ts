import {setImmediate as turn} from 'node:timers/promises';
import {cancelled, delay, type Timers, waitFor} from '../../api/timers.ts';
import {AppError, isStoreError} from '../../errors.ts';
import type {DueTickets} from './due-tickets.ts';
import type {Priority} from '../../api/gate/gate.ts';
import type {Api} from '../../api/api.ts';
import {isOrderKind} from '../../domain/orders/other-orders.ts';
import type {Ticket} from '../../domain/ticket.ts';
import {OPEN_BY_NEED} from '../../domain/views.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Store} from '../../store/store.ts';

export type DetailReaderDeps = ReadTicketDeps & {
  readonly store: Pick<Store, 'page'>;
  readonly timers: Timers;
  readonly due: DueTickets;
  readonly onStoreError: (error: AppError) => void;
  /** This one alone could not be read or kept. */
  readonly onGivenUp: (id: string) => void;
};

/** Details that wait for their turn at the same time; the gate decides how many really run. */
const AHEAD = 8;

/** About as many are under way while the first screen is drawn. */
const TOP_ROWS = 10;
/** A request has left within this. */
const LEAVES_WITHIN_MS = 5;

/** One reading that several may wait for. */
type Asked = {readonly done: Promise<void>; readonly stopper: AbortController; waiting: number};

/** Reads tickets' details, each at most once at a time. */
export class DetailReader {
  readonly #deps: DetailReaderDeps;
  /** Of the poller's own choice. */
  readonly #chosen = new Set<string>();
  /** Somebody waits for these. */
  readonly #asked = new Map<string, Asked>();

  constructor(deps: DetailReaderDeps) {
    this.#deps = deps;
  }

  /** Begins reading what is due, a few ahead; what is on screen does not wait behind the others. */
  fill(slow: number, visibleOnly: boolean, signal: AbortSignal): void {
    const more = () => this.fill(slow, visibleOnly, signal);
    while (
      this.#chosen.size < 2 * AHEAD &&
      !signal.aborted &&
      this.#choose({slow, visibleOnly: true}, signal, more)
    );
    if (visibleOnly) return;
    while (
      this.#chosen.size < AHEAD &&
      !signal.aborted &&
      this.#choose({slow, visibleOnly: false}, signal, more)
    );
  }

  /**
   * While no screen has said what it shows: starts with what it will probably show, and resolves when the requests were
   * sent. Drawing takes as long as a good part of an answer.
   */
  async beginAtTop(slow: number, signal: AbortSignal): Promise<void> {
    const {due, store, timers} = this.#deps;
    if (due.visible().length > 0) return;
    const top = store.page(OPEN_BY_NEED, 0, TOP_ROWS).filter(({fetchedAt}) => fetchedAt === undefined);
    due.readSoon(top.map(({id}) => id));
    this.fill(slow, false, signal);
    await delay(timers, LEAVES_WITHIN_MS, signal);
  }

  /** Begins with the next ticket; false where there is none. */
  #choose(
    {slow, visibleOnly}: {readonly slow: number; readonly visibleOnly: boolean},
    signal: AbortSignal,
    ended: () => void,
  ): boolean {
    const reading = new Set([...this.#chosen, ...this.#asked.keys()]);
    const next = this.#deps.due.next(reading, slow, visibleOnly);
    if (next === undefined) return false;
    this.#chosen.add(next.id);
    this.#read(next.id, next.priority, signal).then(
      () => {
        this.#chosen.delete(next.id);
        ended();
      },
      (error: unknown) => {
        this.#chosen.delete(next.id);
        if (isStoreError(error)) this.#deps.onStoreError(error);
      },
    );
    return true;
  }

  /**
   * Reads one ticket before all others; resolves when the store has it, rejects with the reason. A caller that aborts
   * no longer waits; when all have aborted, the request ends.
   */
  async readNow(id: string, signal: AbortSignal, priority: Priority = 'user'): Promise<void> {
    if (signal.aborted) throw cancelled();
    const asked = this.#asked.get(id) ?? this.#ask(id, priority);
    asked.waiting += 1;
    const leave = () => {
      asked.waiting -= 1;
      if (asked.waiting > 0) return;
      if (this.#asked.get(id) === asked) this.#asked.delete(id);
      asked.stopper.abort(cancelled());
    };
    signal.addEventListener('abort', leave, {once: true});
    try {
      await waitFor(asked.done, signal);
    } catch (error) {
      throw signal.aborted ? cancelled() : error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #ask(id: string, priority: Priority): Asked {
    const stopper = new AbortController();
    const done = this.#read(id, priority, stopper.signal).finally(() => {
      if (this.#asked.get(id) === asked) this.#asked.delete(id);
    });
    const asked: Asked = {done, stopper, waiting: 0};
    this.#asked.set(id, asked);
    return asked;
  }

  /** Reads these; one that cannot be read does not stop the others. Rejects only when the service cannot be reached. */
  async readAll(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const results = await Promise.allSettled(ids.map((id) => this.readNow(id, signal, 'visible')));
    const failed = results.find((result) => result.status === 'rejected' && !isOfOneTicket(result.reason));
    if (failed?.status === 'rejected') throw failed.reason;
  }

  async #read(id: string, priority: Priority, signal: AbortSignal): Promise<void> {
    const {due} = this.#deps;
    const deps = {
      ...this.#deps,
      onStored: (stored: string, as: Priority) => {
        due.ended(id);
        this.#deps.onStored(stored, as);
      },
    };
    try {
      await readTicket(deps, id, priority, signal);
      due.succeeded(id);
    } catch (error) {
      due.ended(id);
      if (isStoreError(error)) due.notStored(id);
      else if (isOfOneTicket(error)) due.failed(id);
      if (isStoreError(error) || isOfOneTicket(error)) this.#deps.onGivenUp(id);
      throw error;
    }
  }
}

const OF_ONE_TICKET = new Set([
  'not-found',
  'forbidden',
  'conflict',
  'rejected',
  'input',
  'service',
  'bug',
  'unknown-outcome',
]);

/** True where the failure says something about this ticket, and not about the service, the network or this machine. */
function isOfOneTicket(error: unknown): boolean {
  return !(error instanceof AppError) || OF_ONE_TICKET.has(error.kind);
}

/** Characters. */
const LONG = 1_000_000;

type ReadTicketDeps = {
  readonly api: Pick<Api, 'getTicket' | 'getOrder'>;
  readonly store: Pick<Store, 'putTicket' | 'row'>;
  readonly clock: Clock;
  /** Called when the store has what was read. */
  readonly onStored: (id: string, priority: Priority) => void;
};

/**
 * Reads one ticket in its turn and stores it. The request starts after this call, never before, so what the answer
 * lacks was not there at the call. Throws an AppError.
 */
async function readTicket(
  deps: ReadTicketDeps,
  id: string,
  priority: Priority,
  signal: AbortSignal,
): Promise<Ticket> {
  const {api, store, clock} = deps;
  // Where nobody waits for it, the poller's next round is the next try.
  const tries = priority === 'user' ? {} : {tries: 1};
  const options = {signal, priority, ...tries};
  const isOrder = isOrderKind(store.row(id)?.kind);
  const {ticket, raw} = await (isOrder ? api.getOrder(id, options) : api.getTicket(id, options));
  // Keys and signals get a turn between decoding a very long ticket and storing it: each can take a second.
  if (raw.length > LONG) await turn();
  signal.throwIfAborted();
  store.putTicket(ticket, raw, clock.now());
  deps.onStored(id, priority);
  return ticket;
}
