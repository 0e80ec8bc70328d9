import type {CreateReply} from '../../api/api.ts';
import type {Ticket, TicketSummary} from '../../domain/ticket.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {isFinal} from '../../domain/ticket.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {noteKeys} from './match-note.ts';
import {auditWrite} from './outbox-audit.ts';
import {beforeOf, formatBefore, type Before} from '../../domain/outbox-before.ts';
import {createRequestOf, noteRequestOf} from './outbox-check.ts';
import {insist, move, type OutboxContext} from './outbox-context.ts';
import {findOnTicket, lookUp, newestOrders, readFor, type Found} from './outbox-lookup.ts';
import {asAppError, errorWords, isSharedFailure, outcomeOf} from './outbox-outcome.ts';
import {isNote} from './outbox-search.ts';
import {cancelled} from '../timers.ts';

/** `next`: go on with this ticket's items; `wait`: nothing can be done for it now. */
export type StepResult = 'next' | 'wait';

/** Sends a queued item once, or finds that an earlier attempt had arrived. `keepLane` renews the right to send. */
export async function sendItem(
  context: OutboxContext,
  item: OutboxItem,
  keepLane: () => boolean,
): Promise<StepResult> {
  let prepared: Before | Found;
  try {
    prepared = await prepare(context, item);
  } catch (error) {
    // Nothing was sent: it stays in the queue, with the reason.
    noteTrouble(context, item, error);
    return 'wait';
  }
  if ('remoteId' in prepared) {
    arrivedBefore(context, item, prepared);
    return 'next';
  }
  return attempt(context, item, prepared, keepLane);
}

/** What has to be known before sending; or, for an item that was tried before, that it has arrived. */
async function prepare(context: OutboxContext, item: OutboxItem): Promise<Before | Found> {
  const earlier = beforeOf(item);
  if (earlier !== undefined) {
    const found = await lookUp(context, item).catch(unlessShared(context));
    return found ?? earlier;
  }
  const at = context.clock.now();
  if (item.kind === 'create') {
    const rows = await newestOrders(context).catch(unlessShared(context));
    return {at, fresh: rows !== undefined, keys: rows?.map(({id}) => id) ?? [], ...newestOf(rows)};
  }
  if (item.kind === 'cancel') return {at, fresh: false, keys: []};
  return notesBefore(context, item);
}

function newestOf(rows: readonly TicketSummary[] | undefined): Pick<Before, 'newest'> {
  const times = (rows ?? []).map((row) => Date.parse(row.createdDateTime ?? '')).filter((at) => at > 0);
  return times.length === 0 ? {} : {newest: Math.max(...times)};
}

async function notesBefore(context: OutboxContext, item: OutboxItem): Promise<Before> {
  const {store, clock, settings} = context;
  const at = clock.now();
  const stored = store.ticket(item.ticketId);
  const age = at - (stored?.row.fetchedAt ?? Number.NEGATIVE_INFINITY);
  const isFresh = stored?.ticket.notes !== undefined && age >= 0 && age <= settings.freshMs;
  const read = isFresh ? stored.ticket : await readFor(context, item.ticketId).catch(unlessShared(context));
  const keys = noteKeys((read ?? stored?.ticket)?.notes ?? []);
  return {at, fresh: read !== undefined, keys};
}

/** What alone cannot be read may still be written to: the write will tell. */
function unlessShared({gate}: OutboxContext): (error: unknown) => undefined {
  return (error) => {
    if (isSharedFailure(error) || !gate.isOpen()) throw error;
    return undefined;
  };
}

/** `mine`: this process moved the item to `sending`, so what follows is its outcome. */
type Turn = {state: 'waiting' | 'taken' | 'mine'};

async function attempt(
  context: OutboxContext,
  item: OutboxItem,
  before: Before,
  keepLane: () => boolean,
): Promise<StepResult> {
  const {at, fresh, keys, newest} = before;
  const known = newest === undefined ? {} : {newest};
  const memory = formatBefore({at, fresh, keys, ...known, owner: context.owner});
  const sent: OutboxItem = {...item, before: memory, attempts: item.attempts + 1};
  const turn: Turn = {state: 'waiting'};
  // Nothing may come between the last look at the rights and the sending.
  const request = (): Promise<Written> => {
    if (!keepLane()) throw cancelled();
    const change = {before: memory, attempts: sent.attempts, error: undefined};
    turn.state = move(context, item, ['queued', 'sending'], change) ? 'mine' : 'taken';
    if (turn.state === 'taken') throw cancelled();
    return write(context, item);
  };
  try {
    const written = await context.gate.run('user', async () => request(), context.reads);
    await arrived(context, sent, written);
    return 'next';
  } catch (error) {
    if (turn.state === 'mine')
      return didNotArrive(context, sent, {error, isFirst: item.before === undefined});
    noteTrouble(context, item, error);
    // Held or withdrawn by the user meanwhile: the next one may go.
    return turn.state === 'taken' ? 'next' : 'wait';
  }
}

type Written = {readonly remoteId: string | undefined; readonly created?: CreateReply};

async function write({api, writes}: OutboxContext, item: OutboxItem): Promise<Written> {
  const options = {signal: writes};
  if (item.kind === 'cancel') {
    await api.cancelTicket(item.ticketId, item.text, options);
    return {remoteId: undefined};
  }
  if (item.kind === 'create') {
    const created = await api.createTicket(createRequestOf(item), options);
    return {remoteId: created.id, created};
  }
  const {noteId} = await api.addNote(item.ticketId, noteRequestOf(item), options);
  return {remoteId: noteId};
}

async function arrived(
  context: OutboxContext,
  item: OutboxItem,
  {remoteId, created}: Written,
): Promise<void> {
  auditWrite(context, item, {result: 'sent', remoteId});
  const change = {remoteId, error: undefined};
  // Another process may have taken this one for dead meanwhile; the service's answer outranks its guess.
  await insist(context, () => POSSIBLE_STATES.some((from) => move(context, item, [from, 'sent'], change)));
  if (created !== undefined) await insist(context, () => keepCreated(context, item, created));
  await confirm(context, {...item, remoteId, state: 'sent'});
}

const POSSIBLE_STATES = ['sending', 'unknown', 'queued', 'failed', 'held'] as const;

/** Shows what the service made of it, and learns which note it is, so that a second one like it is told apart. */
async function confirm(context: OutboxContext, item: OutboxItem): Promise<void> {
  try {
    const ticket = await readFor(context, item.kind === 'create' ? (item.remoteId ?? '') : item.ticketId);
    if (!isNote(item)) return;
    const found = findOnTicket(context, item, ticket);
    if (found !== undefined)
      move(context, item, ['sent', 'sent'], {remoteId: found.remoteId, before: withFound(item, found)});
  } catch {
    // It is sent; the poller reads the ticket again in its turn.
  }
}

async function didNotArrive(
  context: OutboxContext,
  item: OutboxItem,
  {error, isFirst}: {error: unknown; isFirst: boolean},
): Promise<StepResult> {
  const outcome = outcomeOf(error);
  const words = errorWords(error);
  context.failed(item.id, asAppError(error));
  auditWrite(context, item, {result: `${AUDITED[outcome]}: ${asAppError(error).kind}`, error});
  if (await insist(context, () => isTakenOver(context, item))) return 'next';
  if (outcome === 'requeue') {
    // What was never sent needs no looking for.
    const change = isFirst ? {error: words, before: undefined} : {error: words};
    await insist(context, () => move(context, item, ['sending', 'queued'], change));
    return 'wait';
  }
  const before = beforeOf(item);
  const ended = before === undefined ? item.before : formatBefore({...before, endedAt: context.clock.now()});
  await insist(context, () => move(context, item, ['sending', outcome], {error: words, before: ended}));
  if (outcome === 'failed' && asAppError(error).kind === 'conflict')
    await explainConflict(context, item, words);
  return 'next';
}

/** What the service did not allow it may have allowed a minute ago: the ticket's state of now is read, shown and named. */
async function explainConflict(context: OutboxContext, item: OutboxItem, words: string): Promise<void> {
  if (item.kind === 'create') return;
  try {
    const now = stateWords(item, await readFor(context, item.ticketId));
    if (now !== undefined) move(context, item, ['failed', 'failed'], {error: `${now} ${words}`});
  } catch {
    // The refusal stands as the service worded it; the poller reads the ticket in its turn.
  }
}

/** What of the ticket's present state explains the refusal, as far as anything does. */
function stateWords({kind}: OutboxItem, ticket: Ticket): string | undefined {
  const status = String(ticket.status).replaceAll('_', ' ');
  if (isFinal(ticket.status)) return `It came too late: the ticket is ${status} now.`;
  const isRefused = kind === 'cancel' ? ticket.cancellable === false : ticket.modifiable === false;
  if (!isRefused) return undefined;
  const cannot = kind === 'cancel' ? 'can no longer be cancelled' : 'takes no more changes';
  return `The ticket is ${status} now and ${cannot}.`;
}

/** Another process took this one for dead, and the user sends the item again: its state is no longer about this attempt. */
function isTakenOver({store}: OutboxContext, item: OutboxItem): boolean {
  return store.outbox(['sending']).find(({id}) => id === item.id)?.attempts !== item.attempts;
}

const AUDITED = {requeue: 'not sent', failed: 'failed', unknown: 'unknown'} as const;

/** An earlier attempt, thought to have failed, had taken effect after all: it is not sent again. */
export function arrivedBefore(context: OutboxContext, item: OutboxItem, found: Found): boolean {
  const change = {remoteId: found.remoteId, error: undefined, before: withFound(item, found)};
  if (found.created !== undefined) keepCreated(context, item, found.created);
  if (!move(context, item, [item.state, 'sent'], change)) return false;
  auditWrite(context, item, {result: 'found', remoteId: found.remoteId});
  return true;
}

function withFound(item: OutboxItem, {key}: Found): string | undefined {
  const before = beforeOf(item);
  return before === undefined || key === undefined ? item.before : formatBefore({...before, found: key});
}

/** The new ticket is in the list at once, with the kind that only this answer tells. */
function keepCreated({store, clock}: OutboxContext, item: OutboxItem, {id, kind}: CreateReply): void {
  store.track([id], 'created', clock.now());
  if (store.row(id) !== undefined) return;
  store.putSummaries([{id, kind, ibx: [], description: toSafeText(item.text)}], clock.now());
}

function noteTrouble(context: OutboxContext, item: OutboxItem, error: unknown): void {
  const known = asAppError(error);
  if (known.kind === 'cancelled') return;
  context.failed(item.id, known);
  const words = errorWords(known);
  if (known.kind !== 'store' && words !== item.error)
    move(context, item, ['queued', 'queued'], {error: words});
}
