import type {Clock} from '../domain/clock.ts';

/** How long what was done can be taken back. */
const UNDO_MS = 60_000;
/** More steps nobody remembers. */
const MOST = 20;

export type UndoState = {
  /** Remembers how to take the last thing back; `done` says what then has been done. */
  readonly offer: (undo: () => void, done: string) => void;
  /** Takes the last thing back and says so; undefined: there is nothing, or it is too long ago. Throws what taking back throws. */
  readonly undo: () => string | undefined;
};

/** What can be taken back, the last thing first, each for a minute. */
export function createUndo(clock: Clock): UndoState {
  const offers: {undo: () => void; done: string; until: number}[] = [];
  return {
    offer(undo, done) {
      offers.push({undo, done, until: clock.now() + UNDO_MS});
      offers.splice(0, offers.length - MOST);
    },
    undo() {
      const offered = offers.pop();
      if (offered === undefined || clock.now() > offered.until) return undefined;
      offered.undo();
      return offered.done;
    },
  };
}
