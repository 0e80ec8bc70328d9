import type {GateWatch} from '../../api/gate/gate.ts';
import type {Clock} from '../../domain/clock.ts';
import {ApiError, type AppError} from '../../errors.ts';
import type {Millis, OutboxItem, OutboxState} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import {delay, type Timers} from '../../api/timers.ts';
import type {Outbox, OutboxFailures} from '../contracts.ts';

export type WaitUntilSent = {
  readonly outbox: Outbox & OutboxFailures;
  readonly store: Pick<Store, 'outbox' | 'outboxItem'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** How long to wait at most, in milliseconds. */
  readonly limitMs: number;
  /** How long to wait while the service cannot be reached, in milliseconds. */
  readonly offlineMs: number;
  /** The way out for requests, and how long a pause that the service asked for is waited for, in milliseconds. */
  readonly gate: Pick<GateWatch, 'state' | 'subscribe'>;
  readonly patienceMs: number;
  /** Told at once when there is such a pause, and until when. */
  readonly onPause?: (until: Millis) => void;
  /** Ends the waiting, not the sending. */
  readonly signal: AbortSignal;
};

export type SendResult = {
  /** In its state at the end; `queued` where it waits for a later time. */
  readonly item: OutboxItem;
  /** Why it is not `sent`, as far as this process saw it. */
  readonly error: AppError | undefined;
};

/**
 * Waits until the result of a queued item is known, or waiting makes no sense: the time is up, the service cannot be
 * reached, the credential is refused, or `signal` aborts. For commands; the outbox must be started.
 */
export async function waitUntilSent(options: WaitUntilSent, id: number): Promise<SendResult> {
  const {outbox, store, timers, limitMs, signal} = options;
  const done = new AbortController();
  const stop = AbortSignal.any([done.signal, signal]);
  const late = delay(timers, limitMs, stop).catch(() => undefined);
  let trouble: AppError | undefined;
  const noticed = hopeless(options, stop, (error) => (trouble = error));
  try {
    await Promise.race([outbox.settled(id), late, noticed, longPause(options, stop)]);
  } finally {
    done.abort();
  }
  const item = store.outboxItem(id) ?? (await outbox.settled(id));
  return {item, error: item.state === 'sent' ? undefined : (outbox.failureOf(id) ?? trouble)};
}

/** Tells of each pause; resolves when one is longer than anybody waits at a prompt, or when `stop` aborts. */
function longPause({gate, clock, patienceMs, onPause}: WaitUntilSent, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let told: Millis | undefined;
    const look = () => {
      const {state, until} = gate.state();
      if (state !== 'waiting' || until === undefined || until === told) return;
      told = until;
      if (until - clock.now() > patienceMs) end();
      else onPause?.(until);
    };
    const unsubscribe = gate.subscribe(look);
    const end = () => {
      unsubscribe();
      resolve();
    };
    if (stop.aborted) end();
    else stop.addEventListener('abort', end, {once: true});
    look();
  });
}

const UNSENT: readonly OutboxState[] = ['queued', 'sending', 'unknown'];

/** Resolves when nothing will be sent soon, or when `stop` aborts. */
async function hopeless(
  {outbox, store, timers, offlineMs}: WaitUntilSent,
  stop: AbortSignal,
  notice: (error: AppError) => void,
): Promise<void> {
  const seen = await new Promise<'refused' | 'offline' | 'stopped'>((resolve) => {
    // What concerns all requests is noticed by whichever item was tried first.
    const look = () => {
      const errors = store.outbox(UNSENT).flatMap(({id}) => outbox.failureOf(id) ?? []);
      const error = errors.find(isForTheUser) ?? errors.find(({kind}) => OFFLINE.has(kind));
      if (error === undefined) return;
      notice(error);
      resolve(isForTheUser(error) ? 'refused' : 'offline');
    };
    const unsubscribe = outbox.subscribe(look);
    const end = () => {
      unsubscribe();
      resolve('stopped');
    };
    if (stop.aborted) end();
    else stop.addEventListener('abort', end, {once: true});
    look();
  });
  // A short outage, such as a VPN that is just coming up, is waited for.
  if (seen === 'offline') await delay(timers, offlineMs, stop).catch(() => undefined);
}

/** Neither waiting nor another request helps: the credential is refused, or this machine fails. */
function isForTheUser(error: AppError): boolean {
  if (error.kind === 'store') return true;
  return error.kind === 'auth' && !(error instanceof ApiError && error.isRenewed);
}

const OFFLINE: ReadonlySet<string> = new Set(['network', 'timeout']);
