import {changedContent} from '../domain/draft-content.ts';
import {isStoreError, type AppError} from '../errors.ts';
import type {Draft, DraftChange, DraftKey, OutboxItem} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import type {Timers} from '../api/timers.ts';
import type {WriteAudit} from './contracts.ts';

/** Whether what is written here is kept. */
export type Keeping = {
  /** Why the last write failed, until one succeeds. */
  readonly trouble: () => AppError | undefined;
  /** What happened to the database, in words: damaged and set aside, or another file at its path. */
  readonly notice: () => string | undefined;
  /** Called after each change of `trouble` or `notice`; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Texts whose last save failed: they are in this process alone. */
  readonly unsaved: () => readonly Draft[];
};

/** Where the store says what happened to its database, while opening and later. */
export type StoreNotices = {
  readonly latest: () => string | undefined;
  readonly subscribe: (listener: () => void) => () => void;
};

const NO_NOTICES: StoreNotices = {latest: () => undefined, subscribe: () => () => undefined};

export type GuardedStore = Keeping & {
  readonly store: Store;
  /** The same for the audit log: its error is shown but not thrown, because the write has already happened. */
  readonly audit: (append: (entry: WriteAudit) => void) => (entry: WriteAudit) => void;
};

const RETRY_MS = 2000;

/**
 * Keeps a console running when the disk is full or was removed: marking things as seen may fail; a text that could not
 * be saved is remembered and saved as soon as the disk works again.
 */
export function guardStore(store: Store, timers: Timers, notices = NO_NOTICES): GuardedStore {
  const guard = new Guard(store, timers);
  notices.subscribe(() => guard.tell());
  return {
    store: {
      ...store,
      draft: (ticketId, kind) => guard.unsaved.get(nameOf({ticketId, kind})) ?? store.draft(ticketId, kind),
      saveDraft: (draft, inSteps) => guard.saveDraft(draft, inSteps),
      enqueue: (item, at) => guard.enqueue(item, at),
      markSeen: (ticketId, keys, at) => guard.mayFail(() => store.markSeen(ticketId, keys, at)),
      markUnseen: (ticketId, keys) => guard.mayFail(() => store.markUnseen(ticketId, keys)),
      setMeta: (name, value, ticketId) => guard.mayFail(() => store.setMeta(name, value, ticketId)),
      markNoticesSeen: (ids, at) => guard.mayFail(() => store.markNoticesSeen(ids, at)),
      forgetOrders: () => guard.mayFail(() => store.forgetOrders()),
      setUser: (userName) => guard.mayFail(() => store.setUser(userName)),
      close: () => {
        guard.stop();
        store.close();
      },
    },
    trouble: () => guard.trouble,
    notice: () => notices.latest(),
    subscribe: (listener) => guard.subscribe(listener),
    unsaved: () => [...guard.unsaved.values()],
    audit: (append) => (entry) => guard.audit(() => append(entry)),
  };
}

class Guard {
  readonly unsaved = new Map<string, Draft>();
  readonly #store: Store;
  readonly #timers: Timers;
  readonly #listeners = new Set<() => void>();
  #storeTrouble: AppError | undefined;
  #auditTrouble: AppError | undefined;
  #timer: unknown;

  constructor(store: Store, timers: Timers) {
    this.#store = store;
    this.#timers = timers;
  }

  get trouble(): AppError | undefined {
    return this.#storeTrouble ?? this.#auditTrouble;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  saveDraft(change: DraftChange, inSteps = false): boolean {
    const name = nameOf(change);
    const {ticketId, kind, updatedAt = 0} = change;
    const unsaved = this.unsaved.get(name);
    const wholeOf = (before: Draft | undefined) => ({
      ticketId,
      kind,
      ...changedContent(before, change),
      updatedAt,
    });
    try {
      if (unsaved === undefined) return this.#watch(() => this.#store.saveDraft(change, inSteps));
      this.#watch(() => this.#store.saveDraft(wholeOf(unsaved)));
      this.unsaved.delete(name);
      return true;
    } catch (error) {
      this.unsaved.set(name, wholeOf(unsaved ?? this.#known(change)));
      throw error;
    }
  }

  /** What the disk has of it; undefined also where the disk cannot say. */
  #known({ticketId, kind}: DraftKey): Draft | undefined {
    try {
      return this.#store.draft(ticketId, kind);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      return undefined;
    }
  }

  /** Queueing deletes the draft, also one that is not saved yet. */
  enqueue(item: Parameters<Store['enqueue']>[0], at: number): OutboxItem {
    const queued = this.#watch(() => this.#store.enqueue(item, at));
    this.unsaved.delete(nameOf(item));
    return queued;
  }

  mayFail(action: () => void): void {
    try {
      this.#watch(action);
    } catch (error) {
      if (!isStoreError(error)) throw error;
    }
  }

  audit(append: () => void): void {
    try {
      append();
      this.#change(() => (this.#auditTrouble = undefined));
    } catch (error) {
      if (!isStoreError(error)) throw error;
      this.#change(() => (this.#auditTrouble = error));
    }
  }

  /** Runs a write; what it throws is shown until a write succeeds. */
  #watch<T>(action: () => T): T {
    try {
      const result = action();
      this.#change(() => (this.#storeTrouble = undefined));
      return result;
    } catch (error) {
      if (isStoreError(error)) {
        this.#change(() => (this.#storeTrouble = error));
        this.#timer ??= this.#timers.setTimeout(() => this.#retry(), RETRY_MS);
      }
      throw error;
    }
  }

  #change(set: () => void): void {
    const before = this.trouble?.message;
    set();
    if (before !== this.trouble?.message) this.tell();
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #retry(): void {
    this.#timer = undefined;
    this.mayFail(() => {
      for (const draft of this.unsaved.values()) this.saveDraft(draft);
      this.#store.setMeta('written', 'yes');
    });
  }
}

function nameOf({kind, ticketId}: DraftKey): string {
  return `${kind} ${ticketId}`;
}
