import type {OutboxItem} from '../../domain/records.ts';
import {sendItem} from './outbox-attempt.ts';
import {beforeOf, isLookedFor, isTakeBackTime} from '../../domain/outbox-before.ts';
import type {OutboxContext, StepResult} from './outbox-context.ts';
import {orphaned, resolveUnknown} from './outbox-resolve.ts';

/** The items of one ticket, which go out one after the other; those of new tickets share one lane. */
export type Lane = string;

const LEASE_TTL_MS = 10_000;

export function laneOf(
  {store}: Pick<OutboxContext, 'store'>,
  {ticketId}: Pick<OutboxItem, 'ticketId'>,
): Lane {
  if (ticketId === '') return '';
  return store.row(ticketId)?.id ?? ticketId;
}

export type ToDo = Pick<OutboxContext, 'clock' | 'isWanted'> & {readonly readOnly?: boolean | undefined};

/**
 * The first item of a lane that needs work, oldest first; one of unknown outcome holds back those after it. One that
 * was not found is checked again at its time, after all others.
 */
export function firstToDo(items: readonly OutboxItem[], context: ToDo): OutboxItem | undefined {
  const first = items.find((item) => {
    if (item.state === 'queued') return context.readOnly !== true;
    return item.state === 'sending' || (item.state === 'unknown' && !isLookedFor(item));
  });
  // An item that can still be taken back holds those after it, so that their order stays.
  if (first !== undefined && !isTakeBackTime(first, context.clock.now())) return first;
  return items.find((item) => isLookedFor(item) && isDue(item, context));
}

function isDue(item: OutboxItem, {clock, isWanted}: ToDo): boolean {
  return isWanted(item.id) || (beforeOf(item)?.nextLookAt ?? Number.POSITIVE_INFINITY) <= clock.now();
}

export type LaneResult = {
  /** False where the lane has to be tried again later. */
  readonly isDone: boolean;
  /** The item that could not be decided now. */
  readonly stuck: number | undefined;
};

/**
 * Handles a ticket's items until nothing is left to do. Only one process at a time holds a lane, so an item found there
 * as `sending` comes from a process that has ended.
 */
export async function runLane(context: OutboxContext, lane: Lane): Promise<LaneResult> {
  const hold = new LaneHold(context, lane);
  if (!hold.take(itemsOf(context, lane))) return {isDone: false, stuck: undefined};
  try {
    for (;;) {
      const item = firstToDo(itemsOf(context, lane), context);
      if (item === undefined) return {isDone: true, stuck: undefined};
      // After a long stop this process may have lost the lane; an item in `sending` may then belong to another.
      if (!hold.renew()) return {isDone: false, stuck: undefined};
      if (context.reads.aborted || !context.gate.isOpen()) return unlessSoon(context, item);
      const result = await step(context, item, () => hold.renew());
      if (result === 'wait') return unlessSoon(context, item);
    }
  } finally {
    hold.release();
  }
}

/** A pause that is over in a moment is waited for, by whoever waits for the item, too. */
const SOON_MS = 15_000;

function unlessSoon({gate, clock}: OutboxContext, {id}: OutboxItem): LaneResult {
  const {until = Number.POSITIVE_INFINITY} = gate.state();
  const isSoon = !gate.isOpen() && until - clock.now() <= SOON_MS;
  return {isDone: false, stuck: isSoon ? undefined : id};
}

function itemsOf(context: OutboxContext, lane: Lane): readonly OutboxItem[] {
  const items = context.store.outbox(['queued', 'sending', 'unknown']);
  return items.filter((item) => laneOf(context, item) === lane);
}

async function step(context: OutboxContext, item: OutboxItem, keepLane: () => boolean): Promise<StepResult> {
  if (item.state === 'sending') return orphaned(context, item);
  if (item.state === 'unknown') return resolveUnknown(context, item);
  return sendItem(context, item, keepLane);
}

/** The right to send a lane's items, renewed as long as it is used. */
class LaneHold {
  readonly #context: OutboxContext;
  readonly #name: string;
  #timer: unknown;

  constructor(context: OutboxContext, lane: Lane) {
    this.#context = context;
    this.#name = `outbox:${lane}`;
  }

  take(items: readonly OutboxItem[]): boolean {
    const {store, isOwnerGone} = this.#context;
    for (const owner of items.filter(({state}) => state === 'sending').map((item) => beforeOf(item)?.owner)) {
      if (owner !== undefined && isOwnerGone(owner)) store.releaseLease(this.#name, owner);
    }
    if (!this.renew()) return false;
    this.#keepAlive();
    return true;
  }

  renew(): boolean {
    const {store, owner, clock} = this.#context;
    return store.tryLease(this.#name, owner, LEASE_TTL_MS, clock.now());
  }

  release(): void {
    const {store, timers, owner} = this.#context;
    timers.clearTimeout(this.#timer);
    try {
      store.releaseLease(this.#name, owner);
    } catch {
      // It runs out by itself.
    }
  }

  #keepAlive(): void {
    this.#timer = this.#context.timers.setTimeout(() => {
      try {
        this.renew();
      } catch {
        // Asked for again before anything is sent.
      }
      this.#keepAlive();
    }, LEASE_TTL_MS / 3);
  }
}
