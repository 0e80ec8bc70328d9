import type {Millis} from '../records.ts';

/** How it stands with reading notices; all of it survives the process, and processes share it. */
export type NoticesState = {
  /** When they were last looked for, and when all that are shown were read. */
  readonly at?: Millis;
  readonly wholeAt?: Millis;
  /** Why they are not read, and from when on they are tried again. */
  readonly off?: {readonly words: string; readonly until: Millis};
  /** Why the last look failed, until one succeeds. */
  readonly trouble?: string;
};

/** Under which name `Store.meta` keeps it. */
export const NOTICES_STATE = 'sync.notices';

/** Why there is nothing to see, or that what is seen may be old; undefined where all is well. */
export function noticesTrouble(
  {off, trouble}: NoticesState,
  source: 'v1' | 'v2' | 'off',
): string | undefined {
  if (source === 'off') return 'Notices are off in the configuration (notices.source).';
  if (off !== undefined) return `Notices are off: ${off.words}`;
  return trouble === undefined ? undefined : `Notices could not be read: ${trouble}`;
}
