import {createHash} from 'node:crypto';
import {stat} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {AppError, describeError, exitCodeOf} from '../errors.ts';
import type {StoredTicket} from '../store/types.ts';
import {newFolder} from '../sync/new-folder.ts';
import {openFolder, writeNewFile} from '../sync/new-file.ts';
import {readEmail} from '../sync/read-email.ts';
import {cancelled} from '../sync/timers.ts';
import {escapeJson} from '../text/escape-json.ts';
import {htmlToText} from '../text/html-to-text.ts';
import {toSafeLine} from '../text/to-safe-text.ts';
import {downloadFiles} from './download.ts';
import {emailFileName, emailPage, emailText} from './email-text.ts';
import {errorText} from './io.ts';
import {createPace} from './pace.ts';
import {ticketText} from './plain-text.ts';
import {printJson} from './print-json.ts';
import {readTickets} from './read-tickets.ts';
import {ticketJson} from './ticket-json.ts';
import type {WriteContext} from './write-context.ts';
import {errorJson, type ErrorJson} from './write-json.ts';

export type ExportOptions = {readonly to?: string; readonly json?: boolean};

/** What `export` prints with `--json`. */
export type ExportJson = {
  readonly ticket: string;
  /** The new folder; its name ends in "(incomplete)" where something is missing. */
  readonly folder: string;
  readonly complete: boolean;
  readonly files: readonly ExportedFile[];
  readonly missing: readonly MissingJson[];
};

/** `path` within the folder, `size` in bytes, `sha256` in hex. */
export type ExportedFile = {readonly path: string; readonly size: number; readonly sha256: string};
export type MissingJson = {readonly what: string; readonly error: ErrorJson};

type Missing = {readonly what: string; readonly error: AppError};

/** `casedeck export ID`: all of a ticket in a new folder; what cannot be had is named there and told. */
export async function runExport(
  context: WriteContext,
  id: string,
  {to, json}: ExportOptions,
): Promise<number> {
  const {services, io} = context;
  const {tickets} = await readTickets(services, io, [id], false);
  const [stored] = tickets;
  if (stored === undefined) throw new AppError('not-found', `There is no ticket ${toSafeLine(id)}.`);
  const parent = await openFolder(to ?? '.');
  const {folder, files, missing} = await context.finishing(exportTicket(context, stored, parent));
  if (json === true) {
    const list = missing.map(({what, error}) => ({what, error: errorJson(error)}));
    printJson(io, {
      ticket: stored.ticket.id,
      folder,
      complete: missing.length === 0,
      files,
      missing: list,
    } satisfies ExportJson);
  } else io.out(`${toSafeLine(folder)}\n`);
  return missing[0] === undefined ? 0 : exitCodeOf(missing[0].error);
}

type Exported = {
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  readonly missing: readonly Missing[];
};

async function exportTicket(context: WriteContext, stored: StoredTicket, parent: string): Promise<Exported> {
  const {ticket} = stored;
  const folder = await newFolder(parent, ticket.id);
  try {
    const out = exportInto(folder.path);
    await out.add('', 'ticket.txt', ticketText(stored));
    await out.add('', 'ticket.json', `${escapeJson(JSON.stringify(ticketJson(stored), undefined, 2))}\n`);
    await out.add('', 'raw.json', `${escapeJson(stored.raw ?? '{}')}\n`);
    const missing = [
      ...(await exportEmails(context, stored, out)),
      ...(await exportFiles(context, stored, out)),
    ];
    if (missing.length > 0) await out.add('', 'INCOMPLETE.txt', missing.map(missingWords).join(''));
    const sums = out.files().map(({sha256, path}) => `${sha256}  ${path}\n`);
    await writeNewFile(folder.path, 'SHA256SUMS', sums.join(''));
    if (context.interrupted.aborted) throw cancelled();
    const name = missing.length === 0 ? ticket.id : `${ticket.id} (incomplete)`;
    return {folder: await folder.finish(name), files: out.files(), missing};
  } catch (error) {
    await folder.abandon();
    throw error;
  }
}

type Out = {
  add: (folder: string, name: string, content: string) => Promise<void>;
  /** Notes a file that was written there already. */
  addWritten: (file: {readonly path: string; readonly size: number; readonly sha256: string}) => void;
  folder: (name: string) => Promise<string>;
  files: () => readonly ExportedFile[];
};

function exportInto(root: string): Out {
  const files: ExportedFile[] = [];
  const within = (path: string) => relative(root, path).replaceAll('\\', '/');
  const folder = (name: string) => (name === '' ? Promise.resolve(root) : openFolder(join(root, name)));
  return {
    add: async (name, file, content) => {
      const path = await writeNewFile(await folder(name), file, content);
      const {size} = await stat(path);
      files.push({path: within(path), size, sha256: createHash('sha256').update(content).digest('hex')});
    },
    addWritten: ({path, size, sha256}) => void files.push({path: within(path), size, sha256}),
    folder,
    files: () => files,
  };
}

async function exportEmails(
  {services, io, interrupted}: WriteContext,
  {ticket}: StoredTicket,
  out: Out,
): Promise<readonly Missing[]> {
  const missing: Missing[] = [];
  const emails = ticket.emails ?? [];
  const pace = createPace(services.settings.api.rate.perSecond, interrupted);
  for (const [index, listed] of emails.entries()) {
    io.progress(`casedeck: ${index + 1} of ${emails.length} e-mails`);
    const name = emailFileName(index + 1, listed);
    try {
      await pace();
      const email = await readEmail(services, ticket.id, listed.id, interrupted);
      await out.add('emails', `${name}.txt`, emailText(email, htmlToText(email.html)));
      await out.add('emails', `${name}.html`, emailPage(email));
    } catch (error) {
      if (interrupted.aborted || !(error instanceof AppError) || error.kind === 'store') throw error;
      missing.push({what: `e-mail ${listed.id}, ${listed.subject ?? '(no subject)'}`, error});
      io.err(
        errorText({...describeError(error), title: `E-mail ${listed.id}: ${describeError(error).title}`}),
      );
    }
  }
  io.progress('');
  return missing;
}

async function exportFiles(
  context: WriteContext,
  {ticket}: StoredTicket,
  out: Out,
): Promise<readonly Missing[]> {
  const attachments = ticket.attachments ?? [];
  if (attachments.length === 0) return [];
  try {
    const {files, failed} = await downloadFiles(context, ticket, attachments, await out.folder('files'));
    for (const file of files) out.addWritten(file);
    return failed.map(({attachment: {id, name}, error}) => ({what: `file ${name ?? id}`, error}));
  } catch (error) {
    // An order without a case number has no files to be had, but all the rest.
    if (!(error instanceof AppError) || error.kind !== 'input') throw error;
    context.io.err(errorText(describeError(error)));
    return attachments.map(({id, name}) => ({what: `file ${name ?? id}`, error}));
  }
}

function missingWords({what, error}: Missing): string {
  const {title, hint, reference} = describeError(error);
  return `${what}\n${[title, hint, reference]
    .filter((line) => line !== undefined)
    .map((line) => `  ${line}\n`)
    .join('')}`;
}
