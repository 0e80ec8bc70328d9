import type {Millis} from '../domain/records.ts';
import type {Store} from '../store/store.ts';

/** Something that seldom changes, as it was read last. */
export type Kept<T> = {readonly at: Millis; readonly value: T};

/** What was kept under that name by `keep`, which alone writes it; undefined where nothing was. */
export function keptReading<T>(store: Pick<Store, 'meta'>, name: string): Kept<T> | undefined {
  const text = store.meta(`kept.${name}`);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Kept<T>;
  } catch {
    return undefined;
  }
}

/** Keeps it for later, and for when the service is away. */
export function keepReading<T>(store: Pick<Store, 'setMeta'>, name: string, kept: Kept<T>): void {
  store.setMeta(`kept.${name}`, JSON.stringify(kept));
}
