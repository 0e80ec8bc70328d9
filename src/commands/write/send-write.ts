import {setTimeout as pause} from 'node:timers/promises';
import {contentOf} from '../../domain/draft-content.ts';
import {AppError} from '../../errors.ts';
import type {Draft, OutboxItem} from '../../domain/records.ts';
import {isLookedFor} from '../../domain/outbox-before.ts';
import {isTwin, twinOf, type Twin} from '../../sync/outbox/outbox-twin.ts';
import type {NearNote, OutboxRequest} from '../../sync/contracts.ts';
import {waitUntilSent, type SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {ageLong, formatStamp, parseIso} from '../../text/time/dates.ts';
import type {Services} from '../../state/services.ts';
import type {Store} from '../../store/store.ts';
import {waitingFor} from './pause-text.ts';
import {keepingText, type WriteContext} from './write-context.ts';

export type SendOptions = {
  /** False: it is only queued. */
  readonly wait?: boolean;
  /** Sends once more what was sent before with unknown outcome, or is on hold. */
  readonly again?: boolean;
  /** The note that resembles what was sent before is it. */
  readonly found?: boolean;
  /** Sends although the service said that it would not take it. */
  readonly anyway?: boolean;
};

const LIMIT_MS = 180_000;
const OFFLINE_MS = 3000;
const READ_BACK_MS = 2000;
/** How long others' items on their way, or an interrupted one, are waited for. */
const LAST_SEND_MS = 3000;

/** Begins to send a queued item and waits for its fate. */
export async function sendWrite(
  {services, io, interrupted: signal}: Pick<WriteContext, 'services' | 'io' | 'interrupted'>,
  item: OutboxItem,
  {wait}: SendOptions,
): Promise<SendResult> {
  const {outbox, store} = services;
  if (wait === false) return {item, error: undefined};
  outbox.start();
  try {
    const options = {...waitingFor(services, io), limitMs: LIMIT_MS, offlineMs: OFFLINE_MS, signal};
    const result = await waitUntilSent(options, item.id);
    if (result.item.state === 'sent') await readBack(store, result.item, signal);
    // What is on its way just now comes to its end.
    await outbox.stop(LAST_SEND_MS);
    const latest = store.outboxItem(item.id) ?? result.item;
    return {item: latest, error: latest.state === 'sent' ? undefined : result.error};
  } finally {
    await outbox.stop(0);
  }
}

/**
 * Queues a text that has no files, or finds what the same command left in the outbox; where `check` throws, or it is
 * refused, the text is kept as the draft.
 */
export async function queueOnce(
  context: WriteContext,
  request: OutboxRequest,
  options: SendOptions,
  check: () => unknown,
): Promise<OutboxItem> {
  const {services} = context;
  const {extra, ...own} = request;
  const {fields} = contentOf('', extra);
  return await keepingText(context, {...own, extra: fields}, async () => {
    await check();
    return unsentTwin(services, twinOf({...own, extra}), options) ?? queueBeside(services, request);
  });
}

/**
 * The item that the same command left in the outbox earlier, so that nothing is written twice. Throws an AppError if
 * the user must decide whether to send it again.
 */
export function unsentTwin(
  {store, outbox, clock}: Pick<Services, 'store' | 'outbox' | 'clock'>,
  twin: Twin,
  {again, found: isFound}: SendOptions,
): OutboxItem | undefined {
  const found = store
    .outboxOf(twin.ticketId)
    .findLast((item) => !DONE.has(item.state) && isTwin(twinOf(item), twin));
  if (found === undefined) return undefined;
  if (found.state !== 'held' && !isLookedFor(found)) return found;
  const near = outbox.nearNote(found);
  if (isFound === true && near !== undefined) {
    outbox.accept(found.id, near.key);
    return found;
  }
  if (again === true) {
    outbox.retry(found.id);
    return found;
  }
  const age = ageLong(clock.now() - found.updatedAt);
  if (found.state === 'held') {
    throw new AppError('conflict', `The same is on hold in the outbox since ${age}.`, {
      hint: 'Give --again to send it now.',
    });
  }
  throw new AppError(
    'unknown-outcome',
    `The same was sent before (${age}). ${found.error ?? 'Whether it arrived is not known.'}`,
    {
      hint:
        near === undefined
          ? 'Look at the ticket; give --again to send it once more.'
          : `${nearText(near)}\nGive --found if that is it, or --again to send yours once more.`,
    },
  );
}

const DONE: ReadonlySet<string> = new Set(['sent', 'failed', 'withdrawn']);

/**
 * Queues it. Queueing removes the ticket's draft, so a draft with another text is put back. Throws an AppError if the
 * request is refused before it is queued.
 */
export function queueBeside(
  {store, outbox}: Pick<Services, 'store' | 'outbox'>,
  request: OutboxRequest,
): OutboxItem {
  const draft = store.draft(request.ticketId, request.kind);
  const item = outbox.send(request);
  const rest = draft === undefined ? undefined : withoutSent(draft, item.text);
  if (rest !== undefined) store.saveDraft(rest);
  return item;
}

function withoutSent(draft: Draft, text: string): Draft | undefined {
  const own = draft.text.trim();
  if (own === '' || own === text.trim()) return undefined;
  // A failed attempt of the same text stands before it.
  const rest = own.startsWith(`${text.trim()}\n\n`) ? own.slice(text.trim().length + 2) : draft.text;
  return {...draft, text: rest, uploads: []};
}

/** The outbox reads the ticket after writing, which shows the new state and the note's id. */
async function readBack(store: Store, item: OutboxItem, signal: AbortSignal): Promise<void> {
  const id = item.kind === 'create' ? (item.remoteId ?? '') : item.ticketId;
  for (let waited = 0; waited < READ_BACK_MS && !signal.aborted; waited += 25) {
    if ((store.row(id)?.fetchedAt ?? 0) >= item.updatedAt) return;
    await pause(25);
  }
}

/** The note that resembles what was sent, as it stands on the ticket. */
export function nearText({note}: NearNote): string {
  const at = parseIso(note.createdDateTime ?? '');
  const when = at === undefined ? '' : ` at ${formatStamp(at, 'local')}`;
  const by = note.author === undefined ? '' : ` by ${note.author}`;
  const text = note.text.split('\n').map((row) => `  ${row}`);
  return [`A new note${when}${by} resembles yours:`, ...text].join('\n');
}
