import {useEffect, useMemo} from 'react';
import type {Services} from '../services.ts';
import type {DraftKind} from '../store/types.ts';
import {createTextBuffer, textOf, type TextBuffer} from '../text/text-buffer.ts';
import {useServices} from './services.tsx';
import {createState, useValue, type State} from './state.ts';

/** Typing is saved this long after the last key, so that a lost connection costs less than a word. */
const SAVE_AFTER_MS = 200;

export type EditedDraft = {
  readonly buffer: State<TextBuffer>;
  /** When the text was last saved; undefined while nothing was typed. */
  readonly savedAt: State<number | undefined>;
  /** Saves now. */
  readonly flush: () => void;
  /** Stops saving: the text has become something else. */
  readonly forget: () => void;
};

/** The text being written to a ticket, saved as it is typed and when the screen goes away, for whatever reason. */
export function useDraft(ticketId: string, kind: DraftKind): EditedDraft {
  const services = useServices();
  const draft = useMemo(() => editDraft(services, ticketId, kind), [services, ticketId, kind]);
  useEffect(() => draft.flush, [draft]);
  useValue(draft.buffer);
  useValue(draft.savedAt);
  return draft;
}

function editDraft({store, clock}: Services, ticketId: string, kind: DraftKind): EditedDraft {
  const known = store.draft(ticketId, kind);
  const buffer = createState(createTextBuffer(known?.text ?? ''));
  const savedAt = createState(known?.updatedAt);
  let saved = known?.text ?? '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const text = textOf(buffer.get());
    if (text === saved) return;
    const updatedAt = clock.now();
    store.saveDraft({ticketId, kind, text, extra: known?.extra, updatedAt});
    saved = text;
    savedAt.set(updatedAt);
  };
  const stop = buffer.subscribe(() => {
    timer ??= setTimeout(flush, SAVE_AFTER_MS);
  });
  return {
    buffer,
    savedAt,
    flush,
    forget() {
      stop();
      clearTimeout(timer);
      saved = textOf(buffer.get());
    },
  };
}
