import type {Timers} from '../api/timers.ts';
import {asAppError, type AppError} from '../errors.ts';
import type {Store} from '../store/store.ts';
import type {TeamStatus, WriteAudit} from '../sync/contracts.ts';
import {isFull} from './connect/desk-errors.ts';
import {DeskInbox} from './desk-inbox.ts';
import {DeskMail} from './desk-mail.ts';
import {DeskMails} from './desk-mails.ts';
import {DeskLine} from './desk-line.ts';
import type {Desk, DeskHint, DeskSeat} from './desk.ts';
import {Absence, JOINING_MS} from './absence.ts';
import {memberOf} from './desk-member.ts';
import {Nap} from './nap.ts';
import {DeskBeat, type BeatDeps} from './desk-beat.ts';

/** How often the store is checked for something to deliver. */
const LOOK_MS = 400;
/** Hints within this time are one. */
const GATHER_MS = 150;
/** If the desk does not report news by itself, it is asked about this often. */
const PEEK_MS = 1500;
/** Or less often where opening a connection takes long: with hundreds of consoles that is the server's whole work. */
const SLOWEST_PEEK_MS = 15_000;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000] as const;
/** If the server has no free connection, it is asked again about this often; only later the desk counts as away. */
const FULL_MS = 3000;
const FULL_PATIENCE_MS = 20_000;
const DAY_MS = 86_400_000;
/** For the last words of a console. */
const LAST_MS = 800;

export type TeamSyncDeps = BeatDeps & {
  /** One that shares nothing. */
  readonly store: Store;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
  readonly audited: (since: number) => readonly WriteAudit[];
  /** With `listens` false, a connection that is meant to be short. */
  readonly open: (seat: DeskSeat, listens: boolean) => Promise<Desk>;
  readonly room: string;
  readonly retentionMs: number;
  /** Orders that are no tickets are wanted here. */
  readonly readsOrders: boolean;
  readonly tell: (words: string) => void;
  /** Called with every answer of the desk. */
  readonly onTogether: () => void;
};

/** Keeps store and desk alike, behind the screen. */
export class TeamSync {
  readonly mail: DeskMail;
  readonly mails: DeskMails;
  readonly #deps: TeamSyncDeps;
  readonly #inbox: DeskInbox;
  readonly beat: DeskBeat;
  readonly #listeners = new Set<() => void>();
  readonly #seat: DeskSeat;
  #status: TeamStatus = {state: 'joining', error: undefined};
  #stopper: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #togetherAt = 0;
  readonly #absence: Absence;
  readonly #line: DeskLine;
  #isHinted = false;
  #isBeatDue = false;
  #isPeekDue = true;
  #storeVersion = -1;
  readonly nap: Nap;

  constructor(deps: TeamSyncDeps) {
    this.#deps = deps;
    const {store, room} = deps;
    this.nap = new Nap(deps.timers);
    this.beat = new DeskBeat(deps);
    this.#absence = new Absence(deps);
    const offsetMs = () => this.beat.offsetMs;
    this.mail = new DeskMail({...deps, offsetMs});
    const onNewer = () =>
      deps.tell(
        'A newer casedeck of your team shares something that this one does not know. Update casedeck to see it.',
      );
    this.#inbox = new DeskInbox({...deps, offsetMs, onNewer});
    this.mails = new DeskMails(deps.timers, () => {
      this.nap.end();
      return this.#status.state === 'together';
    });
    this.#seat = {
      room,
      member: memberOf(store),
      who: store.me(),
      onNews: (hint) => this.#hear(hint),
      // The loop finds it gone at its next question.
      onLost: () => this.nap.end(),
    };
    this.#line = new DeskLine({...deps, seat: this.#seat});
  }

  start(): void {
    if (this.#stopper !== undefined) return;
    const stopper = new AbortController();
    this.#stopper = stopper;
    this.#absence.start();
    this.#running = this.#run(stopper.signal);
    this.#deps.timers.setTimeout(() => this.#tell(), JOINING_MS + 1);
  }

  async stop(): Promise<void> {
    this.#stopper?.abort();
    this.#stopper = undefined;
    this.nap.end();
    await this.#running;
  }

  status(): TeamStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isAsking(): boolean {
    const {state} = this.#status;
    return state === 'together' ? this.beat.isAsking() : this.#absence.isLong(state);
  }

  wanted(): readonly string[] {
    return this.isAsking() ? (this.beat.answer?.wanted ?? []) : [];
  }

  isOtherWatching(): boolean {
    return this.isAsking() && this.beat.answer?.isWatched === true;
  }

  setLookedAt(ids: readonly string[]): void {
    if (ids.join() === this.beat.lookedAt.join()) return;
    this.beat.lookedAt = ids;
    this.nap.end();
  }

  /** Delivers and reads once, over a connection of its own. */
  async settle(signal: AbortSignal): Promise<void> {
    await this.#visit(async (desk) => {
      const {now, seq} = await desk.peek();
      this.beat.setOffset(now);
      await this.mail.deliverOps(desk);
      await this.#inbox.read(desk, Math.max(seq, (await desk.peek()).seq), signal);
    });
  }

  /** Takes this console off the desk. */
  async leave(words: boolean): Promise<void> {
    await this.#visit(async (desk) => {
      await this.mail.deliverOps(desk);
      await desk.leave(words);
    });
  }

  async #visit(work: (desk: Desk) => Promise<void>): Promise<void> {
    const desk = await this.#deps.open(this.#seat, false);
    try {
      await work(desk);
    } finally {
      void desk.close();
    }
  }

  /** Hints go to all consoles: if one concerns only others, a large team does not ask the desk about it. */
  #hear(hint: DeskHint): void {
    if (hint === 'look' && !this.beat.isAsking()) return;
    if (hint === 'rows') this.#isPeekDue = true;
    else this.#isBeatDue = true;
    this.#isHinted = true;
    this.nap.end();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        // Without hints, what came meanwhile is looked for.
        if (!this.#line.isTold) this.#isPeekDue = true;
        const desk = await this.#line.opened();
        await this.#turn(desk, signal);
        failures = 0;
        this.#togetherAt = this.#deps.clock.now();
        this.#set({state: 'together', error: undefined});
        this.#line.rest();
        await this.#pauseUntilDue(signal);
      } catch (error) {
        if (signal.aborted) break;
        const isBusy = this.#lost(asAppError(error));
        const base = isBusy ? FULL_MS : (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0);
        failures += 1;
        await this.nap.sleep(base * (0.5 + this.#deps.random()), signal);
      }
    }
    await this.#leaveSeat();
  }

  /** Whoever asked gives that back at once, so that nobody waits for it to run out. */
  async #leaveSeat(): Promise<void> {
    const desk = this.#line.desk;
    if (desk === undefined) return;
    await Promise.race([
      (async () => {
        await this.mail.deliverOps(desk);
        await this.beat.sendLast(desk);
      })().catch(() => undefined),
      new Promise((resolve) => void this.#deps.timers.setTimeout(() => resolve(undefined), LAST_MS)),
    ]);
    this.#line.close();
  }

  /** One round: delivers what is new here, and reads what is new there. */
  async #turn(desk: Desk, signal: AbortSignal): Promise<void> {
    let seq: number | undefined;
    this.#isHinted = false;
    if (this.#isBeatDue || this.beat.isDue()) seq = await this.#sendBeat(desk);
    this.#storeVersion = this.#deps.store.version();
    await this.mail.deliverOps(desk);
    await this.mail.shareAnswers(desk, this.isAsking());
    await this.mails.exchange(desk);
    if (this.#isPeekDue || seq === undefined) {
      this.#isPeekDue = false;
      seq = (await desk.peek()).seq;
    }
    if (seq !== this.#inbox.seq(desk)) await this.#inbox.read(desk, seq, signal);
    this.#storeVersion = this.#deps.store.version();
  }

  async #sendBeat(desk: Desk): Promise<number> {
    const {retentionMs, onTogether, random} = this.#deps;
    this.#isBeatDue = false;
    const isNews = await this.beat.send(desk);
    onTogether();
    const {seq = 0, isAsking, isRetained, isCrowded} = this.beat.answer ?? {};
    if (isAsking === true && isRetained === false) await desk.retain(Math.ceil(retentionMs / DAY_MS));
    // Half of those who only listen make room for others.
    if (isCrowded === true && isAsking === false && random() < 0.5) this.#line.goShort();
    if (isNews) this.#tell();
    return seq;
  }

  /** True where all connections are taken at the moment, and the desk is not away for that. */
  #lost(error: AppError): boolean {
    const {clock} = this.#deps;
    this.#line.close();
    if (isFull(error)) {
      this.#line.goShort();
      const age = clock.now() - this.#togetherAt;
      if (this.#status.state === 'together' && age >= 0 && age < FULL_PATIENCE_MS) return true;
    }
    if (this.#status.state === 'together') this.#absence.begin();
    this.#set({state: 'apart', error});
    return isFull(error);
  }

  #set(status: TeamStatus): void {
    if (status.state === 'together') this.#absence.end();
    const isSame =
      status.state === this.#status.state && status.error?.message === this.#status.error?.message;
    this.#status = status;
    if (!isSame) this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Until there is something to say or to hear. */
  async #pauseUntilDue(signal: AbortSignal): Promise<void> {
    const {store, clock, random} = this.#deps;
    const begun = clock.now();
    const peekMs =
      Math.min(Math.max(PEEK_MS, 4 * this.#line.openingMs), SLOWEST_PEEK_MS) * (0.75 + random() / 2);
    while (!signal.aborted) {
      await this.nap.sleep(LOOK_MS, signal);
      if (this.#isHinted) {
        await this.nap.sleep(GATHER_MS, signal);
        return;
      }
      if (this.mail.isWaiting || this.mails.isWaiting || this.beat.isDue()) return;
      if (store.version() !== this.#storeVersion && this.#hasNews()) return;
      this.#line.rest();
      if (!this.#line.isTold && clock.now() - begun >= peekMs) return;
    }
  }

  #hasNews(): boolean {
    this.#storeVersion = this.#deps.store.version();
    return this.#deps.store.queuedOps(1).length > 0;
  }
}
