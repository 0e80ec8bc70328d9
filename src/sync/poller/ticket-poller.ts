import type {TicketChange} from '../../domain/records.ts';
import {AsideReaders} from './aside-readers.ts';
import {DetailReader} from './detail-reader.ts';
import {DueTickets} from './due-tickets.ts';
import {PollLease} from './lease.ts';
import {passOverList, type ListEnd, type ListPage} from './list-pass.ts';
import {ListTurn} from './list-turn.ts';
import {isFullPassDue, readListState} from './list-progress.ts';
import {ACTION_MS, UNFOCUSED_FACTOR, type PollerDeps, type PollSettings} from './poller-deps.ts';
import {NetworkWatch} from './network-watch.ts';
import {MailReader} from './mail-reader.ts';
import {NewsFeed} from './news-feed.ts';
import {ReadingRound} from './reading-round.ts';
import {isReadByOthers, MOST_LOOKED_AT, ReadingTurn} from './shared-reading.ts';
import {Settle} from './settle.ts';
import {SyncState} from './sync-state.ts';
import type {Priority} from '../../api/gate/gate.ts';
import {cancelled} from '../../api/timers.ts';
import {NO_TEAM, type Team} from '../contracts.ts';
import {Uptime} from './uptime.ts';

/** Store watched, lease kept, clock checked, due work begun this often. */
const BEAT_MS = 2000;
const LEASE_RENEW_BEATS = 6;

/** What `createPoller` makes. */
export class TicketPoller {
  readonly state: SyncState;
  readonly mails: MailReader;
  readonly #deps: PollerDeps;
  readonly #team: Team;
  readonly #settings: PollSettings;
  readonly #uptime: Uptime;
  readonly #due: DueTickets;
  readonly #details: DetailReader;
  readonly #lease: PollLease;
  readonly #round: ReadingRound;
  readonly #settle: Settle;
  readonly #listTurn: ListTurn;
  readonly feed: NewsFeed<TicketChange>;
  readonly aside: AsideReaders;
  #stopper = new AbortController();
  readonly #timers: {beat?: unknown; visible?: unknown} = {};
  #beats = 0;
  #storeVersion = 0;
  #slow = 1;
  readonly #network: NetworkWatch;
  readonly #turn: ReadingTurn;
  #unsubscribe: (() => void) | undefined;

  constructor(deps: PollerDeps) {
    this.#deps = deps;
    this.#team = deps.team ?? NO_TEAM;
    this.#settings = {actionMs: ACTION_MS, ...deps.settings};
    this.#uptime = new Uptime(deps.clock, BEAT_MS);
    this.#due = new DueTickets({...deps, uptime: this.#uptime, ages: this.#settings});
    this.#listTurn = new ListTurn(this.#uptime, this.#settings.listMs);
    this.#lease = new PollLease(deps);
    this.#network = new NetworkWatch(deps);
    this.#turn = new ReadingTurn(this.#team, this.#lease, deps);
    this.state = new SyncState(deps.gate);
    const guard = (action: () => void) => this.state.tryStore(action);
    this.feed = new NewsFeed(() => deps.store.takeChanges(), guard);
    this.#round = new ReadingRound(deps.store);
    this.#settle = new Settle(deps.timers, () => this.state.tryStore(() => this.#watchStore()));
    this.#details = new DetailReader({
      ...deps,
      due: this.#due,
      onStored: (id, priority) => this.#detailRead(id, priority),
      onGivenUp: (id) => this.#round.passed(id),
      onStoreError: (error) => this.state.storeFailed(error),
    });
    this.mails = new MailReader({
      ...deps,
      uptime: this.#uptime,
      isFirstOnly: () => this.#turn.isOfAnother() || this.#due.isVisibleWaiting(),
      onRead: (isFirst) => this.#settle[isFirst ? 'now' : 'soon'](),
      onStoreError: (error) => this.state.storeFailed(error),
    });
    this.aside = new AsideReaders({
      ...deps,
      uptime: this.#uptime,
      guard,
      lateMs: () => this.#turn.lateMs(),
      onAsked: (id) => this.#due.readSoon([id]),
      onStored: () => this.#settle.now(),
    });
  }

  start(): void {
    if (this.state.isRunning) return;
    this.#stopper = new AbortController();
    const stops = [
      this.#deps.gate.subscribe(() => this.#gateChanged()),
      this.#team.subscribe(() => this.#teamChanged()),
    ];
    this.#unsubscribe = () => stops.forEach((stop) => stop());
    this.#storeVersion = this.#deps.store.version();
    this.#listTurn.hasten();
    this.#beats = 0;
    this.state.started(readListState(this.#deps.store, this.#deps.clock.now()).listAt);
    this.#beat();
  }

  stop(): void {
    if (!this.state.isRunning) return;
    this.#deps.timers.clearTimeout(this.#timers.beat);
    this.#deps.timers.clearTimeout(this.#timers.visible);
    this.#settle.clear();
    this.#unsubscribe?.();
    this.#stopper.abort(cancelled());
    this.aside.stop();
    this.state.tryStore(() => this.#lease.release());
    void this.#team.stop();
    this.state.stopped();
  }

  setVisible(ids: readonly string[]): void {
    const restsMs = this.#due.setVisible(ids);
    this.mails.setVisible(ids);
    this.#team.setLookedAt(ids.slice(0, MOST_LOOKED_AT));
    if (!this.state.isRunning) return;
    this.#deps.timers.clearTimeout(this.#timers.visible);
    this.#timers.visible = this.#deps.timers.setTimeout(() => this.#work(), restsMs);
  }

  setFocused(focused: boolean): void {
    this.#slow = focused ? 1 : UNFOCUSED_FACTOR;
    this.#team.setWatched(focused);
    this.#work();
  }

  async refresh(id: string, signal?: AbortSignal): Promise<void> {
    const either = AbortSignal.any([this.#stopper.signal, signal].filter((one) => one !== undefined));
    if (either.aborted) throw cancelled();
    this.#deps.gate.endOutagePause();
    await this.state.during(this.#details.readNow(id, either));
  }

  async read(id: string, signal: AbortSignal = this.#stopper.signal): Promise<void> {
    if (await this.state.during(isReadByOthers({...this.#deps, team: this.#team}, id, signal))) return;
    await this.refresh(id, signal);
  }

  async refreshAll(): Promise<void> {
    if (this.#stopper.signal.aborted) throw cancelled();
    this.#deps.gate.retryCredential();
    this.#deps.gate.endOutagePause();
    if (this.#lease.isHeld) this.aside.lookSoon();
    await (this.#listTurn.pass ?? this.#passOverList('user')).catch((error: unknown) => {
      // Tickets on screen may be read anyway, as soon as any can.
      this.#due.renewVisible();
      throw error;
    });
    // The list went through, so the credential is good: the rest may follow.
    await this.state.during(this.#details.readAll(this.#due.visible(), this.#stopper.signal));
  }

  /** As refreshAll, and all other open tickets behind it; how many, or undefined where they are read elsewhere. */
  async refreshOpen(): Promise<number | undefined> {
    const asked = this.#deps.clock.now();
    await this.refreshAll();
    if (!this.state.isRunning || this.#turn.isOfAnother()) return undefined;
    const left = this.#due.renewOpen(asked);
    this.state.tryStore(() => this.#beginRound());
    this.#work();
    return left;
  }

  #beat(): void {
    this.#timers.beat = this.#deps.timers.setTimeout(() => this.#beat(), BEAT_MS);
    const {woke} = this.#uptime.beat();
    if (woke || this.#network.hasChanged()) this.#deps.gate.endOutagePause();
    if (woke) this.#listTurn.hasten();
    this.state.tryStore(() => {
      if (woke || this.#beats % LEASE_RENEW_BEATS === 0 || this.#lease.isOrphaned()) this.#lease.renew();
      void this.#team.lead(this.#lease.isHeld);
      if (woke || this.#beats === 0) this.#beginRound();
    });
    this.#settle.soon();
    this.#beats += 1;
    this.#work();
  }

  /** Starts what is due; called again and again, so it must be cheap. */
  #work(): void {
    if (!this.state.isRunning || this.#deps.gate.state().state === 'refused') return;
    this.state.tryStore(() => {
      const asks = this.#turn.isOurs();
      const isListDue = asks && this.#listTurn.isDue(this.#slowness());
      if (isListDue) this.#passOverList('list').catch(() => undefined);
      for (const part of [this.#due, this.mails]) part.setWanted(this.#team.wanted());
      const most = asks || this.#due.isRenewing;
      if (!this.#turn.isOfAnother()) this.#details.fill(this.#slowness(), !most, this.#stopper.signal);
      this.mails.fill(this.#stopper.signal);
      // Not before there is a list, and behind all that is asked for now: it would take a place of a row on screen.
      if (this.#turn.hasRest() && this.state.status().listAt !== undefined) this.aside.work();
    });
  }

  /** Other members may look at tickets while nobody looks here. */
  #slowness(): number {
    return this.#team.isWatched() ? 1 : this.#slow;
  }

  #teamChanged(): void {
    this.state.gateChanged();
    this.#work();
  }

  #passOverList(priority: 'user' | 'list'): Promise<void> {
    const now = this.#deps.clock.now();
    const full = isFullPassDue(readListState(this.#deps.store, now), now);
    const isFirst = this.state.status().listAt === undefined;
    const onPage = (page: ListPage) => this.#pageRead(page, isFirst, priority);
    const pass = passOverList({...this.#deps, onPage}, {full, priority, signal: this.#stopper.signal}).then(
      (end) => this.#listEnded(end),
      (error: unknown) => {
        this.#listFailed(error);
        throw error;
      },
    );
    this.#listTurn.began(pass);
    this.state.listBegan();
    return pass;
  }

  async #pageRead({changes, progress}: ListPage, isFirst: boolean, priority: Priority): Promise<void> {
    if (!isFirst) this.#due.readSoon(changes.map((change) => change.id));
    else if (this.#turn.isOurs()) await this.#details.beginAtTop(this.#slow, this.#stopper.signal);
    if (changes.length > 0) this.#due.lookAgain();
    this.state.progressed(progress);
    if (changes.length > 0) this.state.tryStore(() => this.#beginRound());
    this.#settle.now();
    // It began before the desk had answered: another one reads the rest.
    if (priority === 'list' && this.#turn.isOfAnother()) throw cancelled();
  }

  /** Of processes that share the database the one that reads them says how far it is. */
  #beginRound(): void {
    if (!this.#lease.isHeld && !this.#due.isRenewing) return;
    this.#round.look(this.#due.openBefore(this.#slow), this.#deps.clock.now());
  }

  #detailRead(id: string, priority: Priority): void {
    if (priority === 'user') this.mails.retry(id);
    this.mails.fill(this.#stopper.signal);
    this.#round.passed(id);
    const isOnScreen = this.#due.isVisible(id);
    const isLast = (isOnScreen && !this.#due.isVisibleWaiting()) || !this.#round.isUnderWay;
    this.#settle[isLast || priority === 'user' ? 'now' : isOnScreen ? 'onScreen' : 'soon']();
  }

  #listEnded({at, trouble}: ListEnd): void {
    this.#listTurn.ended();
    this.state.listEnded(at, trouble);
    this.#work();
  }

  #listFailed(error: unknown): void {
    this.#listTurn.failed(this.#deps.gate.isOpen());
    this.state.listFailed(error);
    this.#work();
  }

  #gateChanged(): void {
    this.#network.note();
    this.state.gateChanged();
    const {state, error} = this.#deps.gate.state();
    // Back after trouble: whatever was missed is due.
    if (state === 'open' && error === undefined) this.#listTurn.hasten();
    this.#work();
  }

  /** Other processes on this database write too: their changes are noticed here. */
  #watchStore(): void {
    const {store, clock} = this.#deps;
    const version = store.version();
    if (version === this.#storeVersion) return;
    this.#storeVersion = version;
    this.state.storeChanged(readListState(store, clock.now()).listAt, this.#round.progress());
    this.feed.tell();
    this.aside.notices.news.tell();
  }
}
