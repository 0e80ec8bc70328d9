import type {Api} from '../api/api.ts';
import type {Store} from '../store/store.ts';
import {htmlToTextInSlices} from '../text/html/html-to-text.ts';
import {downloadFiles} from './download-files.ts';
import {emailFileName, emailPage, emailText} from '../domain/email-text.ts';
import {exportTicket, type ExportDeps} from './export-ticket.ts';
import type {Files} from './file-types.ts';
import {listFolder, wholePath} from './list-folder.ts';
import {checkFile, unreadableFile} from './local-file.ts';
import {openFolder, writeNewFile} from './new-file.ts';
import {readEmail} from './read-email.ts';
import {viewFile} from './view-file.ts';
import {caseNumberFor} from './download.ts';
import {uploadFiles, type UploadFilesDeps} from './upload-files.ts';
import {readFile, stat} from 'node:fs/promises';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

export type FilesDeps = ExportDeps &
  UploadFilesDeps & {
    readonly api: Pick<Api, 'deleteAttachment'>;
    readonly store: Pick<Store, 'email'>;
  };

/** See {@link Files}. */
export function createFiles(deps: FilesDeps): Files {
  const {store} = deps;
  const email: Files['email'] = async (ticketId, emailId, signal) =>
    store.email(ticketId, emailId) ?? (await readEmail(deps, ticketId, emailId, signal));
  return {
    list: listFolder,
    check: (path) => checkFile({path: wholePath(path)}),
    details: (path) => readDetails(wholePath(path)),
    upload: (draft, files, watch) => uploadFiles(deps, draft, files, watch),
    discard: async (_draft, {id}) => {
      try {
        await deps.api.deleteAttachment(id);
      } catch {
        // It is gone, or will be.
      }
    },
    download: async (ticket, attachments, folder, watch) =>
      await downloadFiles(deps, ticket, attachments, {...watch, folder: await openFolder(wholePath(folder))}),
    view: async (ticket, attachment, watch) =>
      await viewFile(deps, caseNumberFor(ticket, 'files'), attachment, watch),
    exportTicket: async (stored, folder, watch) =>
      await exportTicket(deps, stored, await openFolder(wholePath(folder)), watch),
    email,
    saveEmail: async ({ticketId, emailId, as}, folder, signal) => {
      const mail = await email(ticketId, emailId, signal);
      const emails = store.ticket(ticketId)?.ticket.emails ?? [];
      const number = emails.findIndex(({id}) => id === emailId) + 1;
      const content = as === 'html' ? emailPage(mail) : emailText(mail, await htmlToTextInSlices(mail.html));
      const name = `${ticketId}-${emailFileName(number, mail)}.${as}`;
      return await writeNewFile(await openFolder(wholePath(folder)), name, content);
    },
  };
}

/** Details are a handful of fields. */
const MOST_BYTES = 1_000_000;

/** The fields of a JSON file, for the details of a new ticket. Throws an AppError `input`. */
async function readDetails(path: string): Promise<Readonly<Record<string, unknown>>> {
  const value = parse(await readText(path), path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return {...value};
  throw new AppError('input', `The file ${toSafeLine(path)} holds no fields with values.`, {hint: HINT});
}

const HINT = 'It must be a JSON object, such as {"callFromCage": true}.';

async function readText(path: string): Promise<string> {
  try {
    const {size} = await stat(path);
    if (size <= MOST_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, error);
  }
  throw new AppError('input', `The file ${toSafeLine(path)} is too long to be details.`, {hint: HINT});
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('input', `The file ${toSafeLine(path)} is no JSON.`, {hint: HINT, cause: error});
  }
}
