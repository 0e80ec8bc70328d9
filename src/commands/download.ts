import type {Ticket, TicketAttachment} from '../api/ticket.ts';
import {AppError, describeError, exitCodeOf} from '../errors.ts';
import {caseNumberFor, downloadFile, type DownloadedFile} from '../sync/download.ts';
import {openFolder} from '../sync/new-file.ts';
import {byteWords} from '../text/byte-words.ts';
import {toSafeLine} from '../text/to-safe-text.ts';
import {errorText} from './io.ts';
import {createPace} from './pace.ts';
import {printJson} from './print-json.ts';
import {readTickets} from './read-tickets.ts';
import {showTransfer} from './transfer-words.ts';
import type {WriteContext} from './write-context.ts';
import {errorJson, type ErrorJson} from './write-json.ts';

export type DownloadOptions = {readonly to?: string; readonly json?: boolean};

/** What `download` prints with `--json`. */
export type DownloadJson = {
  readonly ticket: string;
  /** Where the files are. */
  readonly folder: string;
  readonly files: readonly DownloadedJson[];
  readonly failed: readonly FailedJson[];
};

/** `name` as the ticket lists it; `path` is the whole path of the new file, `size` in bytes, `sha256` in hex. */
export type DownloadedJson = DownloadedFile & {readonly id: string; readonly name?: string};
export type FailedJson = {readonly id: string; readonly name?: string; readonly error: ErrorJson};

/** `casedeck download ID [ATTACHMENT...]`: files of a case into a folder, all of them where none is named. */
export async function runDownload(
  context: WriteContext,
  id: string,
  wanted: readonly string[],
  options: DownloadOptions,
): Promise<number> {
  const {services, io} = context;
  const {tickets} = await readTickets(services, io, [id], false);
  const ticket = tickets[0]?.ticket;
  if (ticket === undefined) throw new AppError('not-found', `There is no ticket ${toSafeLine(id)}.`);
  const attachments = chooseFiles(ticket, wanted);
  const folder = await openFolder(options.to ?? '.');
  const {files, failed} = await context.finishing(downloadFiles(context, ticket, attachments, folder));
  if (options.json === true) {
    printJson(io, {ticket: ticket.id, folder, files, failed: failed.map(failedJson)} satisfies DownloadJson);
  } else io.out(files.map(({path}) => `${toSafeLine(path)}\n`).join(''));
  if (attachments.length === 0) io.note(`casedeck: ${ticket.id} has no files.\n`);
  return failed[0] === undefined ? 0 : exitCodeOf(failed[0].error);
}

export type Failed = {readonly attachment: TicketAttachment; readonly error: AppError};
export type Downloads = {readonly files: readonly DownloadedJson[]; readonly failed: readonly Failed[]};

/** These files, one after the other; one that fails is told, and does not stop the others unless they would fail too. */
export async function downloadFiles(
  {services, io, interrupted}: WriteContext,
  ticket: Ticket,
  attachments: readonly TicketAttachment[],
  folder: string,
): Promise<Downloads> {
  const files: DownloadedJson[] = [];
  const failed: Failed[] = [];
  if (attachments.length === 0) return {files, failed};
  const caseNumber = caseNumberFor(ticket, 'files');
  const pace = createPace(services.settings.api.rate.perSecond, interrupted);
  for (const attachment of attachments) {
    const {id, name} = attachment;
    const label = name ?? id;
    try {
      await pace();
      const onProgress = showTransfer(io, label);
      const file = await downloadFile(services, caseNumber, attachment, {
        folder,
        signal: interrupted,
        onProgress,
      });
      io.progress('');
      io.note(`casedeck: ${label}, ${byteWords(file.size)}\n`);
      files.push({id, ...(name === undefined ? {} : {name}), ...file});
    } catch (error) {
      io.progress('');
      if (!(error instanceof AppError) || STOPPING.has(error.kind)) throw error;
      io.err(errorText({...describeError(error), title: `${label}: ${describeError(error).title}`}));
      failed.push({attachment, error});
    }
  }
  return {files, failed};
}

/** What would happen to the next file too. */
const STOPPING: ReadonlySet<string> = new Set(['cancelled', 'auth', 'store', 'bug']);

/** By id or by name; a name may stand for several files. Throws an AppError `not-found`. */
function chooseFiles({id, attachments = []}: Ticket, wanted: readonly string[]): readonly TicketAttachment[] {
  if (wanted.length === 0) return attachments;
  const chosen = wanted.flatMap((word) => {
    const found = attachments.filter((file) => file.id === word || file.name === word);
    if (found.length > 0) return found;
    const names = attachments.map((file) => file.name ?? file.id).join(', ');
    throw new AppError('not-found', `${id} has no file ${toSafeLine(word)}.`, {
      hint: names === '' ? 'It has no files at all.' : `Its files: ${names}.`,
    });
  });
  return [...new Set(chosen)];
}

function failedJson({attachment: {id, name}, error}: Failed): FailedJson {
  return {id, ...(name === undefined ? {} : {name}), error: errorJson(error)};
}
