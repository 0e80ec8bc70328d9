import type {OutboxItem} from '../../domain/records.ts';
import {arrivedBefore, type StepResult} from './outbox-attempt.ts';
import {auditWrite} from './outbox-audit.ts';
import {beforeOf, formatBefore, type Before} from '../../domain/outbox-before.ts';
import {move, type OutboxContext} from './outbox-context.ts';
import {findInStore, lookUp, type Found} from './outbox-lookup.ts';
import {errorWords, isSharedFailure} from './outbox-outcome.ts';
import {delay} from '../timers.ts';

/** An item that a process left behind as it was sending: whether it went out nobody knows. */
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
 * Decides an item of unknown outcome by looking on the service, twice with a pause between: found is
 * sent; absent stays unknown, and sending it again is the user's decision. Waits while nothing can be read.
 */
export async function resolveUnknown(context: OutboxContext, item: OutboxItem): Promise<StepResult> {
  let found: Found | undefined;
  let trouble: unknown;
  try {
    [found, trouble] = await lookTwice(context, item);
  } catch {
    return 'wait';
  }
  if (found !== undefined) {
    arrivedBefore(context, item, found);
    return 'next';
  }
  const before = beforeOf(item) ?? {at: item.updatedAt, fresh: false, keys: []};
  const verdict: Before['verdict'] = trouble === undefined ? 'absent' : 'unreadable';
  const error = trouble === undefined ? ABSENT[item.kind] : `${UNREADABLE} ${errorWords(trouble)}`;
  if (move(context, item, ['unknown', 'unknown'], {error, before: formatBefore({...before, verdict})})) {
    auditWrite(context, item, {result: verdict === 'absent' ? 'not found' : 'unreadable', error: trouble});
  }
  return 'next';
}

const UNREADABLE = 'The answer never came, and it cannot be looked for:';
const ABSENT = {
  note: 'The answer never came, and the note is not found on the ticket. It may be sent again.',
  reply: 'The answer never came, and the reply is not found on the ticket. It may be sent again.',
  cancel: 'The answer never came, and the ticket is not cancelled. It may be sent again.',
  create:
    'The answer never came, and the ticket is not found in order history, which lists no plain cases. Look in the portal before sending it again.',
} as const;

/** What was found, and the trouble of the last look where it alone could not be read. Throws what concerns all requests. */
async function lookTwice(context: OutboxContext, item: OutboxItem): Promise<[Found | undefined, unknown]> {
  let trouble: unknown;
  for (const pauseMs of [0, context.settings.graceMs]) {
    if (pauseMs > 0) await delay(context.timers, pauseMs, context.reads);
    try {
      const found = await lookUp(context, item);
      if (found !== undefined) return [found, undefined];
      trouble = undefined;
    } catch (error) {
      if (isSharedFailure(error) || !context.gate.isOpen()) throw error;
      trouble = error;
    }
  }
  return [undefined, trouble];
}

/** Late luck: the poller's own reads may show what was not there when it was looked for. */
export function recheck(context: OutboxContext, item: OutboxItem): void {
  const found = findInStore(context, item);
  if (found !== undefined) arrivedBefore(context, item, found);
}
