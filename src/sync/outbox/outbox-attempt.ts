import {asAppError} from '../../errors.ts';
import type {TicketSummary} from '../../domain/ticket.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {noteKeys} from './match-note.ts';
import {arrived, arrivedBefore, type Written} from './outbox-arrived.ts';
import {beforeOf, formatBefore, type Before} from '../../domain/outbox-before.ts';
import {answerFieldsOf, answerRequestOf, createRequestOf, noteRequestOf} from './outbox-check.ts';
import {move, type OutboxContext, type StepResult} from './outbox-context.ts';
import {lookUp, newestOrders, readFor, type Found, type Looked} from './outbox-lookup.ts';
import {errorMessageOf, isSharedFailure} from './outbox-outcome.ts';
import {recordFailure} from './outbox-refused.ts';
import {notFound, type InVain} from './outbox-resolve.ts';
import {auditWrite, sentByAudit, type AuditedSending} from './outbox-audit.ts';
import {isNote} from './outbox-search.ts';
import {cancelled} from '../../api/timers.ts';

/** Sends a queued item once, or finds that an earlier attempt had worked. `keepLane` renews the right to send. */
export async function sendItem(
  context: OutboxContext,
  item: OutboxItem,
  keepLane: () => boolean,
): Promise<StepResult> {
  let prepared: Before | Found;
  try {
    prepared = await prepare(context, item);
  } catch (error) {
    if (error instanceof NotAgain) {
      notFound(context, item, error.inVain);
      return 'next';
    }
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

/** An item that was sent before and is not sent again without the user: it was not found, or cannot be looked for. */
class NotAgain extends Error {
  readonly inVain: InVain;

  constructor(inVain: InVain) {
    super('not again');
    this.inVain = inVain;
  }
}

/** What must be known before sending; or, for an item that was tried before, the proof that it has arrived. */
async function prepare(context: OutboxContext, item: OutboxItem): Promise<Before | Found> {
  const earlier = beforeOf(item);
  const audited = earlier?.told === undefined ? sentByAudit(context, item) : undefined;
  if (audited !== undefined)
    return lookAgain(context, item, {...audited.before, ...earlier, ...reasonOf(audited.before)}, audited.by);
  if (earlier !== undefined) return lookAgain(context, item, earlier);
  const at = context.clock.now();
  if (item.kind === 'create') {
    const rows = (await newestOrders(context).catch(unlessShared(context)))?.tickets;
    return {at, fresh: rows !== undefined, keys: rows?.map(({id}) => id) ?? [], ...newestOf(rows)};
  }
  if (item.kind === 'cancel' || item.kind === 'answer') return {at, fresh: false, keys: []};
  return notesBefore(context, item);
}

function reasonOf({reason}: Before): Pick<Before, 'reason'> {
  return reason === undefined ? {} : {reason};
}

/**
 * Nothing is sent a second time without a check, except when the user was told that no check is possible. If the audit
 * log says that it was sent, it is not sent even if it is not found. If the log means another item, which the database
 * has lost, a found note may belong to either: the user decides.
 */
async function lookAgain(
  context: OutboxContext,
  item: OutboxItem,
  earlier: Before,
  audited?: AuditedSending['by'],
): Promise<Before | Found> {
  try {
    const {found, ...looked} = await lookToTheEnd(context, item, earlier);
    const isDoubtful = audited === 'lost item' && isNote(item) && found?.key !== undefined;
    if (found !== undefined && !isDoubtful) return found;
    const before = isDoubtful ? {...earlier, keys: [...earlier.keys, found.key], near: [found.key]} : earlier;
    if (looked.near.length > 0 || audited !== undefined)
      throw new NotAgain({before, looked: {...looked, found: undefined}, trouble: undefined});
    return {...earlier, keys: [...earlier.keys, ...looked.others]};
  } catch (error) {
    if (error instanceof NotAgain) throw error;
    unlessShared(context)(error);
    if (earlier.told === 'unreadable') return earlier;
    throw new NotAgain({before: earlier, looked: undefined, trouble: error});
  }
}

/** Before something is sent again, everything that may be it is checked. */
async function lookToTheEnd(context: OutboxContext, item: OutboxItem, before: Before): Promise<Looked> {
  const others: string[] = [];
  for (;;) {
    const known = formatBefore({...before, keys: [...before.keys, ...others]});
    const looked = await lookUp(context, {...item, before: known});
    others.push(...looked.others);
    if (!looked.isPart) return {...looked, others};
  }
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

/** If this ticket cannot be read but others can, it is written to anyway: the service's answer to the write decides. */
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
  const {endedAt: _over, ...kept} = before;
  const memory = formatBefore({...kept, sendings: (kept.sendings ?? 0) + 1, owner: context.owner});
  const sent: OutboxItem = {...item, before: memory, attempts: item.attempts + 1};
  const turn: Turn = {state: 'waiting'};
  // Nothing may happen between the last check of the rights and the sending.
  const onTurn = (): void => {
    if (!keepLane()) throw cancelled();
    const change = {before: memory, attempts: sent.attempts, error: undefined};
    turn.state = move(context, item, ['queued', 'sending'], change) ? 'mine' : 'taken';
    if (turn.state === 'taken') throw cancelled();
    // If this process is killed and the database loses its last changes, the log still has it.
    auditWrite(context, item, {result: 'sending'});
  };
  try {
    const written = await write(context, item, onTurn);
    await arrived(context, sent, written);
    return 'next';
  } catch (error) {
    // A request that can never be sent (it breaks a limit) does not wait.
    if (turn.state === 'waiting' && !isSharedFailure(error)) onTurn();
    if (turn.state === 'mine') return recordFailure(context, sent, {error, earlier: item.before});
    noteTrouble(context, item, error);
    // Held or withdrawn by the user meanwhile: the next one may go.
    return turn.state === 'taken' ? 'next' : 'wait';
  }
}

async function write(
  {api, reads, writes}: OutboxContext,
  item: OutboxItem,
  onTurn: () => void,
): Promise<Written> {
  const options = {signal: writes, waiting: reads, onTurn};
  if (item.kind === 'answer') {
    await api.answerNegotiation(answerFieldsOf(item).orderId, answerRequestOf(item), options);
    return {remoteId: undefined};
  }
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

function noteTrouble(context: OutboxContext, item: OutboxItem, error: unknown): void {
  const known = asAppError(error);
  if (known.kind === 'cancelled') return;
  context.failed(item.id, known);
  const words = errorMessageOf(known);
  if (known.kind !== 'store' && words !== item.error)
    move(context, item, ['queued', 'queued'], {error: words});
}
