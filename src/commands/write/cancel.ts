import {cancelProblems, refuseProblems} from '../../domain/new-ticket/check-request.ts';
import {cancelDoubt} from '../../domain/ticket/permissions.ts';
import {statusLabel, type Ticket} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import type {StoredTicket} from '../../domain/records.ts';
import type {SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {ageLong, formatStamp, parseIso} from '../../text/time/dates.ts';
import {truncate, wrap} from '../../text/width.ts';
import {ask} from '../ask.ts';
import {queueOnce, sendWrite, type SendOptions} from './send-write.ts';
import {printPlanned} from './dry-run.ts';
import {textSource, type TextOptions, type TextSource} from './text-input.ts';
import {
  checkMayWrite,
  readCurrent,
  readOwnText,
  type CurrentTicket,
  type WriteContext,
} from './write-context.ts';
import {reportWrite} from './write-outcome.ts';

export type CancelOptions = TextOptions &
  SendOptions & {
    /** The id need not be typed. */
    readonly yes?: boolean;
    readonly draft?: boolean;
    /** Nothing is sent: what would be is printed. */
    readonly dryRun?: boolean;
    readonly json?: boolean;
  };

/** `casedeck cancel ID`: asks for the id to be typed, then cancels; explains a ticket that cannot be, and what became of it. */
export async function runCancel(
  context: WriteContext,
  id: string,
  dash: string | undefined,
  options: CancelOptions,
): Promise<number> {
  const {services, io} = context;
  const isDry = options.dryRun === true;
  if (!isDry) checkMayWrite(services, id, 'The cancellation');
  const source = options.draft === true ? 'draft' : textSource(options, dash, io);
  if (isDry) return await printCancel(context, id, source, options);
  checkCanConfirm(context, options.yes);
  const current = await readCurrent(services, id);
  checkCancellable(context, id, current, options.anyway === true);
  const ticketId = services.store.row(id)?.id ?? id;
  const text = await readOwnText(context, {kind: 'cancel', ticketId}, source);
  const own = {kind: 'cancel', ticketId, text} as const;
  const item = await queueOnce(context, own, options, async () => {
    refuseProblems(cancelProblems(text), 'The cancellation');
    if (options.yes !== true) await confirmCancel(context, ticketId, current);
  });
  const send = async () => reportCancel(context, await sendWrite(context, item, options), options);
  return await context.finishing(send());
}

async function printCancel(
  context: WriteContext,
  id: string,
  source: TextSource | 'draft',
  {json}: CancelOptions,
): Promise<number> {
  const {services, io} = context;
  const ticketId = services.store.row(id)?.id ?? id;
  const reason = await readOwnText(context, {kind: 'cancel', ticketId}, source);
  const request = {operation: 'cancelTicket', ticketId, schema: 'CancelRequest', body: {reason}} as const;
  return await printPlanned(services, io, {request, json});
}

async function reportCancel(
  context: WriteContext,
  result: SendResult,
  options: CancelOptions,
): Promise<number> {
  const {services, io} = context;
  const {store, poller} = services;
  const {ticketId, state} = result.item;
  // Why it was refused stands in the ticket.
  if (state === 'failed' && result.error?.kind === 'conflict')
    await poller.refresh(ticketId).catch(() => undefined);
  const stored = store.ticket(ticketId);
  const code = reportWrite(context, result, options, () => doneText(ticketId, stored?.ticket));
  if (state === 'failed' && stored !== undefined) io.err(`${ticketId} now: ${stateText(stored.ticket)}.\n`);
  return code;
}

/** The service may take a cancellation and carry it out later: what the ticket says now is what is told. */
function doneText(ticketId: string, ticket: Ticket | undefined): string {
  if (ticket === undefined || ticket.status === 'CANCELLED')
    return `${ticketId} is cancelled${ticket === undefined ? '' : `; ${stateText(ticket)}`}.`;
  return `the service has taken the cancellation of ${ticketId}; ${stateText(ticket)} as yet.`;
}

/** `CLOSED since 2026-11-23 04:10 UTC, last changed by Global Service Desk`. */
function stateText({status, statusHistory = [], updatedBy}: Ticket): string {
  const since = parseIso(statusHistory.findLast((change) => change.status === status)?.createdDateTime ?? '');
  return [
    `its status is ${status === undefined ? 'not known' : statusLabel(status)}`,
    since === undefined ? '' : ` since ${formatStamp(since, 'local')}`,
    updatedBy === undefined ? '' : `, last changed by ${updatedBy}`,
  ].join('');
}

function checkCancellable({io}: WriteContext, id: string, current: CurrentTicket, anyway: boolean): void {
  const {stored, isFresh} = current;
  const doubt = stored === undefined || !isFresh ? undefined : cancelDoubt(stored.ticket);
  if (stored === undefined || doubt === undefined) return;
  const {ticket} = stored;
  if (anyway) {
    io.note(`casedeck: ${doubt.message} It is asked all the same.\n`);
    return;
  }
  if (doubt.isFinal) {
    throw new AppError('conflict', `There is nothing to cancel in ${id}: ${stateText(ticket)}.`, {
      hint: 'Nothing was sent.',
    });
  }
  throw new AppError('conflict', `The service does not let ${id} be cancelled: ${stateText(ticket)}.`, {
    hint: `Ask for it in a note: casedeck note ${id} -m "Please cancel this." With --anyway it is asked all the same, and the service decides.`,
  });
}

/** Throws an AppError `usage` where nobody can be asked and `yes` was not said. */
export function checkCanConfirm({io}: WriteContext, yes: boolean | undefined): void {
  if (yes === true || io.canAsk()) return;
  throw new AppError('usage', 'Cancelling must be confirmed, and there is nobody to ask.', {
    hint: 'Give --yes to cancel without a question.',
  });
}

/** Shows what would be cancelled and asks for its id. Throws an AppError `input` where that is not typed. */
export async function confirmCancel(
  {services, io, interrupted}: WriteContext,
  ticketId: string,
  {stored, isFresh}: CurrentTicket,
): Promise<void> {
  const {account, clock} = services;
  const lines = [
    `Cancel ${ticketId}, of ${account.environment} (${account.endpoint})?`,
    ...(stored === undefined ? [] : ticketLines(stored)),
    ...(isFresh ? [] : [`  ${staleText(stored, clock.now())}`]),
    'Equinix is asked to stop working on it. That cannot be taken back: a cancelled ticket takes no more notes.',
  ];
  io.err(`${lines.flatMap((line) => wrap(line, WIDTH)).join('\n')}\n`);
  const typed = await ask(io, 'Type the id to confirm: ', '--yes', interrupted);
  if (typed === ticketId) return;
  throw new AppError(
    'input',
    `Not cancelled: ${typed === '' ? 'no id was typed' : 'what was typed is not the id'}.`,
    {hint: 'Nothing was sent.'},
  );
}

const WIDTH = 78;

/** What is about to be cancelled, and for whom. */
function ticketLines({ticket, row}: StoredTicket): readonly string[] {
  const owner = [ticket.accountNumber, ticket.accountName].filter((part) => part !== undefined).join(' ');
  const what = [statusLabel(ticket.status), ticket.ibx.join(', '), row.summary].filter(Boolean).join('  ');
  const fixed = ticket.lines?.filter((line) => line.cancellable === false) ?? [];
  return [
    truncate(`  ${what}`, WIDTH),
    ...(owner === '' ? [] : [`  Account ${owner}`]),
    ...fixed.map((line) => `  Its line ${line.lineId ?? ''} ${line.productName ?? ''} cannot be cancelled.`),
  ];
}

function staleText(stored: StoredTicket | undefined, now: number): string {
  const readAt = stored?.row.fetchedAt;
  if (readAt === undefined) return 'The service cannot be reached, and nothing is known of it here.';
  return `The service cannot be reached; this was read ${ageLong(now - readAt)}.`;
}
