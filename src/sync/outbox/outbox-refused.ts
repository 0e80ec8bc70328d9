import {isFinal, statusLabel, type Ticket} from '../../domain/ticket.ts';
import {asAppError, ApiError} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {auditWrite} from './outbox-audit.ts';
import {beforeOf, formatBefore} from '../../domain/outbox-before.ts';
import {untilStored, move, type OutboxContext, type StepResult} from './outbox-context.ts';
import {pendingOf, readFor} from './outbox-lookup.ts';
import {errorMessageOf, isCertainlyUnsent, outcomeOf, type Outcome} from './outbox-outcome.ts';

/** Stores the result of a failed sending. `earlier`: what was remembered before it. */
export async function recordFailure(
  context: OutboxContext,
  item: OutboxItem,
  {error, earlier}: {error: unknown; earlier: string | undefined},
): Promise<StepResult> {
  const {before, outcome, result} = afterwards(context, item, {error, earlier});
  const words = errorMessageOf(error);
  context.failed(item.id, asAppError(error));
  const audited = isCertainlyUnsent(error) ? 'not sent' : AUDITED[outcome];
  auditWrite(context, item, {result: `${audited}: ${asAppError(error).kind}`, error});
  if (await untilStored(context, () => isTakenOver(context, item))) return 'next';
  const state = outcome === 'requeue' ? 'queued' : outcome;
  await untilStored(context, () => move(context, item, ['sending', state], {error: words, before}));
  if (outcome === 'failed' && asAppError(error).kind === 'conflict')
    await explainConflict(context, item, words);
  return result;
}

type Afterwards = {
  readonly outcome: Outcome;
  /** What is remembered from now on. */
  readonly before: string | undefined;
  readonly result: StepResult;
};

/** The result of a failed sending, and what must be remembered of it. */
function afterwards(
  context: OutboxContext,
  item: OutboxItem,
  {error, earlier}: {error: unknown; earlier: string | undefined},
): Afterwards {
  const outcome = outcomeOf(error);
  // What was not sent now is in the same state as before this try.
  if (isCertainlyUnsent(error))
    return {outcome, before: earlier, result: outcome === 'requeue' ? 'wait' : 'next'};
  const memory = beforeOf(item);
  if (memory === undefined) return {outcome, before: item.before, result: 'next'};
  const message = errorMessageOf(error);
  const ended = {...memory, endedAt: context.clock.now(), reason: message};
  if (outcome !== 'requeue') return {outcome, before: formatBefore(ended), result: 'next'};
  if ((memory.sendings ?? 0) >= REPEATS)
    return {outcome: 'unknown', before: formatBefore({...ended, reason: tooOften(message)}), result: 'next'};
  const isRenewed = error instanceof ApiError && error.isRenewed;
  return {outcome, before: formatBefore(ended), result: isRenewed ? 'next' : 'wait'};
}

/** After so many sendings by itself the user must decide. */
const REPEATS = 3;

function tooOften(message: string): string {
  return `Sent ${REPEATS} times, and each time: ${message} It is not sent again by itself.`;
}

/** A refused write may have been allowed a minute ago: the ticket's present state is read, shown and named. */
async function explainConflict(context: OutboxContext, item: OutboxItem, words: string): Promise<void> {
  if (item.kind === 'create') return;
  try {
    const ticket = await readFor(context, item.ticketId);
    // What is asked may have changed, too.
    if (item.kind === 'answer') await pendingOf(context, item);
    const now = stateText(item, ticket);
    if (now !== undefined) move(context, item, ['failed', 'failed'], {error: `${now} ${words}`});
  } catch {
    // The refusal stands as the service worded it; the poller reads the ticket in its turn.
  }
}

/** What of the ticket's present state explains the refusal, as far as anything does. */
function stateText({kind}: OutboxItem, ticket: Ticket): string | undefined {
  const status = statusLabel(ticket.status);
  if (isFinal(ticket.status)) return `It came too late: the ticket is ${status} now.`;
  if (kind === 'answer') return undefined;
  const isRefused = kind === 'cancel' ? ticket.cancellable === false : ticket.modifiable === false;
  if (!isRefused) return undefined;
  const cannot = kind === 'cancel' ? 'can no longer be cancelled' : 'takes no more changes';
  return `The ticket is ${status} now and ${cannot}.`;
}

/**
 * Another process thought that this one had ended, and the user sends the item again: its state is no longer about this
 * attempt.
 */
function isTakenOver({store}: OutboxContext, item: OutboxItem): boolean {
  const now = store.outboxItem(item.id);
  return now?.state !== 'sending' || now.attempts !== item.attempts;
}

const AUDITED = {requeue: 'refused', failed: 'failed', unknown: 'unknown'} as const;
