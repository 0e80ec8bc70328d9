import {noteProblems, refuseProblems} from '../../domain/new-ticket/check-request.ts';
import type {AttachmentRef} from '../../domain/requests.ts';
import {noteDoubt, noteRemarks, type Doubt} from '../../domain/ticket/permissions.ts';
import {statusLabel, type Ticket} from '../../domain/ticket.ts';
import {draftJson} from '../shift/drafts-command.ts';
import {fileRefs, plannedNote, printPlanned} from './dry-run.ts';
import {AppError} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {extraOf, NO_CONTENT} from '../../domain/draft-content.ts';
import {fileNameOf, isStillGood} from '../../files/kept-uploads.ts';
import type {LocalFile} from '../../files/local-file.ts';
import {printJson} from '../print-json.ts';
import {queueBeside, sendWrite, unsentTwin, type SendOptions} from './send-write.ts';
import {textSource, type TextOptions} from './text-input.ts';
import {
  checkMayWrite,
  keepingText,
  readCurrent,
  readOwnText,
  type CurrentTicket,
  type WriteContext,
} from './write-context.ts';
import {
  askAboutSecrets,
  checkAttachOptions,
  checkFileCount,
  prepareFiles,
  uploadFiles,
  type AttachOptions,
} from './write-files.ts';
import {reportWrite} from './write-outcome.ts';
import {NAMES} from '../../console/outbox-text.ts';

export type NoteOptions = TextOptions &
  AttachOptions &
  SendOptions & {
    readonly reply?: boolean;
    /** The kept draft is sent as it is, with its files. */
    readonly draft?: boolean;
    /** Nothing is sent: what would be is printed. */
    readonly dryRun?: boolean;
    /** Nothing is sent: the text becomes the draft, for a person to send. */
    readonly draftOnly?: boolean;
    readonly json?: boolean;
  };

/** `casedeck note ID`: a note or a reply, with files; waits until the service has it. */
export async function runNote(
  context: WriteContext,
  id: string,
  dash: string | undefined,
  options: NoteOptions,
): Promise<number> {
  const {services, io} = context;
  const {store} = services;
  if (isSent(options)) checkMayWrite(services, id, 'The note');
  const kind = options.reply === true ? 'reply' : 'note';
  const source = options.draft === true ? 'draft' : textSource(options, dash, io);
  checkAttachOptions(options, io, source !== 'draft' && source.from === 'stdin');
  if (isSent(options) && options.wait !== false)
    checkTakesNotes(context, id, await readCurrent(services, id), options);
  const ticketId = store.row(id)?.id ?? id;
  const text = await readOwnText(context, {kind, ticketId}, source);
  const chosen = source === 'draft' || source.from === 'editor' ? draftFiles(context, {kind, ticketId}) : [];
  const note: Note = {kind, ticketId, text, chosen};
  if (!isSent(options)) return await printOrKeep(context, note, options);
  const prepared = await keepingText(context, note, () => prepareNote(context, note, options));
  return await context.finishing(sendNote(context, note, prepared, options));
}

function isSent({dryRun, draftOnly}: NoteOptions): boolean {
  return dryRun !== true && draftOnly !== true;
}

type Note = {
  readonly kind: 'note' | 'reply';
  readonly ticketId: string;
  readonly text: string;
  /** Files that the draft had already. */
  readonly chosen: readonly AttachmentRef[];
};

/** What is to be uploaded; or the item that an earlier attempt left. */
type Prepared = {readonly files: readonly LocalFile[]; readonly left: OutboxItem | undefined};

/** Checks everything, so that what will be refused costs nothing. */
async function prepareNote(
  {services, io, interrupted}: WriteContext,
  note: Note,
  options: NoteOptions,
): Promise<Prepared> {
  const {kind, ticketId, text, chosen} = note;
  refuseProblems(noteProblems({text, attachments: chosen}), `The ${NAMES[kind]}`);
  checkFileCount(chosen.length + (options.attach ?? []).length);
  const files = await prepareFiles(options, io);
  await askAboutSecrets(files, options, {io, interrupted});
  const names = [...chosen.map(fileNameOf), ...files.map(({name}) => name)];
  const left = unsentTwin(services, {kind, ticketId, text, files: names}, options);
  if (left !== undefined) io.note(`casedeck: this ${NAMES[kind]} is in the outbox already.\n`);
  return {files, left};
}

/** `--draft-only`: for a program that proposes a text. It never replaces a draft that a person has begun. */
function keepDraft({services, io}: WriteContext, {kind, ticketId, text}: Note, options: NoteOptions): number {
  refuseProblems(noteProblems({text}), `The ${NAMES[kind]}`);
  const {store, clock} = services;
  const begun = store.draft(ticketId, kind)?.text ?? '';
  if (begun !== '' && begun !== text)
    throw new AppError('conflict', `There is a draft of a ${NAMES[kind]} for ${ticketId} already.`, {
      hint: `"casedeck drafts show ${ticketId}" prints it, "casedeck drafts delete ${ticketId}" makes room.`,
    });
  store.saveDraft({ticketId, kind, text, updatedAt: clock.now()});
  const draft = store.draft(ticketId, kind);
  if (options.json === true && draft !== undefined) printJson(io, draftJson(draft));
  else io.note(`casedeck: nothing was sent; the draft waits on ${ticketId} in the console.\n`);
  return 0;
}

async function printOrKeep(context: WriteContext, note: Note, options: NoteOptions): Promise<number> {
  if (options.draftOnly === true) return keepDraft(context, note, options);
  const {services, io} = context;
  const {ticketId, text, chosen} = note;
  const attachments = [...chosen, ...fileRefs(await prepareFiles(options, io))];
  const request = plannedNote(services.settings, ticketId, {text, attachments});
  return await printPlanned(services, io, {request, json: options.json});
}

async function sendNote(
  context: WriteContext,
  note: Note,
  {files, left}: Prepared,
  options: NoteOptions,
): Promise<number> {
  const {services, io, interrupted} = context;
  const {kind, ticketId, text, chosen} = note;
  const queue = async () => {
    const uploads = await uploadFiles(
      {services, io, signal: interrupted, anyway: options.anyway === true},
      {ticketId, kind},
      files,
    );
    const extra = extraOf({...NO_CONTENT, attachments: [...chosen, ...uploads]});
    return queueBeside(services, {kind, ticketId, text, ...(extra === undefined ? {} : {extra})});
  };
  const item = left ?? (await keepingText(context, note, queue));
  const result = await sendWrite(context, item, options);
  return reportWrite(context, result, options, (id) => `the ${NAMES[kind]} is on ${id}.`);
}

/** Says what speaks against it; where the service says no, only `--anyway` goes on. */
function checkTakesNotes({io}: WriteContext, id: string, current: CurrentTicket, options: NoteOptions): void {
  const {stored, isFresh} = current;
  if (stored === undefined || !isFresh) return;
  const {ticket} = stored;
  for (const words of noteRemarks(ticket, options.reply === true ? 'reply' : 'note'))
    io.note(`casedeck: ${words}\n`);
  const doubt = noteDoubt(ticket);
  if (doubt === undefined) return;
  if (options.anyway === true) {
    io.note(`casedeck: ${doubt.message} It is sent all the same.\n`);
    return;
  }
  const words = doubt.isFinal
    ? `${id} is ${statusLabel(ticket.status)}: the service takes no note for it.`
    : `${id}: ${doubt.message}`;
  throw new AppError('conflict', words, {hint: hintOf(ticket, doubt)});
}

function hintOf(ticket: Ticket, {isFinal}: Doubt): string {
  const anyway = 'With --anyway it is sent all the same, and the service decides.';
  if (!isFinal) return anyway;
  return ticket.reOpen === true
    ? `The service says that it can be re-opened; the portal does that. ${anyway}`
    : `Open a new ticket with casedeck create, and name this one in it. ${anyway}`;
}

function draftFiles(
  {services}: WriteContext,
  {kind, ticketId}: Omit<Note, 'text' | 'chosen'>,
): readonly AttachmentRef[] {
  const {store, clock} = services;
  const {attachments = []} = store.draft(ticketId, kind) ?? {};
  const gone = attachments.filter((ref) => !isStillGood(ref, clock.now()));
  if (gone.length === 0) return attachments;
  throw new AppError(
    'input',
    `The service has removed files of this draft, which were uploaded too long ago: ${gone.map(({name}) => name).join(', ')}.`,
    {
      hint: 'Write the note again with -m and --attach.',
    },
  );
}

/** `casedeck attach ID FILE...`: a note whose point are its files. */
export async function runAttach(
  context: WriteContext,
  id: string,
  files: readonly string[],
  options: NoteOptions,
): Promise<number> {
  const hasText = options.message !== undefined || options.file !== undefined;
  const names = files.map((file, index) => options.name?.[index] ?? baseName(file));
  const text = hasText ? {} : {message: [`Attached: ${names.join(', ')}`]};
  return await runNote(context, id, undefined, {...options, ...text, attach: files});
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
