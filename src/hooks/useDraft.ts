import {useEffect, useMemo} from 'react';
import type {DraftKind} from '../domain/records.ts';
import {createDraftFiles, type DraftFiles} from '../state/draft-files.ts';
import {createDraftSaver, type DraftSaver} from '../state/draft-saver.ts';
import type {Services} from '../state/services.ts';
import {createState, type State} from '../state/state.ts';
import {createTextBuffer, type TextBuffer, wholeTextOf} from '../text/edit/text-buffer.ts';
import {LIMITS} from '../domain/limits.ts';
import {useServices} from './useServices.tsx';
import {useValue} from './useValue.ts';

export type EditedDraft = Pick<DraftSaver, 'savedAt' | 'unsaved' | 'flush'> & {
  readonly buffer: State<TextBuffer>;
  readonly files: DraftFiles;
  /** Stops saving: the text has become something else. */
  readonly forget: () => void;
};

/** What is being written to a ticket, saved as it is typed and when the screen goes away, for whatever reason. */
export function useDraft(ticketId: string, kind: DraftKind): EditedDraft {
  const services = useServices();
  const draft = useMemo(() => editDraft(services, ticketId, kind), [services, ticketId, kind]);
  useEffect(() => draft.close, [draft]);
  useValue(draft.buffer);
  useValue(draft.files);
  useValue(draft.savedAt);
  useValue(draft.unsaved);
  return draft;
}

/** The same outside of React. */
function editDraft(
  services: Pick<Services, 'clock' | 'files' | 'store'>,
  ticketId: string,
  kind: DraftKind,
): EditedDraft & {readonly close: () => void} {
  const known = services.store.draft(ticketId, kind);
  const buffer = createState(createTextBuffer(known?.text ?? '', LIMITS.noteText.max));
  const files = createDraftFiles(services, {ticketId, kind}, known);
  const whole = wholeOf(buffer);
  const saver = createDraftSaver(services, {ticketId, kind}, () => ({text: whole(), ...files.content()}));
  saver.settle(known?.updatedAt);
  const stops = [buffer, files].map((state) => state.subscribe(saver.changed));
  return {
    buffer,
    files,
    savedAt: saver.savedAt,
    unsaved: saver.unsaved,
    flush: saver.flush,
    close: saver.close,
    forget() {
      for (const stop of stops) stop();
      saver.settle();
    },
  };
}

/** The text, put together once: a copy of megabytes takes as long as writing a part of them. */
function wholeOf(buffer: Pick<State<TextBuffer>, 'get'>): () => string {
  let [known, text]: [TextBuffer | undefined, string] = [undefined, ''];
  return () => {
    const now = buffer.get();
    if (now.lines !== known?.lines || now.rest !== known.rest) text = wholeTextOf(now);
    known = now;
    return text;
  };
}
