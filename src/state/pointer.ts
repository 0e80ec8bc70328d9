import {windowTop} from './list/list-window.ts';
import {stayingPlace, type Standing} from './list/standing.ts';
import {createState, type State} from './state.ts';

/** A list as it is shown: the entry under the cursor stays where the user saw it. */
export type Pointed = {
  /** In their order; an entry that left the list is still in its place. */
  readonly keys: readonly string[];
  /** The entry under the cursor, and the first one on screen; both count from 0. */
  readonly index: number;
  readonly top: number;
  /** The entry under the cursor has left the list, and stays in its place until the cursor moves. */
  readonly isGone: boolean;
};

/** The cursor of a list that is fully in memory: it belongs to an entry by its key, and only keys move it. */
export type Pointer = {
  /** Grows with every move. */
  readonly moves: State<number>;
  /** How the list is shown now; `keys` are the names of its entries, `height` how many have room. */
  readonly show: (keys: readonly string[], height: number) => Pointed;
  /** Told after each frame what it showed; keys move within that. */
  readonly shown: (pointed: Pointed) => void;
  readonly move: (delta: number) => void;
  readonly moveTo: (index: number) => void;
  readonly choose: (key: string) => void;
  /** Back to the first entry, whichever that will be. */
  readonly reset: () => void;
  /** The entry under the cursor, also between two frames. */
  readonly key: () => string | undefined;
};

const NOTHING: Pointed = {keys: [], index: 0, top: 0, isGone: false};

/** A cursor on the first entry, or the one of that name. */
export function createPointer(initial?: string): Pointer {
  const moves = createState(0);
  let key = initial;
  let frame = NOTHING;
  // A key has moved the cursor since the last frame: then the window goes with it.
  let isMoved = true;
  const put = (next: string | undefined) => {
    if (next === key) return;
    key = next;
    isMoved = true;
    moves.set((count) => count + 1);
  };
  const placeOf = () => Math.max(0, key === undefined ? 0 : frame.keys.indexOf(key));
  const moveTo = (index: number) => {
    const last = Math.max(0, frame.keys.length - 1);
    put(frame.keys[Math.min(Math.max(0, index), last)] ?? key);
  };
  const topOf = (index: number, count: number, height: number) => {
    if (isMoved) return windowTop({top: frame.top, index, count, height});
    return Math.max(0, index - (frame.index - frame.top));
  };
  return {
    moves,
    show(keys, height) {
      const own = key === undefined ? 0 : keys.indexOf(key);
      if (key === undefined || (own === -1 && !frame.keys.includes(key))) {
        const index = Math.min(Math.max(0, own), Math.max(0, keys.length - 1));
        return {keys, index, top: topOf(index, keys.length, height), isGone: false};
      }
      const others = keys.filter((other) => other !== key);
      const index = stayingPlace(standingIn(frame.keys, key, own), {
        count: others.length,
        own: own === -1 ? undefined : own,
        placeOf: (other) => known(others.indexOf(other)),
      });
      const shown = own === index ? keys : others.toSpliced(index, 0, key);
      return {keys: shown, index, top: topOf(index, shown.length, height), isGone: own === -1};
    },
    shown(pointed) {
      frame = pointed;
      isMoved = false;
      // From the first frame on the cursor belongs to what the frame showed under it.
      key = pointed.keys[pointed.index] ?? key;
    },
    move: (delta) => moveTo(placeOf() + delta),
    moveTo,
    choose: put,
    reset() {
      frame = NOTHING;
      put(undefined);
    },
    key: () => key,
  };
}

function standingIn(keys: readonly string[], key: string, own: number): Standing {
  const at = keys.indexOf(key);
  if (at === -1) return {index: Math.max(0, own), above: undefined, below: undefined};
  return {index: at, above: keys[at - 1], below: keys[at + 1]};
}

function known(index: number): number | undefined {
  return index === -1 ? undefined : index;
}
