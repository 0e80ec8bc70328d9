/** The place of a list entry, and its neighbours. */
export type Standing = {
  /** Counted from 0. */
  readonly index: number;
  /** The entry before it; undefined: it stands first. */
  readonly above: string | undefined;
  /** The entry behind it; undefined: it stands last. */
  readonly below: string | undefined;
};

/** The list as it is now, counted without the entry itself. */
export type Others = {
  readonly count: number;
  /** Where the order puts the entry among them; undefined: the list no longer holds it. */
  readonly own: number | undefined;
  /** Where another one stands among them; undefined: it is not there. */
  readonly placeOf: (key: string) => number | undefined;
};

/**
 * Where an entry is shown after the list has changed, so that it stays where the user saw it: between its neighbours,
 * or beside one of them if the other is gone. If both have moved away, the order decides.
 */
export function stayingPlace({index, above, below}: Standing, {count, own, placeOf}: Others): number {
  const placeAbove = above === undefined ? -1 : placeOf(above);
  const behind = placeAbove === undefined ? undefined : placeAbove + 1;
  const before = below === undefined ? count : placeOf(below);
  if (behind !== undefined && behind === before) return behind;
  if (own !== undefined && (own === behind || own === before)) return own;
  const known = [behind, before, own].filter((place) => place !== undefined);
  const [nearest = Math.min(index, count)] = known.toSorted(
    (one, other) => Math.abs(one - index) - Math.abs(other - index),
  );
  return nearest;
}
