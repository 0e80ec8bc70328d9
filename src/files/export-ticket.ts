import {createHash} from 'node:crypto';
import {mkdir, rename, rm, rmdir, stat} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {AppError, describeError} from '../errors.ts';
import type {StoredTicket} from '../domain/records.ts';
import {escapeJson} from '../text/safe/escape-json.ts';
import {htmlToTextInSlices} from '../text/html/html-to-text.ts';
import {downloadFiles, type DownloadWatch} from './download-files.ts';
import type {DownloadDeps} from './download.ts';
import {emailFileName, emailPage, emailText} from '../domain/email-text.ts';
import {
  cannotWrite,
  codeOf,
  noFreeName,
  numberedName,
  openFolder,
  partName,
  removeLeftParts,
  writeNewFile,
} from './new-file.ts';
import {readEmail, type ReadEmailDeps} from './read-email.ts';
import {ticketJson} from '../domain/ticket/ticket-as-json.ts';
import {ticketText} from '../domain/ticket/ticket-text.ts';
import {cancelled} from '../api/timers.ts';
import {safeFileName} from '../text/safe/safe-file-name.ts';

export type ExportDeps = DownloadDeps & ReadEmailDeps;

/** `path` within the folder, `size` in bytes, `sha256` in hex. */
export type ExportedFile = {readonly path: string; readonly size: number; readonly sha256: string};
export type MissingPart = {readonly what: string; readonly error: AppError};

export type ExportedTicket = {
  /** The new folder; its name ends in "(incomplete)" where something is missing. */
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  readonly missing: readonly MissingPart[];
};

export type ExportWatch = Omit<DownloadWatch, 'folder'> & {
  readonly onEmail?: (done: number, total: number) => void;
};

/**
 * All of a ticket in a new folder of `parent` (as `openFolder` gave it): text, JSON, e-mails, files and
 * their SHA-256 list. What cannot be had is named there and told. Throws an AppError.
 */
export async function exportTicket(
  deps: ExportDeps,
  stored: StoredTicket,
  parent: string,
  watch: ExportWatch,
): Promise<ExportedTicket> {
  const {ticket} = stored;
  const folder = await newFolder(parent, ticket.id);
  try {
    const out = exportInto(folder.path);
    await out.add('', 'ticket.txt', ticketText(stored));
    await out.add('', 'ticket.json', `${escapeJson(JSON.stringify(ticketJson(stored), undefined, 2))}\n`);
    await out.add('', 'raw.json', `${escapeJson(stored.raw ?? '{}')}\n`);
    if (stored.rawOrder !== undefined)
      await out.add('', 'raw-order.json', `${escapeJson(stored.rawOrder)}\n`);
    const missing = [
      ...(await exportEmails(deps, stored, out, watch)),
      ...(await exportFiles(deps, stored, out, watch)),
    ];
    if (missing.length > 0) await out.add('', 'INCOMPLETE.txt', missing.map(missingText).join(''));
    const sums = out.files().map(({sha256, path}) => `${sha256}  ${path}\n`);
    await writeNewFile(folder.path, 'SHA256SUMS', sums.join(''));
    if (watch.signal.aborted) throw cancelled();
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
  deps: ExportDeps,
  {ticket}: StoredTicket,
  out: Out,
  {signal, onEmail, onFailed}: ExportWatch,
): Promise<readonly MissingPart[]> {
  const missing: MissingPart[] = [];
  const emails = ticket.emails ?? [];
  for (const [index, listed] of emails.entries()) {
    onEmail?.(index + 1, emails.length);
    const name = emailFileName(index + 1, listed);
    try {
      const email = await readEmail(deps, ticket.id, listed.id, signal);
      const text = await htmlToTextInSlices(email.html);
      await out.add('emails', `${name}.txt`, emailText(email, text));
      await out.add('emails', `${name}.html`, emailPage(email));
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || error.kind === 'store') throw error;
      missing.push({what: `e-mail ${listed.id}, ${listed.subject ?? '(no subject)'}`, error});
      onFailed?.(`E-mail ${listed.id}`, error);
    }
  }
  return missing;
}

async function exportFiles(
  deps: ExportDeps,
  {ticket}: StoredTicket,
  out: Out,
  watch: ExportWatch,
): Promise<readonly MissingPart[]> {
  const attachments = ticket.attachments ?? [];
  if (attachments.length === 0) return [];
  try {
    const folder = await out.folder('files');
    const {files, failed} = await downloadFiles(deps, ticket, attachments, {...watch, folder});
    for (const file of files) out.addWritten(file);
    return failed.map(({attachment: {id, name}, error}) => ({what: `file ${name ?? id}`, error}));
  } catch (error) {
    // An order without a case number has no files to be had, but all the rest.
    if (!(error instanceof AppError) || error.kind !== 'input') throw error;
    watch.onFailed?.('The files', error);
    return attachments.map(({id, name}) => ({what: `file ${name ?? id}`, error}));
  }
}

function missingText({what, error}: MissingPart): string {
  const {title, hint, reference} = describeError(error);
  return `${what}\n${[title, hint, reference]
    .filter((line) => line !== undefined)
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

/** A folder that is being filled under another name, so that nobody takes a part of it for the whole. */
type NewFolder = {
  readonly path: string;
  /** Gives it the name, or the next free one; resolves to the whole path. */
  finish: (name: string) => Promise<string>;
  /** Takes it away with all that is in it. Safe to call after `finish`. */
  abandon: () => Promise<void>;
};

const MOST_NAMES = 10_000;

/** Begins a folder in `parent` (as `openFolder` gave it), for its owner alone. Throws an AppError `store`. */
export async function newFolder(parent: string, name: string): Promise<NewFolder> {
  await removeLeftParts(parent);
  const path = await takeFree(parent, partName(name));
  let isFinished = false;
  return {
    path,
    finish: async (finalName) => {
      const target = await takeFree(parent, safeFileName(finalName));
      try {
        await replaceEmpty(path, target);
      } catch (error) {
        await rmdir(target).catch(() => undefined);
        throw cannotWrite(target, error);
      }
      isFinished = true;
      return target;
    },
    abandon: async () => {
      if (!isFinished) await rm(path, {recursive: true, force: true}).catch(() => undefined);
    },
  };
}

/** Making the folder is what takes the name: it fails where something is there. */
async function takeFree(parent: string, name: string): Promise<string> {
  for (let number = 0; number < MOST_NAMES; number += 1) {
    const path = join(parent, numberedName(name, number));
    try {
      await mkdir(path, {mode: 0o700});
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw cannotWrite(path, error);
    }
  }
  throw noFreeName(parent, name);
}

/** Windows does not rename over a folder, not even an empty one. */
async function replaceEmpty(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!['EPERM', 'EEXIST', 'EACCES'].includes(codeOf(error))) throw error;
    await rmdir(to);
    await rename(from, to);
  }
}
