/** State that key handlers read and write at once, between renders: React's own state is one render late. */
export type State<T> = {
  readonly get: () => T;
  readonly set: (next: T | ((current: T) => T)) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createState<T>(initial: T): State<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const before = value;
      value = typeof next === 'function' ? (next as (current: T) => T)(value) : next;
      if (!Object.is(before, value)) for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One part of a state as a state of its own. */
export function partOf<T, P>(
  whole: State<T>,
  read: (value: T) => P,
  put: (value: T, part: P) => T,
): State<P> {
  return {
    get: () => read(whole.get()),
    set: (next) =>
      whole.set((value) =>
        put(value, typeof next === 'function' ? (next as (current: P) => P)(read(value)) : next),
      ),
    subscribe: whole.subscribe,
  };
}
