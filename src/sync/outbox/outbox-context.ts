import type {Api} from '../../api/api.ts';
import {AppError} from '../../errors.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Millis, OutboxItem, OutboxState} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {GateWatch} from '../../api/gate/gate.ts';
import {delay, type Timers} from '../../api/timers.ts';
import type {WriteAudit} from '../contracts.ts';

export type OutboxDeps = {
  readonly api: Pick<
    Api,
    | 'getTicket'
    | 'addNote'
    | 'cancelTicket'
    | 'createTicket'
    | 'searchOrders'
    | 'listNegotiations'
    | 'answerNegotiation'
  >;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Whether requests can leave; `api` sends them through it. */
  readonly gate: GateWatch;
  /** This process; see process-owner.ts. */
  readonly owner: string;
  readonly isOwnerGone: (owner: string) => boolean;
  /** Nothing is ever sent. */
  readonly readOnly?: boolean | undefined;
  /** Our name as the service writes it at notes, where known. */
  readonly author?: (() => string | undefined) | undefined;
  /** What the audit log says since a moment, oldest first. */
  readonly audited?: ((since: Millis) => readonly WriteAudit[]) | undefined;
  /** Called for each attempt's result; what it throws is ignored, as the write has happened. */
  readonly audit?: ((entry: WriteAudit) => void) | undefined;
  readonly settings?: Partial<OutboxSettings> | undefined;
};

export type OutboxSettings = {
  /** Time between the first and the second check for a note without an answer, in milliseconds. */
  readonly graceMs: number;
  /** A copy of the ticket younger than this need not be read again before sending, in milliseconds. */
  readonly freshMs: number;
  /** Tickets written to at one time. */
  readonly parallel: number;
};

export const DEFAULT_OUTBOX: OutboxSettings = {graceMs: 5000, freshMs: 5000, parallel: 2};

/** `next`: go on with this ticket's items; `wait`: nothing can be done for it now. */
export type StepResult = 'next' | 'wait';

/** What the parts of the outbox share. */
export type OutboxContext = Omit<OutboxDeps, 'settings'> & {
  readonly settings: OutboxSettings;
  /** Ends reading and waiting, not a write under way. */
  readonly reads: AbortSignal;
  /** Ends a write under way; its outcome is then unknown. */
  readonly writes: AbortSignal;
  readonly changed: (id: number) => void;
  readonly failed: (id: number, error: AppError) => void;
  /** Whether somebody waits for another check of an item; `looked` reports that it was done. */
  readonly isWanted: (id: number) => boolean;
  readonly looked: (id: number) => void;
};

export type ItemChange = Parameters<Store['moveOutbox']>[3];

const STORE_RETRY_MS = 5000;

/**
 * Moves an item to another state and tells listeners; false if it was no longer in `from`. Throws an AppError `store`.
 */
export function move(
  context: OutboxContext,
  item: Pick<OutboxItem, 'id'>,
  [from, to]: readonly [OutboxState, OutboxState],
  change: ItemChange = {},
): boolean {
  const moved = context.store.moveOutbox(item.id, from, to, change, context.clock.now());
  if (moved) context.changed(item.id);
  return moved;
}

/**
 * Stores what cannot be asked for again, such as a write's result: repeats while the store fails (a full disk, say).
 * Throws only when stopped; the item is then found as `sending`.
 */
export async function untilStored<T>(context: OutboxContext, action: () => T): Promise<T> {
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'store') throw error;
      await delay(context.timers, STORE_RETRY_MS, context.reads);
    }
  }
}
