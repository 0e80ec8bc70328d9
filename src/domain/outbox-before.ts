import type {Millis, OutboxItem} from './records.ts';

export type Verdict = 'absent' | 'unreadable';

/** What is remembered of an item's attempts, so that any process can decide an unknown outcome. */
export type Before = {
  /** When the first attempt whose outcome counts began. */
  readonly at: Millis;
  /** Whether `keys` was read from the service just before sending, and not taken from an older copy. */
  readonly fresh: boolean;
  /** The newest date that order history itself showed before a ticket was created: this machine's clock may be wrong. */
  readonly newest?: Millis;
  /** Notes on the ticket (keys of match-note.ts), or ids of tickets in order history, before sending. */
  readonly keys: readonly string[];
  /** The process that sends. */
  readonly owner?: string;
  /** When the sending ended without an answer. */
  readonly endedAt?: Millis;
  /** Sendings that reached the service since the user last asked for one. */
  readonly sendings?: number;
  /** Why it is not known what became of it, in words. */
  readonly reason?: string;
  /**
   * Set when reading did not find it: `absent`; or when nothing can be read: `unreadable`. Then only the user may send
   * again.
   */
  readonly verdict?: Verdict;
  /** The result that the user had seen when they asked to send it again. */
  readonly told?: Verdict;
  /** Keys of similar notes; a person must say whether one of them is it. No check looks for those of `keys`. */
  readonly near?: readonly string[];
  /** How often it was looked for without success, and when casedeck looks again by itself. */
  readonly looks?: number;
  readonly nextLookAt?: Millis;
  /** Key of the note that turned out to be this item. */
  readonly found?: string;
};

export function formatBefore(before: Before): string {
  return JSON.stringify(before);
}

/** Undefined where the item was never sent, or its memory is not readable. */
export function beforeOf(item: Pick<OutboxItem, 'before'>): Before | undefined {
  if (item.before === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(item.before);
    return isBefore(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isBefore(value: unknown): value is Before {
  if (typeof value !== 'object' || value === null) return false;
  return 'at' in value && typeof value.at === 'number' && 'keys' in value && Array.isArray(value.keys);
}

/**
 * What is remembered when the user asks to send again: what was on the ticket before, what the user was told, and that
 * the notes shown to the user are not it.
 */
export function askedAgain({before}: Pick<OutboxItem, 'before'>): string | undefined {
  const known = beforeOf({before});
  if (known === undefined) return before;
  const {verdict, near = [], nextLookAt: _none, ...rest} = known;
  const keys = [...rest.keys, ...near.filter((key) => !rest.keys.includes(key))];
  return formatBefore({...rest, keys, sendings: 0, ...(verdict === undefined ? {} : {told: verdict})});
}

/** True if nothing is being done about the item now: its outcome is unknown and it was looked for. */
export function isSettled(item: OutboxItem): boolean {
  if (item.state === 'unknown') return isLookedFor(item);
  return item.state === 'sent' || item.state === 'failed' || item.state === 'withdrawn';
}

/** True for an unknown item that was looked for and not found: only then sending it again may be offered. */
export function isLookedFor(item: OutboxItem): boolean {
  return item.state === 'unknown' && beforeOf(item)?.verdict !== undefined;
}

/** The longest time that a text waits before it is sent. More was noted before the clock was set back. */
export const MOST_TAKE_BACK_MS = 60_000;

/** True while a queued item can still be taken back before anything sends it. */
export function isTakeBackTime({state, notBefore = 0}: OutboxItem, now: Millis): boolean {
  return state === 'queued' && notBefore > now && notBefore - now <= MOST_TAKE_BACK_MS;
}

/** True where the user may ask to send it again. */
export function mayBeSentAgain(item: OutboxItem): boolean {
  return item.state === 'failed' || item.state === 'held' || (item.state === 'unknown' && isSettled(item));
}
