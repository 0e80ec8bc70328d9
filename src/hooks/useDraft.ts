import {useEffect, useMemo} from 'react';
import {AppError} from '../errors.ts';
import type {Services} from '../state/services.ts';
import type {DraftKind} from '../domain/records.ts';
import {createTextBuffer, textOf, type TextBuffer} from '../text/edit/text-buffer.ts';
import {useServices} from './useServices.tsx';
import {createState, type State} from '../state/state.ts';
import {useValue} from './useValue.ts';

/** Where saving is slow, as on a network disk, it takes no more than a third of the time; a save waits this long at most. */
const PAUSE_FACTOR = 2;
const LONGEST_PAUSE_MS = 100;
/** The time of saving is shown; showing each one would draw every frame twice. */
const SHOWN_EVERY_MS = 1000;
/** Where saving failed (a full disk, say), it is tried again this often. */
const RETRY_MS = 1000;

export type EditedDraft = {
  readonly buffer: State<TextBuffer>;
  /** When the text was last saved; undefined while nothing was typed. */
  readonly savedAt: State<number | undefined>;
  /** Why the text is not saved, while it is not. */
  readonly unsaved: State<AppError | undefined>;
  /** Saves now. */
  readonly flush: () => void;
  /** Stops saving: the text has become something else. */
  readonly forget: () => void;
};

/** The text being written to a ticket, saved as it is typed and when the screen goes away, for whatever reason. */
export function useDraft(ticketId: string, kind: DraftKind): EditedDraft {
  const services = useServices();
  const draft = useMemo(() => editDraft(services, ticketId, kind), [services, ticketId, kind]);
  useEffect(() => draft.close, [draft]);
  useValue(draft.buffer);
  useValue(draft.savedAt);
  useValue(draft.unsaved);
  return draft;
}

/** The same outside of React. `close` saves for the last time; what it cannot save the store's guard remembers. */
function editDraft(
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  ticketId: string,
  kind: DraftKind,
): EditedDraft & {readonly close: () => void} {
  const known = store.draft(ticketId, kind);
  const buffer = createState(createTextBuffer(known?.text ?? ''));
  const savedAt = createState(known?.updatedAt);
  const unsaved = createState<AppError | undefined>(undefined);
  let saved = known?.text ?? '';
  let timer: NodeJS.Timeout | undefined;
  let restsUntil = 0;
  let isClosed = false;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const flush = () => {
    cancel();
    const text = textOf(buffer.get());
    if (text === saved) return;
    const updatedAt = clock.now();
    const began = performance.now();
    try {
      // Files are chosen and uploaded while the text is being written.
      const extra = store.draft(ticketId, kind)?.extra;
      store.saveDraft({ticketId, kind, text, extra, updatedAt});
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unsaved.set(error);
      if (!isClosed) timer = setTimeout(flush, RETRY_MS);
      return;
    }
    const ended = performance.now();
    restsUntil = ended + Math.min(LONGEST_PAUSE_MS, (ended - began) * PAUSE_FACTOR);
    saved = text;
    unsaved.set(undefined);
    if (Math.abs(updatedAt - (savedAt.get() ?? 0)) >= SHOWN_EVERY_MS) savedAt.set(updatedAt);
  };
  // Before the frame that shows the key: whatever comes later comes too late where the machine has too much to do.
  const stop = buffer.subscribe(() => {
    const wait = restsUntil - performance.now();
    if (wait <= 0 && unsaved.get() === undefined) flush();
    else timer ??= setTimeout(flush, unsaved.get() === undefined ? wait : RETRY_MS);
  });
  return {
    buffer,
    savedAt,
    unsaved,
    flush,
    forget() {
      stop();
      cancel();
      saved = textOf(buffer.get());
    },
    close() {
      isClosed = true;
      flush();
    },
  };
}
