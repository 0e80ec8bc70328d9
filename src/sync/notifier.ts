import {leftText} from '../domain/orders/negotiation-text.ts';
import {noticeName, noticePlace} from '../domain/notices/notice-text.ts';
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
/** The same, and that a question runs out soon. */
export type ToldKind = ChangeKind | 'deadline';

/** What the user may want to hear of: changes in tickets, and notices of the sites. */
export type NewsKind = ChangeKind | 'notice';

/** What is announced: only our own texts, ids and counts, nothing that somebody else wrote. */
export type Announcement = {
  readonly words: string;
  readonly tickets: readonly ToldTicket[];
  /** Absent where there are none. */
  readonly notices?: readonly NoticeFacts[];
};

export type ToldTicket = {
  readonly id: string;
  readonly kinds: readonly ToldKind[];
  /** Until when it is to be answered, as ISO 8601, where that is told. */
  readonly respondBy?: string;
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
  /** How long alerts are off from this moment, in milliseconds; 0: they are on. */
  readonly quietMs?: (now: number) => number;
  readonly announce: (announcement: Announcement) => void;
};

const LEAST_PAUSE_MS = 60_000;

export type Notifier = {
  readonly changed: (changes: readonly TicketChange[]) => void;
  /** Tickets with a question that runs out soon. */
  readonly runningOut: (tickets: readonly {readonly id: string}[]) => void;
  /** What is over already is not announced, except the end of an incident. */
  readonly noticed: (notices: readonly StoredNotice[]) => void;
  readonly stop: () => void;
};

/**
 * Announces changes at once, but at most once a minute and never in quiet hours: other changes wait and are announced
 * together.
 */
export function createNotifier(deps: NotifierDeps): Notifier {
  const waiting = new Map<string, Set<ToldKind>>();
  const notices = new Map<string, StoredNotice>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: unknown;
  const quietMs = () => deps.quietMs?.(deps.clock.now()) ?? 0;
  const announce = () => {
    timer = undefined;
    // Quiet hours may have begun since.
    if (quietMs() > 0) return later(quietMs());
    const tickets = [...waiting].flatMap(([id, kinds]) => toldTicket(deps, id, kinds) ?? []);
    const told = [...notices.values()];
    waiting.clear();
    notices.clear();
    if (tickets.length + told.length === 0) return;
    lastAt = deps.clock.now();
    const facts = told.map(({notice}) => factsOf(notice));
    const words = messageOf(tickets, told, lastAt);
    deps.announce({words, tickets, ...(facts.length === 0 ? {} : {notices: facts})});
  };
  const begin = () => {
    if (waiting.size + notices.size === 0 || timer !== undefined) return;
    // If the clock was set back, alerts must not stop for longer than one pause.
    const since = Math.max(0, deps.clock.now() - lastAt);
    if (since >= LEAST_PAUSE_MS) announce();
    else later(LEAST_PAUSE_MS - since);
  };
  const later = (ms: number) => {
    timer = deps.timers.setTimeout(announce, ms);
  };
  const add = (id: string, kinds: readonly ToldKind[]) => {
    if (kinds.length > 0) waiting.set(id, new Set([...(waiting.get(id) ?? []), ...kinds]));
  };
  return {
    runningOut(soon) {
      soon.forEach(({id}) => add(id, ['deadline']));
      begin();
    },
    noticed(news) {
      if (!deps.on.includes('notice')) return;
      for (const stored of news) {
        const isOver = phaseOf(stored, deps.clock.now()) === 'past';
        if (!isOver || sortOf(stored.notice) === 'incident') notices.set(stored.notice.id, stored);
      }
      begin();
    },
    changed(changes) {
      const isWatched = new Set(deps.on.includes('watched') ? deps.store.tracked() : []);
      for (const change of changes) {
        const all = kindsOf(change, deps);
        add(change.id, isWatched.has(change.id) ? all : all.filter((kind) => deps.on.includes(kind)));
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
const WORDS: Readonly<Record<ToldKind, string>> = {
  deadline: 'to be answered',
  action: 'your turn',
  note: 'note',
  email: 'e-mail',
  file: 'file',
  status: 'status',
};
const MOST_NAMED = 3;

/** Undefined if nothing of it is news any more: the question was answered while the alert had to wait. */
function toldTicket({store}: NotifierDeps, id: string, all: ReadonlySet<ToldKind>): ToldTicket | undefined {
  const at = all.has('deadline') ? store.row(id)?.respondBy : undefined;
  const kinds = [...all].filter((kind) => kind !== 'deadline' || at !== undefined);
  if (kinds.length === 0) return undefined;
  return {id, kinds, ...(at === undefined ? {} : {respondBy: new Date(at).toISOString()})};
}

function messageOf(tickets: readonly ToldTicket[], notices: readonly StoredNotice[], now: number): string {
  const all = [
    // An incident is the first thing to know.
    ...notices.map(
      (stored) => `${noticeName(stored.notice)} at ${noticePlace(stored)}${endText(stored.notice)}`,
    ),
    ...tickets.map(({id, kinds, respondBy}) => {
      // That it is our turn says more than that the status changed.
      const told = kinds.includes('action') ? kinds.filter((kind) => kind !== 'status') : kinds;
      const until = respondBy === undefined ? '' : ` ${leftText(Date.parse(respondBy), now)}`;
      return `${id} (${told.map((kind) => (kind === 'deadline' ? WORDS[kind] + until : WORDS[kind])).join(', ')})`;
    }),
  ];
  const named = all.slice(0, MOST_NAMED);
  const more = all.length - named.length;
  return `New: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function endText(notice: SiteNotice): string {
  return isEnded(notice) ? ' (over)' : '';
}

function factsOf(notice: SiteNotice): NoticeFacts {
  const {id, status, ibxs} = notice;
  return {id, sort: sortOf(notice), ...(status === undefined ? {} : {status}), ibxs};
}
