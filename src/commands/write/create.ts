import {refuseProblems} from '../../domain/new-ticket/check-request.ts';
import type {CreateRequest} from '../../domain/requests.ts';
import {fillIn} from '../../domain/new-ticket/new-ticket-form.ts';
import {warningText} from '../../domain/new-ticket/known-better.ts';
import {AppError, type FieldProblem} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {fileNameOf} from '../../files/kept-uploads.ts';
import type {LocalFile} from '../../files/local-file.ts';
import type {SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {askYes} from '../ask.ts';
import {withAsset} from './find-asset.ts';
import {placeOfId} from '../../state/kept-assets.ts';
import {gatherForm, type CreateFieldOptions} from './create-answers.ts';
import {isHint, plannedTicket, reviewText} from './create-review.ts';
import {describeRequest, printPlanned, targetText} from './dry-run.ts';
import {printJson} from '../print-json.ts';
import {queueBeside, sendWrite, unsentTwin, type SendOptions} from './send-write.ts';
import {checkMayWrite, keepingText, type OwnText, type WriteContext} from './write-context.ts';
import {
  askAboutSecrets,
  checkAttachOptions,
  checkFileCount,
  prepareFiles,
  secretWarnings,
  uploadFiles,
} from './write-files.ts';
import {writeJson} from './write-json.ts';
import {reportUnsent} from './write-outcome.ts';

export type CreateOptions = CreateFieldOptions &
  SendOptions & {
    /** Nothing is sent, not even files. */
    readonly dryRun?: boolean;
    /** It is sent without being looked at. */
    readonly yes?: boolean;
    readonly json?: boolean;
  };

/** `casedeck create`: a new ticket from options, a file or the kept draft; shown as it will be sent, then sent. */
export async function runCreate(
  context: WriteContext,
  dash: string | undefined,
  options: CreateOptions,
): Promise<number> {
  const {services, io} = context;
  const {dryRun = false, yes = false} = options;
  if (!dryRun) checkMayWrite(services, undefined, 'The new ticket');
  checkAttachOptions(options, io, dash === '-' || options.file === '-');
  if (!dryRun && !yes && !io.canAsk()) {
    throw new AppError(
      'usage',
      'A new ticket must be looked at before it is sent, and there is nobody to ask.',
      {
        hint: 'Give --yes to send it as it is, or --dry-run to see it.',
      },
    );
  }
  const {form: given, files: wanted} = await gatherForm(context, dash, options);
  const form = options.asset === undefined ? given : await withAsset(context, given, options.asset);
  const place = placeOfId(services.store, form.primaryId ?? '');
  const {request, problems, warnings} = fillIn({...form, place}, services.clock.now());
  const own = ownText(request);
  const prepared = await keepingText(context, own, async () => {
    refuseProblems(problems, 'The new ticket');
    checkFileCount(wanted.length + (request.attachments ?? []).length);
    const attach = {
      attach: wanted.map(({path}) => path),
      name: wanted.map(({path, name}) => name ?? path.split(/[/\\]/).at(-1) ?? path),
    };
    return {files: await prepareFiles(attach, io)};
  });
  const ticket: Ticket = {request, warnings, files: prepared.files};
  if (dryRun) return await printRequest(context, ticket, options);
  const left = await keepingText(context, own, () => review(context, ticket, options));
  return await context.finishing(send(context, request, {...prepared, left}, options));
}

/** A new ticket as it is looked at before it goes out. */
type Ticket = {
  readonly request: CreateRequest;
  readonly warnings: readonly FieldProblem[];
  readonly files: readonly LocalFile[];
};

/** What only casedeck believes: said, and no reason to refuse. */
function tellWarnings({io}: WriteContext, warnings: readonly FieldProblem[]): void {
  for (const warning of warnings) io.err(`casedeck: warning: ${warningText(warning)}\n`);
}

/** The kept draft of a new ticket holds all of its fields. */
function ownText({description, ...fields}: CreateRequest): OwnText {
  return {ticketId: '', kind: 'create', text: description, extra: fields};
}

async function printRequest(
  context: WriteContext,
  {request, warnings, files}: Ticket,
  {json}: CreateOptions,
): Promise<number> {
  const {services, io} = context;
  io.err(secretWarnings(files));
  if (files.length > 0) io.note('casedeck: a file gets its id when it is uploaded.\n');
  tellWarnings(context, warnings);
  return await printPlanned(services, io, {request: plannedTicket(request, files), json, isHint});
}

/** Shows what will be sent, asks, and gives what an earlier attempt left in the outbox. */
async function review(
  context: WriteContext,
  {request, warnings, files}: Ticket,
  options: CreateOptions,
): Promise<OutboxItem | undefined> {
  const {services, io, interrupted} = context;
  await askAboutSecrets(files, options, {io, interrupted});
  if (options.yes !== true) {
    const described = await describeRequest(services, plannedTicket(request, files));
    const body = escapeJson(JSON.stringify(described.body, undefined, 2));
    io.err(`New ticket\n${reviewText(services, request, files)}\n${targetText(described)}${body}\n`);
  }
  tellWarnings(context, warnings);
  if (options.yes !== true) {
    if (!(await askYes(io, 'Create this ticket?', '--yes', interrupted))) {
      throw new AppError('input', 'Not created: the answer was not yes.', {hint: 'Nothing was sent.'});
    }
  }
  const names = [...(request.attachments ?? []).map(fileNameOf), ...files.map(({name}) => name)];
  const twin = {
    kind: 'create',
    ticketId: '',
    text: request.description,
    code: request.code,
    files: names,
  } as const;
  return unsentTwin(services, twin, options);
}

type Prepared = {readonly files: readonly LocalFile[]; readonly left: OutboxItem | undefined};

async function send(
  context: WriteContext,
  request: CreateRequest,
  {files, left}: Prepared,
  options: CreateOptions,
): Promise<number> {
  const {services, io, interrupted} = context;
  const queue = async () => {
    const uploads = await uploadFiles(
      {services, io, signal: interrupted, anyway: options.yes === true},
      {ticketId: '', kind: 'create'},
      files,
    );
    const attachments = [...(request.attachments ?? []), ...uploads];
    const extra = JSON.stringify({...request, ...(attachments.length === 0 ? {} : {attachments})});
    return queueBeside(services, {kind: 'create', ticketId: '', text: request.description, extra});
  };
  const item = left ?? (await keepingText(context, ownText(request), queue));
  return report(context, await sendWrite(context, item, options), options);
}

function report(context: WriteContext, result: SendResult, options: CreateOptions): number {
  const {services, io} = context;
  const {item} = result;
  const created = item.remoteId === undefined ? undefined : services.store.ticket(item.remoteId)?.ticket;
  if (options.json === true) printJson(io, writeJson(result, {type: created?.kind, status: created?.status}));
  if (item.state === 'sent') {
    if (options.json !== true) io.out(`${item.remoteId ?? ''} ${created?.kind ?? ''}`.trim().concat('\n'));
    io.note('casedeck: created; it is tracked from now on.\n');
    return 0;
  }
  return reportUnsent(context, result, options);
}
