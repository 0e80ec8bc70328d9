import type {AppError} from '../errors.ts';
import type {OutboxItem} from '../store/types.ts';
import {delay, type Timers} from './timers.ts';
import type {Outbox, OutboxFailures, OutboxRequest} from './types.ts';

export type SendAndWait = {
  readonly outbox: Outbox & OutboxFailures;
  readonly timers: Timers;
  /** How long to wait, in milliseconds. */
  readonly limitMs: number;
  /** What becomes of an item that could not be sent in time: it stays queued, or is the draft again. */
  readonly whenLate: 'keep' | 'withdraw';
};

export type SendResult = {
  /** In its state at the end; `queued` where it is kept for later. */
  readonly item: OutboxItem;
  /** Why it is not `sent`, as far as this process saw it. */
  readonly error: AppError | undefined;
};

/**
 * Sends one request and waits until its fate is known, or the time is up; for commands. The outbox
 * must be started. Throws an AppError `input` or `read-only` before anything is queued.
 */
export async function sendAndWait(options: SendAndWait, request: OutboxRequest): Promise<SendResult> {
  const {outbox, timers, limitMs, whenLate} = options;
  const queued = outbox.send(request);
  const settled = outbox.settled(queued.id);
  const inTime = await waitFor(settled, timers, limitMs);
  if (inTime === undefined && whenLate === 'withdraw') withdrawIfUnsent(outbox, queued.id);
  const item = inTime ?? (await waitFor(settled, timers, 0)) ?? queued;
  return {item, error: item.state === 'sent' ? undefined : outbox.failureOf(queued.id)};
}

async function waitFor(settled: Promise<OutboxItem>, timers: Timers, limitMs: number): Promise<OutboxItem | undefined> {
  const done = new AbortController();
  const late = delay(timers, limitMs, done.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    done.abort();
  }
}

function withdrawIfUnsent(outbox: Outbox, id: number): void {
  try {
    outbox.withdraw(id);
  } catch {
    // It went out at the last moment: its state tells.
  }
}
