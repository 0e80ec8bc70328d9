import type {TicketChange} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import type {Timers} from '../api/timers.ts';

/** Kinds of change that can be announced; `action`: a ticket began to wait for us. */
export type ChangeKind = 'note' | 'email' | 'file' | 'status' | 'action';

/** What is announced: our own words, ids and counts; nothing that somebody else wrote. */
export type Announcement = {
  readonly words: string;
  readonly tickets: readonly {readonly id: string; readonly kinds: readonly ChangeKind[]}[];
};

export type NotifierDeps = {
  readonly store: Pick<Store, 'row'>;
  readonly clock: {readonly now: () => number};
  readonly timers: Timers;
  /** The kinds that the user wants to hear of. */
  readonly on: readonly ChangeKind[];
  readonly announce: (announcement: Announcement) => void;
};

const LEAST_PAUSE_MS = 60_000;

export type Notifier = {
  readonly changed: (changes: readonly TicketChange[]) => void;
  readonly stop: () => void;
};

/** Announces changes at once, but never more than once a minute: what comes in between waits and is announced together. */
export function createNotifier(deps: NotifierDeps): Notifier {
  const waiting = new Map<string, Set<ChangeKind>>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: unknown;
  const announce = () => {
    timer = undefined;
    lastAt = deps.clock.now();
    const tickets = [...waiting].map(([id, kinds]) => ({id, kinds: [...kinds]}));
    waiting.clear();
    deps.announce({words: wordsOf(tickets), tickets});
  };
  return {
    changed(changes) {
      for (const change of changes) {
        const kinds = kindsOf(change, deps).filter((kind) => deps.on.includes(kind));
        if (kinds.length > 0) waiting.set(change.id, new Set([...(waiting.get(change.id) ?? []), ...kinds]));
      }
      if (waiting.size === 0 || timer !== undefined) return;
      // A clock that was set back must not silence us for longer than a pause.
      const since = Math.max(0, deps.clock.now() - lastAt);
      if (since >= LEAST_PAUSE_MS) announce();
      else timer = deps.timers.setTimeout(announce, LEAST_PAUSE_MS - since);
    },
    stop() {
      deps.timers.clearTimeout(timer);
      waiting.clear();
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

function wordsOf(tickets: Announcement['tickets']): string {
  const named = tickets.slice(0, MOST_NAMED).map(({id, kinds}) => {
    // That it is our turn says more than that the status changed.
    const told = kinds.includes('action') ? kinds.filter((kind) => kind !== 'status') : kinds;
    return `${id} (${told.map((kind) => WORDS[kind]).join(', ')})`;
  });
  const more = tickets.length - named.length;
  return `New: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
