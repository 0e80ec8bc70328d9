import {useLayoutEffect, useMemo} from 'react';
import type {Pointed, Pointer} from '../state/pointer.ts';
import {createState} from '../state/state.ts';
import {useValue} from './useValue.ts';

export type PointedList<T> = Omit<Pointed, 'keys'> & {
  readonly entries: readonly T[];
  /** The entry under the cursor, also where a key has moved it since the last frame. */
  readonly pointed: () => T | undefined;
};

export type PointedEntries<T> = {
  readonly entries: readonly T[];
  /** A name that stays the same while the entry lives. */
  readonly keyOf: (entry: T) => string;
  /** How many have room on screen. */
  readonly height: number;
};

/** A list with a cursor that stays on its entry, whatever the list becomes. */
export function usePointer<T>(pointer: Pointer, {entries, keyOf, height}: PointedEntries<T>): PointedList<T> {
  useValue(pointer.moves);
  const last = useMemo(() => createState<ReadonlyMap<string, T>>(new Map()), []);
  const now = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const shown = pointer.show([...now.keys()], height);
  // An entry that left the list is known from the frame before.
  const all = new Map([...last.get(), ...now]);
  const keys = shown.keys.filter((key) => all.has(key));
  const known = keys.map((key) => [key, all.get(key) as T] as const);
  useLayoutEffect(() => {
    last.set(new Map(known));
    pointer.shown({...shown, keys});
  });
  const {index, top, isGone} = shown;
  return {
    entries: known.map(([, entry]) => entry),
    index: Math.min(index, Math.max(0, known.length - 1)),
    top,
    isGone,
    pointed() {
      const key = pointer.key() ?? shown.keys[index];
      return key === undefined ? undefined : all.get(key);
    },
  };
}
