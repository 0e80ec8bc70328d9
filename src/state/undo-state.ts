import type {Clock} from '../domain/clock.ts';
import {createState} from './state.ts';

/** How long what was done can be taken back. */
const UNDO_MS = 60_000;

export type UndoState = {
  /** Remembers how to take the last thing back; `done` says what then has been done. */
  readonly offer: (undo: () => void, done: string) => void;
  /** Takes it back and says so; undefined: there is nothing, or it is too long ago. */
  readonly undo: () => string | undefined;
};

/** The last thing that can be taken back, for a minute. */
export function createUndo(clock: Clock): UndoState {
  const last = createState<{undo: () => void; done: string; until: number} | undefined>(undefined);
  return {
    offer: (undo, done) => last.set({undo, done, until: clock.now() + UNDO_MS}),
    undo() {
      const offered = last.get();
      last.set(undefined);
      if (offered === undefined || clock.now() > offered.until) return undefined;
      offered.undo();
      return offered.done;
    },
  };
}
