import {noticeName, noticeSites} from '../domain/notices/notice-words.ts';
import {
  isEnded,
  phaseOf,
  sortOf,
  type NoticeSort,
  type SiteNotice,
  type StoredNotice,
} from '../domain/notices/site-notice.ts';
import type {TicketChange} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import type {Timers} from '../api/timers.ts';

/** Kinds of change that can be announced; `action`: a ticket began to wait for us. */
export type ChangeKind = 'note' | 'email' | 'file' | 'status' | 'action';

/** What the user may want to hear of: changes in tickets, and notices of the sites. */
export type NewsKind = ChangeKind | 'notice';

/** What is announced: our own words, ids and counts; nothing that somebody else wrote. */
export type Announcement = {
  readonly words: string;
  readonly tickets: readonly {readonly id: string; readonly kinds: readonly ChangeKind[]}[];
  /** Absent where there are none. */
  readonly notices?: readonly NoticeFacts[];
};

/** Of a notice, without its text. */
type NoticeFacts = {
  readonly id: string;
  readonly sort: NoticeSort;
  readonly status?: string;
  readonly ibxs: readonly string[];
};

export type NotifierDeps = {
  readonly store: Pick<Store, 'row' | 'tracked'>;
  readonly clock: {readonly now: () => number};
  readonly timers: Timers;
  /** The kinds that the user wants to hear of; `watched`: everything of a ticket that is followed by number. */
  readonly on: readonly (NewsKind | 'watched')[];
  /** How long nobody is to be alerted from this moment on, in milliseconds; 0: they are. */
  readonly quietMs?: (now: number) => number;
  readonly announce: (announcement: Announcement) => void;
};

const LEAST_PAUSE_MS = 60_000;

export type Notifier = {
  readonly changed: (changes: readonly TicketChange[]) => void;
  /** What is over already, but for the end of an incident, is nobody's news. */
  readonly noticed: (notices: readonly StoredNotice[]) => void;
  readonly stop: () => void;
};

/**
 * Announces changes at once, but never more than once a minute and never in quiet hours: what comes in between waits and
 * is announced together.
 */
export function createNotifier(deps: NotifierDeps): Notifier {
  const waiting = new Map<string, Set<ChangeKind>>();
  const notices = new Map<string, StoredNotice>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: unknown;
  const quietMs = () => deps.quietMs?.(deps.clock.now()) ?? 0;
  const announce = () => {
    timer = undefined;
    // Quiet hours may have begun since.
    if (quietMs() > 0) return later(quietMs());
    lastAt = deps.clock.now();
    const tickets = [...waiting].map(([id, kinds]) => ({id, kinds: [...kinds]}));
    const told = [...notices.values()].map(({notice}) => notice);
    waiting.clear();
    notices.clear();
    deps.announce({
      words: wordsOf(tickets, told),
      tickets,
      ...(told.length === 0 ? {} : {notices: told.map(factsOf)}),
    });
  };
  const begin = () => {
    if (waiting.size + notices.size === 0 || timer !== undefined) return;
    // A clock that was set back must not silence us for longer than a pause.
    const since = Math.max(0, deps.clock.now() - lastAt);
    if (since >= LEAST_PAUSE_MS) announce();
    else later(LEAST_PAUSE_MS - since);
  };
  const later = (ms: number) => {
    timer = deps.timers.setTimeout(announce, ms);
  };
  const watched = () => new Set(deps.on.includes('watched') ? deps.store.tracked() : []);
  return {
    noticed(news) {
      if (!deps.on.includes('notice')) return;
      for (const stored of news) {
        const isOver = phaseOf(stored, deps.clock.now()) === 'past';
        if (!isOver || sortOf(stored.notice) === 'incident') notices.set(stored.notice.id, stored);
      }
      begin();
    },
    changed(changes) {
      const isWatched = watched();
      for (const change of changes) {
        const all = kindsOf(change, deps);
        const kinds = isWatched.has(change.id) ? all : all.filter((kind) => deps.on.includes(kind));
        if (kinds.length > 0) waiting.set(change.id, new Set([...(waiting.get(change.id) ?? []), ...kinds]));
      }
      begin();
    },
    stop() {
      deps.timers.clearTimeout(timer);
      waiting.clear();
      notices.clear();
    },
  };
}

function kindsOf({id, items}: TicketChange, {store}: NotifierDeps): readonly ChangeKind[] {
  const kinds = new Set<ChangeKind>();
  for (const item of items) {
    const kind = KINDS[item.slice(0, item.indexOf(':'))];
    if (kind !== undefined) kinds.add(kind);
  }
  if (kinds.has('status') && store.row(id)?.status === 'ACTION_REQUIRED') kinds.add('action');
  return [...kinds];
}

const KINDS: Readonly<Record<string, ChangeKind>> = {
  note: 'note',
  email: 'email',
  file: 'file',
  status: 'status',
};
const WORDS: Readonly<Record<ChangeKind, string>> = {
  action: 'your turn',
  note: 'note',
  email: 'e-mail',
  file: 'file',
  status: 'status',
};
const MOST_NAMED = 3;

function wordsOf(tickets: Announcement['tickets'], notices: readonly SiteNotice[]): string {
  const all = [
    // An incident is the first thing to know.
    ...notices.map((notice) => `${noticeName(notice)} at ${noticeSites(notice)}${endWords(notice)}`),
    ...tickets.map(({id, kinds}) => {
      // That it is our turn says more than that the status changed.
      const told = kinds.includes('action') ? kinds.filter((kind) => kind !== 'status') : kinds;
      return `${id} (${told.map((kind) => WORDS[kind]).join(', ')})`;
    }),
  ];
  const named = all.slice(0, MOST_NAMED);
  const more = all.length - named.length;
  return `New: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function endWords(notice: SiteNotice): string {
  return isEnded(notice) ? ' (over)' : '';
}

function factsOf(notice: SiteNotice): NoticeFacts {
  const {id, status, ibxs} = notice;
  return {id, sort: sortOf(notice), ...(status === undefined ? {} : {status}), ibxs};
}
