import type {Ticket, TicketAttachment} from '../../domain/ticket.ts';
import {AppError, exitCodeOf} from '../../errors.ts';
import {
  downloadFiles,
  type Downloads,
  type DownloadWatch,
  type FailedAttachment,
  type SavedAttachment,
} from '../../files/download-files.ts';
import {openFolder} from '../../files/new-file.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {tellError, type Io} from '../../console/session/io.ts';
import {printJson} from '../print-json.ts';
import {readTickets} from './read-tickets.ts';
import {showTransfer} from './transfer-line.ts';
import type {WriteContext} from '../write/write-context.ts';
import {errorJson, type ErrorJson} from '../write/write-json.ts';

export type DownloadOptions = {
  readonly to?: string;
  /** Bytes. */
  readonly most?: number;
  readonly json?: boolean;
};

/** What `download` prints with `--json`. */
export type DownloadJson = {
  readonly ticket: string;
  /** Where the files are. */
  readonly folder: string;
  readonly files: readonly DownloadedJson[];
  readonly failed: readonly FailedJson[];
};

/** `name` as the ticket lists it; `path` is the whole path of the new file, `size` in bytes, `sha256` in hex. */
export type DownloadedJson = SavedAttachment;
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
  const {files, failed} = await context.finishing(
    saveFiles(context, ticket, attachments, {folder, mostBytes: options.most}),
  );
  if (options.json === true) {
    printJson(io, {ticket: ticket.id, folder, files, failed: failed.map(failedJson)} satisfies DownloadJson);
  } else io.out(files.map(({path}) => `${toSafeLine(path)}\n`).join(''));
  if (attachments.length === 0) io.note(`casedeck: ${ticket.id} has no files.\n`);
  return failed[0] === undefined ? 0 : exitCodeOf(failed[0].error);
}

/** These files, one after the other, with what comes of each on the way. */
async function saveFiles(
  {services, io, interrupted: signal}: WriteContext,
  ticket: Ticket,
  attachments: readonly TicketAttachment[],
  into: Pick<DownloadWatch, 'folder' | 'mostBytes'>,
): Promise<Downloads> {
  const {api, clock, settings} = services;
  const watch = fileText(io);
  const deps = {api, clock, perSecond: settings.api.rate.perSecond};
  return await downloadFiles(deps, ticket, attachments, {...into, signal, ...watch});
}

/** What is said of each file while it is fetched. */
export function fileText(io: Io): Pick<DownloadWatch, 'onProgress' | 'onSaved' | 'onFailed'> {
  return {
    onProgress: showTransfer(io),
    onSaved: (name, {size}) => {
      io.progress('');
      io.note(`casedeck: ${name}, ${byteText(size)}\n`);
    },
    onFailed: (name, error) => {
      io.progress('');
      tellError(io, error, `${name}: `);
    },
  };
}

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

function failedJson({attachment: {id, name}, error}: FailedAttachment): FailedJson {
  return {id, ...(name === undefined ? {} : {name}), error: errorJson(error)};
}
