import {ApiError, AppError, exitCodeOf} from '../../errors.ts';
import {PENDING, UNKNOWN} from '../../domain/exit-codes.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {forgetUploads} from '../../files/kept-uploads.ts';
import type {SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {pauseOf} from './pause-text.ts';
import {printJson} from '../print-json.ts';
import {type Io, tellError} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {nearText, type SendOptions} from './send-write.ts';
import type {WriteContext} from './write-context.ts';
import {writeJson} from './write-json.ts';
import {keptMessage, NAMES} from '../../console/outbox-text.ts';

/** Says what became of a request, as JSON, too, where that is wanted; `done` is what is said of one that is sent. Gives the exit code. */
export function reportWrite(
  context: WriteContext,
  result: SendResult,
  options: SendOptions & {readonly json?: boolean},
  done: (ticketId: string) => string,
): number {
  const {services, io} = context;
  const {ticketId, state} = result.item;
  if (options.json === true) printJson(io, writeJson(result, {status: services.store.row(ticketId)?.status}));
  if (state !== 'sent') return reportUnsent(context, result, options);
  io.note(`casedeck: ${done(ticketId)}\n`);
  return 0;
}

/**
 * Says what became of a request that is not `sent`, keeps its text where it was refused, and gives the exit
 * code: 0 where it was only to be queued, 7 unknown, 8 still queued, else that of the refusal.
 */
export function reportUnsent(
  {services, io, interrupted}: WriteContext,
  {item, error}: SendResult,
  {wait}: SendOptions,
): number {
  switch (item.state) {
    case 'unknown':
    case 'sending':
      return reportUnknown(services.outbox, io, item);
    case 'queued':
    case 'held':
      if (interrupted.aborted || error?.kind === 'auth') return makeDraftAgain(services, io, item, error);
      return reportPending(services, io, {item, error}, wait === false ? 0 : PENDING);
    case 'failed':
    case 'withdrawn':
      return makeDraftAgain(services, io, item, error);
    case 'sent':
      return 0;
  }
}

function reportUnknown(outbox: Opened['outbox'], io: Io, item: OutboxItem): number {
  const {kind, error} = item;
  const near = outbox.nearNote(item);
  io.err(`casedeck: whether the ${NAMES[kind]} arrived is not known. ${error ?? ''}`.trimEnd());
  if (near !== undefined) io.err(`\n${nearText(near)}\nThe same command with --found says that this is it.`);
  io.err(
    '\nIt is kept in the outbox. Look at the ticket; the same command with --again sends it once more.\n',
  );
  return UNKNOWN;
}

function reportPending(
  services: Pick<Opened, 'account' | 'clock' | 'gate'>,
  io: Io,
  {item, error}: SendResult,
  code: number,
): number {
  const {account} = services;
  const pause = pauseOf(services);
  if (error !== undefined) tellError(io, error);
  if (pause !== undefined) io.err(`casedeck: the service asks for a pause until ${pause}.\n`);
  const words = `casedeck: the ${NAMES[item.kind]} is in the outbox and goes to ${account.endpoint} when the console, another note or "casedeck sync" runs next.\n`;
  if (code === 0) io.note(words);
  else io.err(words);
  return code;
}

/** The text becomes the draft again, with the files that were uploaded for it. */
function makeDraftAgain(
  {outbox, store}: Pick<Opened, 'outbox' | 'store'>,
  io: Io,
  item: OutboxItem,
  error: AppError | undefined,
): number {
  const {kind, ticketId} = item;
  if (error !== undefined) tellError(io, error);
  else if (item.error !== undefined) io.err(`casedeck: ${item.error}\n`);
  try {
    if (item.state !== 'withdrawn') outbox.withdraw(item.id);
    if (isAboutFiles(error)) forgetUploads(store, ticketId, kind);
    io.err(keptMessage(kind, ticketId));
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    io.err(`casedeck: the ${NAMES[kind]} stays in the outbox: ${problem.message} ${problem.hint ?? ''}\n`);
  }
  return error === undefined ? 1 : exitCodeOf(error);
}

/** The service does not know an uploaded file any more. */
function isAboutFiles(error: AppError | undefined): boolean {
  return error instanceof ApiError && error.fields.some(({field}) => field.startsWith('attachments'));
}
