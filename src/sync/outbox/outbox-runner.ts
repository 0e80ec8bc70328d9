import {AppError} from '../../errors.ts';
import type {OutboxItem, OutboxState} from '../../domain/records.ts';
import {askedAgain, isLookedFor, isSettled, mayBeSentAgain} from '../../domain/outbox-before.ts';
import {acceptNote, nearNoteOf} from './near-note.ts';
import {checkRequest, refuseReadOnly} from './outbox-check.ts';
import {DEFAULT_OUTBOX, move, type OutboxContext, type OutboxDeps} from './outbox-context.ts';
import {firstToDo, laneOf, runLane, type Lane} from './outbox-lane.ts';
import {isSharedFailure} from './outbox-outcome.ts';
import {recheck} from './outbox-resolve.ts';
import {TakeBack} from './outbox-take-back.ts';
import {memoryOfTwin, twinOf} from './outbox-twin.ts';
import {OutboxWaiters} from './outbox-waiters.ts';
import {tooLate, withdrawItem} from './outbox-withdraw.ts';
import {cancelled, delay} from '../../api/timers.ts';
import type {Outbox, OutboxFailures, OutboxRequest} from '../contracts.ts';

/** How often changes by other processes are noticed and failed work is tried again. */
const BEAT_MS = 2000;
/** An aborted write ends at once; this is for what misbehaves. */
const ABORTED_ENDS_MS = 1000;
const UNSENT: readonly OutboxState[] = ['queued', 'sending', 'unknown'];

/**
 * Sends what is queued: each ticket's items in order, two tickets at a time, by any process on this database but never
 * by two. An item without an answer is looked for on the service, and never sent again without a check.
 */
export function createOutbox(deps: OutboxDeps): Outbox & OutboxFailures {
  const sender = new OutboxSender(deps);
  return {
    start: () => sender.start(),
    stop: (limitMs) => sender.stop(limitMs),
    send: (request) => sender.send(request),
    settled: (id) => sender.settled(id),
    lookForUnknown: (ticketId) => sender.lookForUnknown(ticketId),
    retry: (id) => sender.retry(id),
    nearNote: (item) => nearNoteOf(deps.store, item),
    accept: (id, key) => sender.accept(id, key),
    hasten: () => void sender.hasten(),
    hold: (id) => sender.hold(id),
    withdraw: (id) => sender.withdraw(id),
    subscribe: (listener) => sender.subscribe(listener),
    failureOf: (id) => sender.failures.get(id),
  };
}

class OutboxSender {
  readonly failures = new Map<number, AppError>();
  readonly #deps: OutboxDeps;
  readonly #listeners = new Set<() => void>();
  readonly #takeBack = new TakeBack({context: () => this.#context(), due: () => this.#wake()});
  readonly #waiters = new OutboxWaiters((id) => this.#item(id));
  readonly #running = new Map<Lane, Promise<void>>();
  /** Lanes that wait for the next beat. */
  readonly #resting = new Set<Lane>();
  #reads = new AbortController();
  #writes = new AbortController();
  #beatTimer: unknown;
  #unsubscribe: (() => void) | undefined;
  readonly #toTell = new Set<number>();
  #isTelling = false;
  #isStarted = false;
  #storeVersion = 0;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#reads = new AbortController();
    this.#writes = new AbortController();
    this.#unsubscribe = this.#deps.gate.subscribe(() => {
      this.#resting.clear();
      this.#wake();
    });
    this.#beat();
  }

  async stop(limitMs: number): Promise<void> {
    if (!this.#isStarted) return;
    // Items that could still be taken back are sent before reading ends.
    const isHastened = this.hasten();
    if (isHastened) await this.#lanesEnd(limitMs);
    this.#isStarted = false;
    this.#deps.timers.clearTimeout(this.#beatTimer);
    this.#unsubscribe?.();
    this.#reads.abort(cancelled());
    await this.#lanesEnd(isHastened ? 0 : limitMs);
    this.#writes.abort(cancelled());
    await this.#lanesEnd(ABORTED_ENDS_MS);
    this.#waiters.giveUp();
  }

  send(request: OutboxRequest): OutboxItem {
    refuseReadOnly(this.#deps.readOnly);
    const {store} = this.#deps;
    const now = this.#deps.clock.now();
    const checked = checkRequest(request, store);
    const before = memoryOfTwin(store.outboxOf(checked.ticketId), twinOf(checked), now);
    const {takeBackMs = 0} = request;
    if (takeBackMs === 0) for (const waiting of store.outboxOf(checked.ticketId)) this.#takeBack.end(waiting);
    const item = store.enqueue({...checked, before, notBefore: now + takeBackMs}, now);
    this.#changed(item.id);
    if (takeBackMs === 0) this.#retryNow();
    else this.#takeBack.begin(item.id, takeBackMs);
    return item;
  }

  /** True where something waited. */
  hasten(): boolean {
    const isAny = this.#takeBack.endAll();
    if (isAny) this.#retryNow();
    return isAny;
  }

  async settled(id: number): Promise<OutboxItem> {
    return await this.#waiters.wait(id);
  }

  lookForUnknown(ticketId?: string): void {
    const {store} = this.#deps;
    const items = ticketId === undefined ? store.outbox(['unknown']) : store.outboxOf(ticketId);
    const inVain = items.filter(isLookedFor);
    for (const {id} of inVain) this.#waiters.want(id);
    if (inVain.length > 0) this.#retryNow();
  }

  retry(id: number): void {
    refuseReadOnly(this.#deps.readOnly);
    const item = this.#item(id);
    if (item.state !== 'queued') {
      const change = {error: undefined, before: askedAgain(item)};
      if (!mayBeSentAgain(item) || !move(this.#context(), item, [item.state, 'queued'], change))
        throw tooLate(item);
      this.failures.delete(id);
    } else this.#takeBack.end(item);
    this.#retryNow();
  }

  accept(id: number, key: string): void {
    const item = this.#item(id);
    if (!acceptNote(this.#context(), item, key)) throw tooLate(item);
    this.failures.delete(id);
  }

  hold(id: number): void {
    const item = this.#item(id);
    if (item.state === 'held') return;
    const mayHold = item.state === 'queued' || item.state === 'failed';
    if (!mayHold || !move(this.#context(), item, [item.state, 'held'])) throw tooLate(item);
  }

  withdraw(id: number): void {
    const {store, clock} = this.#deps;
    withdrawItem({store, now: clock.now()}, this.#item(id));
    this.failures.delete(id);
    this.#changed(id);
    this.#wake();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #beat(): void {
    this.#beatTimer = this.#deps.timers.setTimeout(() => this.#beat(), BEAT_MS);
    this.#resting.clear();
    try {
      this.#watchStore();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    this.#wake();
  }

  /** Other processes on this database send too, and the poller may find what was missed. */
  #watchStore(): void {
    const version = this.#deps.store.version();
    if (version === this.#storeVersion) return;
    this.#storeVersion = version;
    for (const item of this.#deps.store.outbox(['unknown']))
      if (isSettled(item)) recheck(this.#context(), item);
    this.#changed(...this.#waiters.ids());
  }

  /** The user waits: work that an outage or an earlier failure delayed is tried now. */
  #retryNow(): void {
    this.#deps.gate.endOutagePause();
    this.#resting.clear();
    this.#wake();
  }

  /** Begins with each ticket that has something to do, as far as places are free. */
  #wake(): void {
    if (!this.#isStarted || !this.#deps.gate.isOpen()) return;
    const places = {...DEFAULT_OUTBOX, ...this.#deps.settings}.parallel;
    for (const lane of this.#lanesToDo()) {
      if (this.#running.size >= places) return;
      if (this.#running.has(lane) || this.#resting.has(lane)) continue;
      this.#running.set(lane, this.#run(lane));
    }
  }

  async #run(lane: Lane): Promise<void> {
    // In the next turn of the event loop, so that the caller has returned.
    await Promise.resolve();
    try {
      const {isDone, stuck} = await runLane(this.#context(), lane);
      if (!isDone) this.#resting.add(lane);
      if (stuck !== undefined) this.#isStuck(stuck);
    } catch (error) {
      // The store fails: the items keep their states, the beat tries again.
      this.#resting.add(lane);
      if (!(error instanceof AppError)) throw error;
    } finally {
      this.#running.delete(lane);
      this.#wake();
    }
  }

  #lanesToDo(): readonly Lane[] {
    try {
      const context = this.#context();
      const lanes = Map.groupBy(this.#deps.store.outbox(UNSENT), (item) => laneOf(this.#deps, item));
      const isDue = ([, items]: [Lane, OutboxItem[]]) => firstToDo(items, context) !== undefined;
      return [...lanes].filter(isDue).map(([lane]) => lane);
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  #context(): OutboxContext {
    return {
      ...this.#deps,
      settings: {...DEFAULT_OUTBOX, ...this.#deps.settings},
      reads: this.#reads.signal,
      writes: this.#writes.signal,
      changed: (id) => this.#changed(id),
      failed: (id, error) => {
        this.failures.set(id, error);
        this.#changed(id);
      },
      isWanted: (id) => this.#waiters.isWanted(id),
      looked: (id) => {
        this.#waiters.looked(id);
        if (isSharedFailure(this.failures.get(id))) this.failures.delete(id);
        this.#changed(id);
      },
    };
  }

  /** Tells listeners in the next turn: they must not run between an item's move to `sending` and its sending. */
  #changed(...ids: readonly number[]): void {
    for (const id of ids) this.#toTell.add(id);
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => this.#tell());
  }

  #tell(): void {
    this.#isTelling = false;
    const ids = [...this.#toTell];
    this.#toTell.clear();
    try {
      for (const id of ids) if (this.#waiters.settle(id)?.state === 'sent') this.failures.delete(id);
    } catch (error) {
      // The next beat asks the store again.
      if (!(error instanceof AppError)) throw error;
    }
    for (const listener of [...this.#listeners]) listener();
  }

  #isStuck(id: number): void {
    this.#waiters.stuck(id);
    this.#changed(id);
  }

  #item(id: number): OutboxItem {
    const item = this.#deps.store.outboxItem(id);
    if (item === undefined) throw new AppError('input', `The outbox holds no item ${String(id)}.`);
    return item;
  }

  async #lanesEnd(limitMs: number): Promise<void> {
    if (this.#running.size === 0) return;
    const limit = new AbortController();
    const ended = Promise.allSettled(this.#running.values()).then(() => limit.abort());
    await Promise.race([ended, delay(this.#deps.timers, limitMs, limit.signal).catch(() => undefined)]);
  }
}
