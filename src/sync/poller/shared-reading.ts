import {delay, type Timers} from '../../api/timers.ts';
import type {Clock} from '../../domain/clock.ts';
import {isOrderKind} from '../../domain/orders/other-orders.ts';
import type {Store} from '../../store/store.ts';
import type {Team} from '../contracts.ts';

/** Of what is on screen the team hears the selected ticket, and the rows next to it. */
export const MOST_LOOKED_AT = 5;
/** An opened ticket that is younger need not be read again. */
const FRESH_MS = 15_000;
/** How long the asking console may take before this console reads an opened ticket itself. */
const WAIT_MS = 3000;
const LOOK_MS = 200;

/** Side readings of the asking console are made here if they are this late. */
const LATE_MS = 60_000;
const LATE_SPREAD_MS = 120_000;

/** Who asks the service: this console, another process on its database, or another one of the team. */
export class ReadingTurn {
  readonly #team: Team;
  readonly #lease: {readonly isHeld: boolean};
  readonly #clock: Clock;
  readonly #madeAt: number;
  readonly #lateMs: number;

  constructor(
    team: Team,
    lease: {readonly isHeld: boolean},
    {clock, random}: {readonly clock: Clock; readonly random: () => number},
  ) {
    this.#team = team;
    this.#lease = lease;
    this.#clock = clock;
    this.#madeAt = clock.now();
    // A different time for each console: if nobody reads, one of them starts and the others get the result.
    this.#lateMs = LATE_MS + random() * LATE_SPREAD_MS;
  }

  isOurs(): boolean {
    return this.#lease.isHeld && this.#team.isAsking();
  }

  /** Somebody else of the team asks. */
  isOfAnother(): boolean {
    return !this.isOurs() && this.#team.isShared();
  }

  /**
   * Whether side readings are made here; at the start the desk gets a moment to say that another console makes them.
   */
  hasRest(): boolean {
    const isJoining = this.#team.status().state === 'joining';
    return this.#lease.isHeld && !(isJoining && this.#clock.now() - this.#madeAt < WAIT_MS);
  }

  /** How long behind its time this console reads something, in milliseconds. */
  lateMs(): number {
    return this.isOfAnother() ? this.#lateMs : 0;
  }
}

export type SharedDeps = {
  readonly store: Pick<Store, 'row'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly team: Pick<Team, 'isShared'>;
};

/**
 * Waits a moment for another member to read a ticket that is on screen here; false if nobody does. Rejects as soon as
 * the signal aborts.
 */
export async function isReadByOthers(
  {store, clock, timers, team}: SharedDeps,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  // Each console reads orders for itself.
  if (isOrderKind(store.row(id)?.kind)) return false;
  for (let waited = 0; team.isShared() && waited < WAIT_MS; waited += LOOK_MS) {
    await delay(timers, LOOK_MS, signal);
    if (clock.now() - (store.row(id)?.fetchedAt ?? 0) < FRESH_MS) return true;
  }
  return false;
}
