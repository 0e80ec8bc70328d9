import type {Millis, OutboxItem} from './records.ts';

export type Verdict = 'absent' | 'unreadable';

/** What is remembered of an item's attempts, so that an unknown outcome can be decided, even by another process. */
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
  /** Set when reading did not find it: `absent`, or when it cannot be read: `unreadable`. Then sending again is the user's. */
  readonly verdict?: Verdict;
  /** The verdict that the user knew when asking to send it again. */
  readonly told?: Verdict;
  /** Keys of notes that resemble it, of which a person has to say whether one is it; no look finds those of `keys`. */
  readonly near?: readonly string[];
  /** How often it was looked for in vain, and when it is looked for again by itself. */
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
 * What is remembered when the user asks to send it once more: what was there before, what he was told, and that the
 * notes that he was shown are not it.
 */
export function askedAgain({before}: Pick<OutboxItem, 'before'>): string | undefined {
  const known = beforeOf({before});
  if (known === undefined) return before;
  const {verdict, near = [], nextLookAt: _none, ...rest} = known;
  const keys = [...rest.keys, ...near.filter((key) => !rest.keys.includes(key))];
  return formatBefore({...rest, keys, sendings: 0, ...(verdict === undefined ? {} : {told: verdict})});
}

/** True where nothing is being done about the item now: an unknown one after it was looked for. */
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
