import {AppError, exitCodeOf} from '../../errors.ts';
import {PENDING, UNKNOWN} from '../../domain/exit-codes.ts';
import type {OutboxItem, OutboxState} from '../../domain/records.ts';
import {isLookedFor} from '../../domain/outbox-before.ts';
import {waitUntilSent, type SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {tellError, type Io} from '../../console/session/io.ts';
import {pauseOf, type Sending, waitingFor} from './pause-text.ts';
import {NAMES} from '../../console/outbox-text.ts';

/** What became of the outbox. */
export type SentQueue = {
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  /** Still queued. */
  readonly left: number;
  /** 0 where nothing is to be done about it. */
  readonly code: number;
};

const LIMIT_MS = 180_000;
/** What is on its way when the time is up, or ctrl-c comes. */
const LAST_SEND_MS = 3000;
const UNSENT: readonly OutboxState[] = ['queued', 'sending', 'unknown'];
const NOTHING: SentQueue = {sent: 0, failed: 0, unknown: 0, left: 0, code: 0};

/** Sends what earlier runs left in the outbox, each ticket's in turn; what is on hold stays. Says what became of it. */
export async function sendQueued(services: Sending, io: Io, signal: AbortSignal): Promise<SentQueue> {
  const {outbox, store, settings} = services;
  const items = store.outbox(UNSENT);
  if (items.length === 0) return NOTHING;
  if (settings.readOnly) {
    io.note(`casedeck: ${countOf(items.length)} in the outbox not sent: this profile is read-only.\n`);
    return {...NOTHING, left: items.length};
  }
  outbox.start();
  // What was looked for in vain is looked for again; sending it once more is for the user to decide.
  const inVain = new Set(items.filter(isLookedFor).map(({id}) => id));
  outbox.lookForUnknown();
  const options = {...waitingFor(services, io), limitMs: LIMIT_MS, offlineMs: 0, signal};
  const results = await Promise.all(items.map(({id}) => waitUntilSent(options, id)));
  await outbox.stop(LAST_SEND_MS);
  const states = new Map(store.outbox().map((item) => [item.id, item]));
  const latest = results.map((result) => ({...result, item: states.get(result.item.id) ?? result.item}));
  const isStill = ({item}: SendResult) => item.state === 'unknown' && inVain.has(item.id);
  const still = latest.filter(isStill).length;
  if (still > 0)
    io.note(
      `casedeck: of ${countText(still)} it is still not known whether it arrived; the outbox tells more.\n`,
    );
  return report(
    io,
    latest.filter((result) => !isStill(result)),
    pauseOf(services),
  );
}

function report(io: Io, results: readonly SendResult[], pause: string | undefined): SentQueue {
  const sent = results.filter(({item}) => item.state === 'sent');
  const failed = results.filter(({item}) => item.state === 'failed');
  const unknown = results.filter(({item}) => item.state === 'unknown' || item.state === 'sending');
  const left = results.filter(({item}) => item.state === 'queued');
  if (sent.length > 0) io.note(`casedeck: sent from the outbox: ${sent.map(messageOf).join(', ')}.\n`);
  for (const {item, error} of failed) {
    tellError(io, error ?? new AppError('service', item.error ?? 'It was not sent.'));
    io.err(`casedeck: the ${messageOf({item})} was refused and stays in the outbox; the console edits it.\n`);
  }
  for (const {item} of unknown)
    io.err(
      `casedeck: whether the ${messageOf({item})} arrived is not known. ${item.error ?? ''}`.trimEnd() + '\n',
    );
  if (left.length > 0) reportLeft(io, left, pause);
  const counts = {sent: sent.length, failed: failed.length, unknown: unknown.length, left: left.length};
  return {...counts, code: codeOf(counts, failed[0]?.error)};
}

function reportLeft(io: Io, left: readonly SendResult[], pause: string | undefined): void {
  const reason = left.find(({error}) => error !== undefined)?.error;
  if (reason !== undefined) tellError(io, reason);
  if (pause !== undefined) io.err(`casedeck: the service asks for a pause until ${pause}.\n`);
  io.err(`casedeck: ${countOf(left.length)} still in the outbox: ${left.map(messageOf).join(', ')}.\n`);
}

function codeOf({failed, unknown, left}: Omit<SentQueue, 'code'>, error: AppError | undefined): number {
  if (unknown > 0) return UNKNOWN;
  if (failed > 0) return error === undefined ? 1 : exitCodeOf(error);
  return left > 0 ? PENDING : 0;
}

function messageOf({item: {kind, ticketId}}: {readonly item: OutboxItem}): string {
  return ticketId === '' ? NAMES[kind] : `${NAMES[kind]} to ${ticketId}`;
}

function countOf(count: number): string {
  return `${countText(count)} ${count === 1 ? 'is' : 'are'}`;
}

function countText(count: number): string {
  return count === 1 ? 'one entry' : `${count} entries`;
}
