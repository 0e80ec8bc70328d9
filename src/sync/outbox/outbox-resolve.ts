import {asAppError} from '../../errors.ts';
import type {OutboxItem, Millis} from '../../domain/records.ts';
import {arrivedBefore} from './outbox-arrived.ts';
import {auditWrite} from './outbox-audit.ts';
import {beforeOf, formatBefore, isLookedFor, type Before} from '../../domain/outbox-before.ts';
import {move, type OutboxContext, type StepResult} from './outbox-context.ts';
import {findInStore, lookUp, type Looked} from './outbox-lookup.ts';
import {errorMessageOf, isSharedFailure} from './outbox-outcome.ts';
import {delay} from '../../api/timers.ts';

/** An item that an ended process left as `sending`: nobody knows whether it was sent. */
export function orphaned(context: OutboxContext, item: OutboxItem): StepResult {
  const now = context.clock.now();
  const before = beforeOf(item) ?? {at: item.updatedAt, fresh: false, keys: []};
  const words = 'casedeck ended while this was being sent; looking whether it arrived.';
  move(context, item, ['sending', 'unknown'], {
    error: words,
    before: formatBefore({...before, endedAt: now}),
  });
  return 'next';
}

/**
 * Decides an item of unknown outcome by checks on the service: twice with a pause between, later from time to time.
 * Found means sent; not found stays unknown, and only the user may send it again. Waits while nothing can be read.
 */
export async function resolveUnknown(context: OutboxContext, item: OutboxItem): Promise<StepResult> {
  const pauses = isLookedFor(item) ? [0] : [0, context.settings.graceMs];
  let looked: Looked | undefined;
  let trouble: unknown;
  try {
    [looked, trouble] = await look(context, item, pauses);
  } catch (error) {
    const known = asAppError(error);
    // Tells who waits for it that no check is possible now.
    if (known.kind !== 'cancelled') context.failed(item.id, known);
    return 'wait';
  }
  const isIn =
    looked?.found === undefined
      ? notFound(context, item, {before: memoryOf(item), looked, trouble})
      : arrivedBefore(context, item, looked.found);
  context.looked(item.id);
  // Another process was faster: the state here is no longer the one that was checked.
  return isIn || !isLookedFor(item) ? 'next' : 'wait';
}

function memoryOf(item: OutboxItem): Before {
  return beforeOf(item) ?? {at: item.updatedAt, fresh: false, keys: []};
}

export type InVain = {
  readonly before: Before;
  /** What the look came to; absent where there could be none. */
  readonly looked: Looked | undefined;
  /** Why its ticket cannot be read. */
  readonly trouble: unknown;
};

/** Writes down that an item was looked for in vain. False where it was taken on meanwhile. */
export function notFound(context: OutboxContext, item: OutboxItem, inVain: InVain): boolean {
  const {before, trouble} = inVain;
  const memory = afterLook(item, inVain, context.clock.now());
  const error = [before.reason ?? NO_ANSWER, messageFor(item, memory.near, trouble)].join(' ');
  if (!move(context, item, [item.state, 'unknown'], {error, before: formatBefore(memory)})) return false;
  if (memory.verdict !== before.verdict) {
    const result = memory.verdict === 'absent' ? 'not found' : 'unreadable';
    auditWrite(context, item, {result, error: trouble});
  }
  return true;
}

const NONE: Pick<Looked, 'near' | 'others' | 'isPart'> = {near: [], others: [], isPart: false};

/** What is remembered after a look in vain, and when the next one comes. */
function afterLook(item: OutboxItem, {before, looked, trouble}: InVain, now: Millis): Before {
  const {others, isPart, ...found} = looked ?? NONE;
  const {nextLookAt: _over, near: earlier = [], ...kept} = before;
  const near = [...earlier.filter((key) => kept.keys.includes(key)), ...found.near];
  const memory: Before = {
    ...kept,
    verdict: trouble === undefined ? 'absent' : 'unreadable',
    looks: (before.looks ?? 0) + (isPart ? 0 : 1),
    keys: [...before.keys, ...others],
    ...(near.length === 0 ? {} : {near}),
  };
  const next = isPart ? now + PART_AFTER_MS : nextLookAt(item, memory, now);
  return next === undefined ? memory : {...memory, nextLookAt: next};
}

function messageFor({kind}: OutboxItem, near: Before['near'], trouble: unknown): string {
  if (trouble !== undefined) return `${UNREADABLE} ${errorMessageOf(trouble)}`;
  return near === undefined ? ABSENT[kind] : NEAR;
}

/** A look that was not over goes on so soon. */
const PART_AFTER_MS = 5000;
const DAY_MS = 24 * 3_600_000;
const LOOK_AFTER_MS = [60_000, 300_000, 900_000, 3_600_000];

/** Often at first, then every hour; after a day only the user looks again. */
function nextLookAt(
  {updatedAt}: OutboxItem,
  {endedAt = updatedAt, looks = 1}: Before,
  now: Millis,
): Millis | undefined {
  const pause = LOOK_AFTER_MS[Math.min(looks, LOOK_AFTER_MS.length) - 1] ?? DAY_MS;
  return now + pause <= endedAt + DAY_MS ? now + pause : undefined;
}

const NO_ANSWER = 'The answer never came.';
const UNREADABLE = 'It cannot be looked for:';
const NEAR = 'A note on the ticket resembles it. Say whether that is it; if not, it may be sent again.';
const ABSENT = {
  note: 'The note is not found on the ticket. It is looked for again for a day; it may also be sent again.',
  reply: 'The reply is not found on the ticket. It is looked for again for a day; it may also be sent again.',
  answer:
    'The question still waits, or ended in another way. It is looked at again for a day; the answer may also be sent again.',
  cancel:
    'The ticket is not cancelled. It is looked at again for a day; the cancellation may also be sent again.',
  create:
    'The ticket is not found in order history, which lists no plain cases. It is looked for again for a day. Look in the portal before sending it again.',
} as const;

/** What was found, and the trouble of the last look where it alone could not be read. Throws what concerns all requests. */
async function look(
  context: OutboxContext,
  item: OutboxItem,
  pauses: readonly number[],
): Promise<[Looked | undefined, unknown]> {
  let last: Looked | undefined;
  let trouble: unknown;
  for (const pauseMs of pauses) {
    if (pauseMs > 0) await delay(context.timers, pauseMs, context.reads);
    try {
      last = await lookUp(context, item);
      if (last.found !== undefined) return [last, undefined];
      trouble = undefined;
    } catch (error) {
      if (isSharedFailure(error) || !context.gate.isOpen()) throw error;
      trouble = error;
    }
  }
  return [last, trouble];
}

/** The poller's own reads may show it later, when the checks did not find it. */
export function recheck(context: OutboxContext, item: OutboxItem): void {
  const found = findInStore(context, item);
  if (found !== undefined) arrivedBefore(context, item, found);
}
