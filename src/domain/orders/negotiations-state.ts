import type {Millis} from '../records.ts';

/** How it stands with reading what orders ask; it survives the process, and processes share it. */
export type NegotiationsState = {
  /** When one was read last: a refusal then is about its ticket alone. */
  readonly at?: Millis;
  /** Why none are read, and from when on that is tried again. */
  readonly off?: {readonly words: string; readonly until: Millis};
};

/** Under which name `Store.meta` keeps it. */
export const NEGOTIATIONS_STATE = 'sync.negotiations';
