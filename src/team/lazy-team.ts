import {isOrderKind} from '../domain/orders/other-orders.ts';
import type {Api} from '../api/api.ts';
import type {Timers} from '../api/timers.ts';
import type {Clock} from '../domain/clock.ts';
import {AppError, errorLine} from '../errors.ts';
import type {Settings} from '../settings/settings-types.ts';
import type {Store} from '../store/store.ts';
import type {Team, TeamStatus, WriteAudit} from '../sync/contracts.ts';
import {readListState} from '../sync/poller/list-progress.ts';
import {beginAudit, freshAudit} from './desk-audit.ts';
import {shareMails} from './shared-mails.ts';
import {sharingStore} from './sharing-store.ts';
import type {DeskEnv} from './connect/desk-address.ts';
import type {Desk, DeskSeat} from './desk.ts';
import type {TeamSync} from './team-sync.ts';

export type TeamOptions = {
  readonly settings: Settings['team'] & {readonly url: string};
  /** Whose tickets: those of another service never meet in one room. */
  readonly endpoint: string;
  readonly env: DeskEnv;
  /** The login name, for the database's user where nothing else is said. */
  readonly login: string;
  readonly store: Store;
  /** Orders that are no tickets are wanted here. */
  readonly readsOrders: boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly audited: (since: number) => readonly WriteAudit[];
  readonly canAsk: () => boolean;
  /** Another desk than PostgreSQL, as in the demo. */
  readonly open?: ((seat: DeskSeat) => Promise<Desk>) | undefined;
};

/** A team, the store to work with, and the service to read e-mails of: what others have read comes from the desk. */
export type Shared = {
  readonly team: Team;
  readonly store: Store;
  readonly mailsOf: <Part extends Pick<Api, 'getEmail'>>(api: Part) => Part;
};

const JOINING: TeamStatus = {state: 'joining', error: undefined};
/** The first frame comes before the desk. */
const AFTER_FIRST_FRAME_MS = 50;
/** A command waits no longer for the desk. */
const SETTLE_MS = 4000;
/** It is not asked again so soon. */
const AWAY_MS = 60_000;
/** Another console of this database has been together with the desk since. */
const FRESH_MS = 20_000;
const TOGETHER = 'desk.together';

/**
 * A team whose code is loaded when it is first needed, and the store to work with: what the service says goes from there to
 * the desk, too.
 */
export function lazyTeam(options: TeamOptions): Shared {
  const team = new LazyTeam(options);
  const {store} = options;
  return {
    team: {
      lead: (isLeader) => team.lead(isLeader),
      stop: () => team.lead(false),
      status: () => team.status(),
      subscribe: (listener) => team.subscribe(listener),
      settle: () => team.settle(),
      finish: () => team.finish(),
      // Who has no list yet does not wait for the desk.
      isAsking: () => team.sync?.isAsking() ?? readListState(store, options.clock.now()).listAt === undefined,
      isShared: () => team.isShared(),
      // Each console reads orders for itself.
      setLookedAt: (ids) => team.setLookedAt(ids.filter((id) => !isOrderKind(store.row(id)?.kind))),
      setWatched: (isWatched) => team.setWatched(isWatched),
      wanted: () => team.sync?.wanted() ?? [],
      isWatched: () => team.sync?.isOtherWatching() ?? false,
      leave: (words) => team.leave(words),
      notice: () => team.words,
    },
    store: sharingStore(store, (give) => team.offer(give)),
    mailsOf: (api) =>
      shareMails(api, {
        sync: () => team.sync,
        isShared: () => team.isShared(),
        isJoining: () => team.isJoining(),
        timers: options.timers,
        random: Math.random,
      }),
  };
}

class LazyTeam {
  sync: TeamSync | undefined;
  words: string | undefined;
  readonly #options: TeamOptions;
  readonly #listeners = new Set<() => void>();
  #isLeader = false;
  #lookedAt: readonly string[] = [];
  #isWatched = true;
  #failedAt = 0;
  #loading: Promise<TeamSync> | undefined;

  constructor(options: TeamOptions) {
    this.#options = options;
    beginAudit(options);
  }

  async lead(isLeader: boolean): Promise<void> {
    if (isLeader === this.#isLeader) return;
    this.#isLeader = isLeader;
    if (!isLeader) {
      await this.sync?.stop();
      return;
    }
    const {timers} = this.#options;
    timers.setTimeout(() => void this.#begin(), AFTER_FIRST_FRAME_MS);
  }

  async #begin(): Promise<void> {
    const sync = await this.#load();
    if (this.#isLeader) sync.start();
  }

  status(): TeamStatus {
    return this.sync?.status() ?? JOINING;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody else of the team, or another console here, asks the service. */
  isShared(): boolean {
    const {store, clock} = this.#options;
    if (this.#isLeader) return this.sync?.status().state === 'together' && !this.sync.isAsking();
    return Math.abs(clock.now() - Number(store.meta(TOGETHER) ?? 0)) < FRESH_MS;
  }

  /** It is at the desk for all here, and has not heard of it yet. */
  isJoining(): boolean {
    return this.#isLeader && this.status().state === 'joining';
  }

  setLookedAt(ids: readonly string[]): void {
    this.#lookedAt = ids;
    this.sync?.setLookedAt(ids);
  }

  setWatched(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (this.sync !== undefined) this.sync.beat.isWatched = isWatched;
  }

  offer(give: (sync: TeamSync) => void): void {
    if (this.sync === undefined) return;
    give(this.sync);
    this.sync.nap.end();
  }

  async settle(): Promise<string | undefined> {
    try {
      const sync = await this.#load();
      const told = this.words;
      const signal = AbortSignal.timeout(SETTLE_MS);
      await Promise.race([sync.settle(signal), silence(signal)]);
      return this.words === told ? undefined : this.words;
    } catch (error) {
      this.#failedAt = this.#options.clock.now();
      return `${errorLine(error)} What was done here is kept and delivered later.`;
    }
  }

  async finish(): Promise<string | undefined> {
    const {store, clock} = this.#options;
    // A command waits for a desk that is away once, and says so once.
    if (Math.abs(clock.now() - this.#failedAt) < AWAY_MS) return undefined;
    const isWaiting = store.queuedOps(1).length > 0 || freshAudit(this.#options).length > 0;
    return isWaiting ? await this.settle() : undefined;
  }

  async leave(words: boolean): Promise<void> {
    await (await this.#load()).leave(words);
  }

  async #load(): Promise<TeamSync> {
    this.#loading ??= this.#loadOnce();
    return await this.#loading;
  }

  async #loadOnce(): Promise<TeamSync> {
    const [{TeamSync: Sync}, {deskAddress}, {deskOpener}] = await Promise.all([
      import('./team-sync.ts'),
      import('./connect/desk-address.ts'),
      import('./connect/postgres-desk.ts'),
    ]);
    const {settings, endpoint, env, login, open} = this.#options;
    const sync = new Sync({
      ...this.#options,
      random: Math.random,
      room: roomOf(settings.room, endpoint),
      retentionMs: settings.retentionMs,
      open: open ?? deskOpener(() => deskAddress(settings.url, env, login)),
      onTogether: () => this.#noteTogether(),
      tell: (words) => {
        this.words = words;
        this.#tell();
      },
    });
    sync.subscribe(() => this.#tell());
    this.sync = sync;
    this.setLookedAt(this.#lookedAt);
    this.setWatched(this.#isWatched);
    return sync;
  }

  /** For other consoles on this database; it is no change of it. */
  #noteTogether(): void {
    const {store, clock} = this.#options;
    store.changeMeta(TOGETHER, () => ({kept: String(clock.now()), result: undefined}));
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Rejects where the desk did not answer in time. */
async function silence(signal: AbortSignal): Promise<never> {
  return await new Promise((_resolve, reject) => {
    const words = `The team's desk did not answer within ${SETTLE_MS / 1000} seconds.`;
    const hint = '"casedeck doctor" looks closer.';
    signal.addEventListener('abort', () => reject(new AppError('network', words, {hint})));
  });
}

/** A room holds one service's tickets: those of the sandbox never meet those of production. */
export function roomOf(room: string, endpoint: string): string {
  return `${room}@${new URL(endpoint).host}`;
}
