import type {DraftChange, DraftContent, Millis} from '../domain/records.ts';
import {AppError} from '../errors.ts';
import type {Services} from './services.ts';
import {createState, type State} from './state.ts';

/** On a slow disk, such as a network disk, saving takes at most a third of the time; a save waits at most this long. */
const PAUSE_FACTOR = 2;
const LONGEST_PAUSE_MS = 100;
/** The time of the last save is shown; showing every save would draw each frame twice. */
const SHOWN_EVERY_MS = 1000;
/** Where saving failed (a full disk, say), it is tried again this often. */
const RETRY_MS = 1000;

/**
 * Saves one draft while it is written: its text, files and fields, each only if it changed; a text of megabytes in
 * steps, with keys in between.
 */
export type DraftSaver = {
  /** When the draft was last saved; undefined while nothing was typed. */
  readonly savedAt: State<Millis | undefined>;
  /** Why the draft is not saved, while it is not. */
  readonly unsaved: State<AppError | undefined>;
  /** Something was typed or chosen: saves at once, or on a slow disk a little later. */
  readonly changed: () => void;
  /** Saves now. */
  readonly flush: () => void;
  /** The present content needs no saving: it was read from the store, or has become something else. */
  readonly settle: (savedAt?: Millis) => void;
  /** Saves for the last time; what cannot be saved the store's guard remembers. */
  readonly close: () => void;
};

export function createDraftSaver(
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  which: Pick<DraftChange, 'ticketId' | 'kind'>,
  content: () => Partial<DraftContent>,
): DraftSaver {
  const savedAt = createState<Millis | undefined>(undefined);
  const unsaved = createState<AppError | undefined>(undefined);
  let saved = content();
  let timer: NodeJS.Timeout | undefined;
  let restsUntil = 0;
  let isClosed = false;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const save = (inSteps: boolean) => {
    cancel();
    const now = content();
    const change = differences(saved, now);
    if (change === undefined) return;
    const updatedAt = clock.now();
    const began = performance.now();
    try {
      const isWhole = store.saveDraft({...which, ...change, updatedAt}, inSteps);
      if (isWhole) saved = now;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unsaved.set(error);
      if (!isClosed) timer = setTimeout(step, RETRY_MS);
      return;
    }
    restsUntil = performance.now() + pauseAfter(performance.now() - began);
    unsaved.set(undefined);
    // Keys must not wait longer; until all of it is saved, nobody is told that it is.
    if (saved !== now) timer = setTimeout(step, 0);
    if (saved !== now) savedAt.set(undefined);
    else if (Math.abs(updatedAt - (savedAt.get() ?? 0)) >= SHOWN_EVERY_MS) savedAt.set(updatedAt);
  };
  const step = () => save(true);
  const flush = () => save(false);
  return {
    savedAt,
    unsaved,
    flush,
    changed() {
      // Saved before the frame that shows the key: on a busy machine a later save would come too late.
      const wait = restsUntil - performance.now();
      if (wait <= 0 && unsaved.get() === undefined) step();
      else timer ??= setTimeout(step, unsaved.get() === undefined ? wait : RETRY_MS);
    },
    settle(at) {
      cancel();
      saved = content();
      savedAt.set(at);
      unsaved.set(undefined);
    },
    close() {
      isClosed = true;
      flush();
    },
  };
}

function pauseAfter(savingMs: number): Millis {
  return Math.min(LONGEST_PAUSE_MS, savingMs * PAUSE_FACTOR);
}

/** The parts that changed; undefined if none did. */
function differences(
  before: Partial<DraftContent>,
  now: Partial<DraftContent>,
): Partial<DraftContent> | undefined {
  const changed = Object.entries(now).filter(([name, value]) => {
    const known = before[name as keyof DraftContent];
    if (value === known) return false;
    return typeof value === 'string' || JSON.stringify(value) !== JSON.stringify(known);
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
