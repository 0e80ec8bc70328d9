import {waitFor} from '../../api/timers.ts';
import type {Api, CallOptions, NoticePage} from '../../api/api.ts';
import type {Priority} from '../../api/gate/gate.ts';
import type {AsideState} from '../../domain/aside-state.ts';
import {noticeSpan, phaseOf, type SiteNotice, type StoredNotice} from '../../domain/notices/site-notice.ts';
import type {Millis} from '../../domain/records.ts';
import {withWhyOff} from '../../domain/why-off.ts';
import {AppError, isStoreError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import {AsidePace, type AsideDeps} from './aside-pace.ts';
import {NewsFeed} from './news-feed.ts';
import type {ChangeFeed, Poller} from '../contracts.ts';
import {Resting} from './resting.ts';

export type NoticeSource = {
  readonly api: Pick<Api, 'searchNotices' | 'getNotice' | 'findNotices'>;
  readonly source: 'v1' | 'v2' | 'off';
  /** Time between two looks. */
  readonly everyMs: number;
};

export type NoticeReaderDeps = AsideDeps & {
  readonly notices?: NoticeSource | undefined;
  readonly store: Pick<Store, 'putNotices' | 'putFullNotice' | 'notices' | 'takeNotices'>;
};

const DAY_MS = 24 * 3_600_000;
/** A look asks for what is going on, began lately, or is still to come; now and then for all that views show. */
const LATELY_MS = 2 * DAY_MS;
const WHOLE_MS = 30 * DAY_MS;
const WHOLE_EVERY_LOOKS = 15;
const AHEAD_MS = 400 * DAY_MS;
/** Pages of one look: a thousand notices. */
const MOST_PAGES = 10;
/** Notices read in full after a look. */
const FULL_AT_ONCE = 4;
/** No look is hurried before. */
const LEAST_PATIENCE_MS = 30_000;
const PAUSE_MS = 120_000;

type Options = CallOptions & {readonly signal: AbortSignal};

/**
 * Reads notices about sites apart from tickets: one request at a time, with the lowest priority. If the others leave no
 * room for longer than the time between two readings, it takes a turn among the background tickets.
 */
export class NoticeReader {
  readonly news: NewsFeed<StoredNotice>;
  readonly #deps: NoticeReaderDeps;
  readonly #source: NoticeSource | undefined;
  readonly #pace: AsidePace;
  #looks = 0;
  /** Of the look that began last. */
  #priority: Priority = 'aside';
  /** Those that could not be read in full: what the search says of them is shown. */
  readonly #resting: Resting;

  constructor(deps: NoticeReaderDeps) {
    this.#deps = deps;
    this.#source = deps.notices?.source === 'off' ? undefined : deps.notices;
    this.#pace = new AsidePace(deps, {aside: 'notices', pauseMs: PAUSE_MS});
    this.#resting = new Resting(deps, {baseMs: PAUSE_MS, capMs: DAY_MS});
    this.news = new NewsFeed(() => deps.store.takeNotices(), deps.guard);
  }

  /** What it does for whoever asks. */
  offers(): Pick<Poller, 'readNotices' | 'readNotice'> & Pick<ChangeFeed, 'onNotices'> {
    return {
      onNotices: (listener) => this.news.on(listener),
      readNotices: () => this.#look('user'),
      readNotice: (id, signal) => this.#read(id, signal),
    };
  }

  /** Ends what is under way. */
  stop(): void {
    this.#pace.stop();
  }

  /** Begins a look that is due; called again and again. */
  work(): void {
    if (this.#source === undefined) return;
    const {everyMs} = this.#source;
    const patienceMs = Math.max(everyMs, LEAST_PATIENCE_MS);
    const isStarved = this.#priority === 'aside' && (this.#pace.lookMs ?? 0) > patienceMs;
    if (isStarved) this.#pace.startOver();
    if (!this.#pace.isDue(everyMs)) return;
    this.#pace.wait(everyMs);
    this.#look(isStarved ? 'background' : 'aside').catch(() => undefined);
  }

  /** Reads them soon, whatever was said before; nobody waits for it. */
  lookSoon(): void {
    if (this.#pace.lookMs === undefined) this.#look('background').catch(() => undefined);
  }

  async #look(priority: Priority): Promise<void> {
    if (this.#source === undefined) return;
    this.#priority = priority;
    const tries = priority === 'user' ? 2 : 1;
    await this.#pace
      .run((signal) => this.#readAll({priority, signal, tries}))
      .catch((error: unknown) => {
        throw withWhyOff('notices', error);
      });
  }

  /** One notice in full, for somebody who opened it. */
  async #read(id: string, signal: AbortSignal): Promise<void> {
    const both = AbortSignal.any([this.#pace.signal, signal]);
    if (this.#source?.source === 'v1') await this.#readOne(id, {priority: 'user', signal: both, tries: 2});
  }

  async #readAll(options: Options): Promise<AsideState> {
    const isWhole = options.priority === 'user' || this.#looks % WHOLE_EVERY_LOOKS === 0;
    const at = this.#deps.clock.now();
    await this.#pages(isWhole, options);
    this.#looks += 1;
    const state = {at, ...(isWhole ? {wholeAt: at} : {})};
    this.#pace.succeeded(state);
    await this.#readFull({...options, tries: 1});
    return state;
  }

  async #pages(isWhole: boolean, options: Options): Promise<void> {
    const {clock, store} = this.#deps;
    const now = clock.now();
    const from = isWhole ? now - WHOLE_MS : this.#from(now);
    const silent = this.#pace.state().wholeAt === undefined;
    const seen = new Set<string>();
    for (let page = 0, offset = 0; page < MOST_PAGES; page += 1) {
      const {notices, rows, isLast} = await this.#page({from, offset}, options);
      options.signal.throwIfAborted();
      const fresh = notices.filter(({id}) => !seen.has(id));
      for (const {id} of fresh) seen.add(id);
      // Of several about one notice the first is the latest.
      if (store.putNotices(firstOfEach(fresh), now, {silent}).length > 0) this.#deps.onStored();
      offset += rows;
      if (isLast || fresh.length === 0 || isBefore(fresh, from)) break;
    }
  }

  /** What goes on is always among it, however long ago it began. */
  #from(now: Millis): Millis {
    const running = this.#deps.store.notices().filter((stored) => phaseOf(stored, now) === 'running');
    const earliest = Math.min(now - LATELY_MS, ...running.map((stored) => noticeSpan(stored).start));
    return Math.max(earliest, now - WHOLE_MS);
  }

  #page(
    {from, offset}: {readonly from: Millis; readonly offset: number},
    options: CallOptions,
  ): Promise<NoticePage> {
    const {api, source} = this.#known();
    if (source === 'v2') return api.findNotices({offset}, options);
    return api.searchNotices({from, to: this.#deps.clock.now() + AHEAD_MS, offset}, options);
  }

  #known(): NoticeSource {
    if (this.#source === undefined) throw new AppError('bug', 'Notices are read from nowhere.');
    return this.#source;
  }

  /** Current and future notices that changed since they were read in full. */
  async #readFull(options: Options): Promise<void> {
    const {store, clock} = this.#deps;
    if (this.#source?.source !== 'v1') return;
    const due = store
      .notices()
      .filter((stored) => phaseOf(stored, clock.now()) !== 'past')
      .filter(({fullAt, changedAt, notice}) => (fullAt ?? 0) < changedAt && !this.#resting.has(notice.id))
      .slice(0, FULL_AT_ONCE);
    for (const {notice} of due) {
      try {
        await this.#readOne(notice.id, options);
      } catch (error) {
        options.signal.throwIfAborted();
        if (!(error instanceof AppError) || isStoreError(error)) throw error;
        this.#resting.failed(notice.id);
      }
    }
  }

  async #readOne(id: string, options: Options): Promise<void> {
    const {store, clock, onStored} = this.#deps;
    const notice = await waitFor(this.#known().api.getNotice(id, options), options.signal);
    store.putFullNotice(id, notice, clock.now());
    this.#resting.forget(id);
    onStored();
  }
}

function firstOfEach(notices: readonly SiteNotice[]): readonly SiteNotice[] {
  const byId = new Map<string, SiteNotice>();
  for (const notice of notices) if (!byId.has(notice.id)) byId.set(notice.id, notice);
  return [...byId.values()];
}

/** The newer API cannot be asked for a range: its rows come from the latest on. */
function isBefore(notices: readonly SiteNotice[], from: Millis): boolean {
  return notices.every(({start}) => start !== undefined && Date.parse(start) < from);
}
