import {isFinal} from '../../domain/ticket.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Millis, TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {Priority} from '../../api/gate/gate.ts';
import {Resting} from './resting.ts';
import type {Uptime} from './uptime.ts';

/**
 * How old a ticket's details may become before they are read again, in milliseconds. One in which nothing
 * has happened for long may become older, up to `openMs`.
 */
export type DetailAges = {
  readonly visibleMs: number;
  /** Tickets in ACTION_REQUIRED. */
  readonly actionMs: number;
  readonly openMs: number;
};

/** Tickets with recent news get news again: details may grow old by this part of the time since the last change. */
const QUIET_PART = 20;
/** But at most this many times older than those of a busy ticket. */
const QUIET_MOST = 10;

export type DueTicket = {readonly id: string; readonly priority: Priority};

export type DueDeps = {
  readonly store: Pick<Store, 'row' | 'stale' | 'markTried'>;
  readonly clock: Clock;
  readonly uptime: Uptime;
  readonly random: () => number;
  readonly ages: DetailAges;
};

const BATCH = 40;
/** More are not counted. */
const MOST_COUNTED = 100_000;
/** The store is asked this often at most which tickets are due. */
const LOOK_EVERY_MS = 5000;
/** What scrolls past is not read. */
const RESTS_MS = 200;
/** Changes found by a pass over the list are read soon; if they are too many, in the usual rounds. */
const SOON_LIMIT = 200;
/** A ticket that cannot be read is tried again ever more rarely. */
const TICKET_BACKOFF = {baseMs: 120_000, capMs: 24 * 3_600_000};
/** Read times this far ahead were written before the clock was set back. */
const CLOCK_SLACK_MS = 5000;

/** Which ticket's details are read next: visible, changed in the list, ACTION_REQUIRED, other open ones. */
export class DueTickets {
  readonly #deps: DueDeps;
  #visible: readonly string[] = [];
  #wanted: readonly string[] = [];
  /** Those of them that were due when last looked at, and those that were read before and may wait. */
  #visibleDue: string[] = [];
  #visibleAgain: string[] = [];
  /** Whether the last one read again was a row on screen: they take turns with tickets that were never read. */
  #wasAgain = false;
  /** Those that are being read. */
  readonly #visibleReading = new Set<string>();
  #visibleLookAt = 0;
  /** Visible tickets that the user asked for again. */
  #renewed = new Set<string>();
  #batch: string[] = [];
  #nextBatchAt = 0;
  readonly #soon = new Set<string>();
  readonly #resting: Resting;
  /** Open tickets that were read before are read again: somebody asked for all of them. */
  #renewedAt: Millis = 0;
  #isRenewing = false;

  constructor(deps: DueDeps) {
    this.#deps = deps;
    this.#resting = new Resting(deps, TICKET_BACKOFF);
  }

  readonly #mayChange = (id: string): boolean => !isFinal(this.#deps.store.row(id)?.status);

  /**
   * Returns how long they must be on screen before they are read: the user did not scroll to the first rows of a first
   * list.
   */
  setVisible(ids: readonly string[]): Millis {
    // Called at each cursor key with all rows on screen: so it checks no more of them than needed.
    const wasEmpty = !this.#visible.some(this.#mayChange);
    this.#visible = [...ids];
    this.#visibleLookAt = 0;
    const isFirst = wasEmpty && ids.some((id) => this.#deps.store.row(id) !== undefined);
    return isFirst ? 0 : RESTS_MS;
  }

  /** What others of the team look at counts as visible here. */
  setWanted(ids: readonly string[]): void {
    if (ids.join() === this.#wanted.join()) return;
    this.#wanted = ids;
    this.#visibleLookAt = 0;
  }

  /** Visible tickets that may still change: final ones are read only when opened. */
  visible(): readonly string[] {
    return this.#visible.filter(this.#mayChange);
  }

  isVisible(id: string): boolean {
    return this.#visible.includes(id);
  }

  /** The store has tickets that it did not have: what is due is looked up at once, not at the next round. */
  lookAgain(): void {
    this.#visibleLookAt = 0;
    this.#nextBatchAt = 0;
  }

  /** Read soon, whatever their age. */
  readSoon(ids: readonly string[]): void {
    for (const id of ids) if (this.#soon.size < SOON_LIMIT) this.#soon.add(id);
  }

  /** The next one that is not in `reading`. `slow` multiplies all ages. Only `visible` ones if `visibleOnly`. */
  next(reading: ReadonlySet<string>, slow: number, visibleOnly: boolean): DueTicket | undefined {
    const isFree = (id: string) => !reading.has(id) && !this.#resting.has(id);
    const visible = this.#takeVisible(isFree, slow) ?? this.#takeAgain(isFree, slow);
    if (visible !== undefined) {
      this.#visibleReading.add(visible);
      return {id: visible, priority: 'visible'};
    }
    if (visibleOnly) return undefined;
    this.#wasAgain = false;
    this.#fillBatch(slow);
    const needsUs = (id: string) => isFree(id) && this.#deps.store.row(id)?.turn === 'us';
    const id =
      this.#takeSoon(needsUs) ??
      // They come first in it.
      (needsUs(this.#batch[0] ?? '') ? this.#batch.shift() : undefined) ??
      this.#takeSoon(isFree) ??
      takeFirst(this.#batch, isFree);
    return id === undefined ? undefined : {id, priority: 'background'};
  }

  /** Whether something on screen is still to be read. */
  isVisibleWaiting(): boolean {
    return this.#visibleDue.length + this.#visibleAgain.length > 0 || this.#visibleReading.size > 0;
  }

  /** It is not being read any more. */
  ended(id: string): void {
    this.#visibleReading.delete(id);
  }

  succeeded(id: string): void {
    this.#resting.forget(id);
    this.#renewed.delete(id);
    this.#soon.delete(id);
    // It may stand in more than one queue: once is enough.
    this.#batch = this.#batch.filter((waiting) => waiting !== id);
    this.#visibleDue = this.#visibleDue.filter((waiting) => waiting !== id);
    this.#visibleAgain = this.#visibleAgain.filter((waiting) => waiting !== id);
  }

  /** Only this ticket could not be read: it waits, longer each time. */
  failed(id: string): void {
    this.#resting.failed(id);
    this.#renewed.delete(id);
    this.#deps.store.markTried(id, this.#deps.clock.now());
  }

  /** It was read but could not be stored: it waits for a while, so that it is not read again and again. */
  notStored(id: string): void {
    this.#resting.wait(id);
    this.#renewed.delete(id);
  }

  /** Everything visible counts as old, and tickets that failed may be tried again. */
  renewVisible(): void {
    this.#renewed = new Set(this.visible());
    this.#visibleLookAt = 0;
    for (const id of this.#renewed) this.#resting.forget(id);
  }

  /** Some of all those that somebody asked for are still to be read. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  /** Every open ticket that was last read before `at` counts as old, also those that could not be read; how many these are. */
  renewOpen(at: Millis): number {
    this.#renewedAt = at;
    this.#resting.forgetAll();
    const left = this.#deps.store.stale(at, MOST_COUNTED, this.#deps.clock.now()).length;
    this.#isRenewing = left > 0;
    this.lookAgain();
    return left;
  }

  /** Open tickets whose details were read before that are due. */
  openBefore(slow: number): Millis {
    return Math.max(this.#deps.clock.now() - this.#deps.ages.openMs * slow, this.#renewedAt);
  }

  #isVisibleDue(id: string, slow: number): boolean {
    const row = this.#deps.store.row(id);
    if (isFinal(row?.status)) return false;
    if (row?.fetchedAt === undefined || this.#renewed.has(id)) return true;
    // The first is the one that is looked at; the others are rows around it.
    const ageMs = this.#isLookedAt(id) ? this.#deps.ages.visibleMs : this.#mayAge(row, 'visibleMs');
    return this.#isOlder(row, ageMs * slow);
  }

  #isOlder({fetchedAt = 0}: TicketRow, ageMs: number): boolean {
    const now = this.#deps.clock.now();
    return fetchedAt > now + CLOCK_SLACK_MS || now - fetchedAt > ageMs;
  }

  #mayAge({updatedAt, createdAt}: TicketRow, least: 'visibleMs' | 'actionMs'): number {
    const {clock, ages} = this.#deps;
    const quietMs = clock.now() - Math.max(updatedAt ?? 0, createdAt ?? 0);
    const most = Math.min(ages.openMs, ages[least] * QUIET_MOST);
    return Math.max(ages[least], Math.min(quietMs / QUIET_PART, most));
  }

  #takeVisible(isFree: (id: string) => boolean, slow: number): string | undefined {
    const now = this.#deps.uptime.now();
    if (now >= this.#visibleLookAt) {
      this.#visibleLookAt = now + LOOK_EVERY_MS;
      const due = [...new Set([...this.#visible, ...this.#wanted])].filter((id) =>
        this.#isVisibleDue(id, slow),
      );
      this.#visibleDue = due.filter((id) => !this.#mayWait(id));
      this.#visibleAgain = due.filter((id) => this.#mayWait(id));
    }
    return takeFirst(this.#visibleDue, isFree);
  }

  /** A row around the one that is looked at, which was read before. */
  #mayWait(id: string): boolean {
    const isKnown = this.#deps.store.row(id)?.fetchedAt !== undefined && !this.#renewed.has(id);
    return isKnown && !this.#isLookedAt(id);
  }

  /** A row on screen to be read again; if a slow service leaves tickets unread for long, only every second time. */
  #takeAgain(isFree: (id: string) => boolean, slow: number): string | undefined {
    if (this.#visibleAgain.length === 0) return undefined;
    this.#fillBatch(slow);
    const isNew = (id: string) => isFree(id) && this.#deps.store.row(id)?.fetchedAt === undefined;
    if (this.#wasAgain && this.#batch.some(isNew)) return undefined;
    const id = takeFirst(this.#visibleAgain, isFree);
    this.#wasAgain = id !== undefined;
    return id;
  }

  #isLookedAt(id: string): boolean {
    return id === this.#visible[0] || this.#wanted.includes(id);
  }

  #takeSoon(isWanted: (id: string) => boolean): string | undefined {
    for (const id of this.#soon) {
      if (!isWanted(id)) continue;
      this.#soon.delete(id);
      return id;
    }
    return undefined;
  }

  #fillBatch(slow: number): void {
    const {uptime} = this.#deps;
    if (this.#batch.length > 0 || uptime.now() < this.#nextBatchAt) return;
    this.#batch = this.#readBatch(slow);
    // A full batch says that there is more: the next one is looked up when this one is read.
    const pause =
      this.#batch.length >= BATCH ? 0 : this.#batch.length === 0 ? 2 * LOOK_EVERY_MS : LOOK_EVERY_MS;
    this.#nextBatchAt = uptime.now() + pause;
  }

  #readBatch(slow: number): string[] {
    const {store, clock, ages} = this.#deps;
    const now = clock.now();
    // Tickets that wait are listed again before their time: without extra room they could fill a batch.
    const limit = BATCH + this.#resting.size;
    // They come first, oldest read first; quiet ones among them may become older than that.
    const action = store.stale(now - ages.actionMs * slow, limit, now).filter((id) => {
      const row = store.row(id);
      return row?.status === 'ACTION_REQUIRED' && this.#isOlder(row, this.#mayAge(row, 'actionMs') * slow);
    });
    const open = store.stale(this.openBefore(slow), limit, now);
    const batch = [...new Set([...action, ...open])].filter((id) => !this.#resting.has(id)).slice(0, BATCH);
    if (batch.length === 0) this.#isRenewing = false;
    return batch;
  }
}

/** Removes and gives the first that `isFree`; the others before it are dropped. */
function takeFirst(ids: string[], isFree: (id: string) => boolean): string | undefined {
  for (;;) {
    const id = ids.shift();
    if (id === undefined || isFree(id)) return id;
  }
}
