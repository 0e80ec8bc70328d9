import {waitFor} from '../../api/http/wait-for.ts';
import type {Api, CallOptions, NoticePage} from '../../api/api.ts';
import type {Priority} from '../../api/gate/gate.ts';
import {backoffMs} from '../../api/gate/pause.ts';
import {cancelled} from '../../api/timers.ts';
import {noticeSpan, phaseOf, type SiteNotice, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {NOTICES_STATE, type NoticesState} from '../../domain/notices/notice-state.ts';
import {parseKeptState} from '../../domain/kept-state.ts';
import {present} from '../../domain/present.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Millis} from '../../domain/records.ts';
import {ApiError, AppError, describeError, isStoreError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import {NewsFeed} from './news-feed.ts';
import type {ChangeFeed, Poller} from '../contracts.ts';
import type {Uptime} from './uptime.ts';

export type NoticeSource = {
  readonly api: Pick<Api, 'searchNotices' | 'getNotice' | 'findNotices'>;
  readonly source: 'v1' | 'v2' | 'off';
  /** Time between two looks. */
  readonly everyMs: number;
};

export type NoticeReaderDeps = {
  readonly notices?: NoticeSource | undefined;
  readonly store: Pick<
    Store,
    'putNotices' | 'putFullNotice' | 'notices' | 'takeNotices' | 'meta' | 'setMeta' | 'changeMeta'
  >;
  readonly clock: Clock;
  readonly uptime: Uptime;
  readonly random: () => number;
  /** The store has something new. */
  readonly onStored: () => void;
  /** Runs what may fail with the store, and says so where it does. */
  readonly guard: (action: () => void) => void;
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
/** Without the permission it is tried again so rarely. */
const OFF_MS = 12 * 3_600_000;
/** No look is hurried before. */
const LEAST_PATIENCE_MS = 30_000;
const BACKOFF = {baseMs: 120_000, capMs: 3_600_000};

/**
 * Reads notices about sites, aside from all that is about tickets: one request at a time, behind all others. Where the
 * others leave no room for longer than it takes between two looks, it takes its turn among the tickets in the background.
 */
export class NoticeReader {
  readonly news: NewsFeed<StoredNotice>;
  readonly #deps: NoticeReaderDeps;
  readonly #source: NoticeSource | undefined;
  /** In uptime. */
  #nextAt = Number.NEGATIVE_INFINITY;
  #begunAt = 0;
  #looks = 0;
  #failures = 0;
  #priority: Priority = 'aside';
  #running: AbortController | undefined;
  #stopper = new AbortController();
  readonly #unreadable = new Set<string>();

  constructor(deps: NoticeReaderDeps) {
    this.#deps = deps;
    this.#source = deps.notices?.source === 'off' ? undefined : deps.notices;
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
    this.#stopper.abort(cancelled());
    this.#stopper = new AbortController();
  }

  /** Begins a look that is due; called again and again. */
  work(): void {
    if (this.#source === undefined) return;
    const {everyMs} = this.#source;
    const now = this.#deps.uptime.now();
    if (this.#running !== undefined) {
      const isStarved =
        this.#priority === 'aside' && now - this.#begunAt > Math.max(everyMs, LEAST_PATIENCE_MS);
      if (isStarved) this.#hurry();
      return;
    }
    if (now < this.#nextAt || this.#isOff()) return;
    this.#nextAt = now + everyMs;
    this.#begunAt = now;
    this.#look(this.#priority).catch(() => undefined);
    this.#priority = 'aside';
  }

  /** Reads them soon, whatever was said before; nobody waits for it. */
  lookSoon(): void {
    if (this.#running === undefined) this.#look('background').catch(() => undefined);
  }

  async #look(priority: Priority): Promise<void> {
    if (this.#source === undefined) return;
    const stopper = new AbortController();
    const both = AbortSignal.any([this.#stopper.signal, stopper.signal]);
    this.#running = stopper;
    try {
      const isWhole = priority === 'user' || this.#looks % WHOLE_EVERY_LOOKS === 0;
      await this.#pages(isWhole, {priority, signal: both, tries: priority === 'user' ? 2 : 1});
      this.#looks += 1;
      this.#failures = 0;
      await this.#readFull({priority, signal: both, tries: 1});
    } catch (error) {
      if (!both.aborted) this.#failed(error);
      throw explained(error);
    } finally {
      this.#running = undefined;
    }
  }

  /** One notice in full, for somebody who opened it. */
  async #read(id: string, signal: AbortSignal): Promise<void> {
    const both = AbortSignal.any([this.#stopper.signal, signal]);
    if (this.#source?.source === 'v1') await this.#readOne(id, {priority: 'user', signal: both, tries: 2});
  }

  /** The same look once more, among the tickets. */
  #hurry(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#priority = 'background';
    this.#nextAt = Number.NEGATIVE_INFINITY;
  }

  #isOff(): boolean {
    const {off} = parseKeptState<NoticesState>(this.#deps.store.meta(NOTICES_STATE));
    return off !== undefined && off.until > this.#deps.clock.now();
  }

  async #pages(isWhole: boolean, options: CallOptions & {readonly signal: AbortSignal}): Promise<void> {
    const {clock, store} = this.#deps;
    const now = clock.now();
    const state = parseKeptState<NoticesState>(store.meta(NOTICES_STATE));
    const from = isWhole ? now - WHOLE_MS : this.#from(now);
    const silent = state.wholeAt === undefined;
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
    this.#keep({at: now, ...(isWhole ? {wholeAt: now} : {})});
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

  /** What goes on or is still to come, where it changed since it was read in full. */
  async #readFull(options: CallOptions & {readonly signal: AbortSignal}): Promise<void> {
    const {store, clock} = this.#deps;
    if (this.#source?.source !== 'v1') return;
    const due = store
      .notices()
      .filter((stored) => phaseOf(stored, clock.now()) !== 'past')
      .filter(({fullAt, changedAt, notice}) => (fullAt ?? 0) < changedAt && !this.#unreadable.has(notice.id))
      .slice(0, FULL_AT_ONCE);
    for (const {notice} of due) {
      try {
        await this.#readOne(notice.id, options);
      } catch (error) {
        options.signal.throwIfAborted();
        if (!(error instanceof AppError) || isStoreError(error)) throw error;
        // What the search says of it is shown; the rest is tried again when it is opened.
        this.#unreadable.add(notice.id);
      }
    }
  }

  async #readOne(id: string, options: CallOptions & {readonly signal: AbortSignal}): Promise<void> {
    const {store, clock, onStored} = this.#deps;
    const notice = await waitFor(this.#known().api.getNotice(id, options), options.signal);
    store.putFullNotice(id, notice, clock.now());
    this.#unreadable.delete(id);
    onStored();
  }

  #failed(error: unknown): void {
    const {uptime, random, clock, guard, onStored} = this.#deps;
    if (isStoreError(error)) {
      guard(() => {
        throw error;
      });
      return;
    }
    this.#failures += 1;
    const told = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    this.#nextAt = uptime.now() + Math.max(told, backoffMs(this.#failures, random, BACKOFF));
    const words = whyOff(error);
    const off = words === undefined ? {} : {off: {words, until: clock.now() + OFF_MS}};
    guard(() => {
      this.#keep({...off, trouble: describeError(error).title});
      onStored();
    });
  }

  /** What is not given is no more. */
  #keep(change: NoticesState): void {
    const {store} = this.#deps;
    const {at, wholeAt} = parseKeptState<NoticesState>(store.meta(NOTICES_STATE));
    const before = {...(at === undefined ? {} : {at}), ...(wholeAt === undefined ? {} : {wholeAt})};
    const kept = JSON.stringify({...before, ...change});
    // A time that is shown nowhere but here is no change that screens must be drawn anew for.
    const isSilent =
      change.trouble === undefined &&
      parseKeptState<NoticesState>(store.meta(NOTICES_STATE)).trouble === undefined;
    if (isSilent) store.changeMeta(NOTICES_STATE, () => ({kept, result: undefined}));
    else store.setMeta(NOTICES_STATE, kept);
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

/** The same with what to do about it. */
function explained(error: unknown): unknown {
  const hint = whyOff(error);
  if (hint === undefined || !(error instanceof ApiError)) return error;
  const {kind, message, status, operation, correlationId, code} = error;
  return new ApiError(kind, message, {
    ...present({status, operation, correlationId, code}),
    sent: true,
    hint: `${hint.slice(0, 1).toUpperCase()}${hint.slice(1)}`,
  });
}

/** Why it makes no sense to ask again soon; undefined where it does. */
function whyOff(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 403)
    return 'this account may not read them. It needs the permission "IBX Services Notifications", which your administrator gives in the portal.';
  if ([404, 405, 410, 501].includes(error.status ?? 0))
    return 'the service has none where casedeck looks. Look at the path of searchNotices in [api.paths], or set notices.source to "off".';
  return undefined;
}
