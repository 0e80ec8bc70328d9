import type {Api} from '../api/api.ts';
import type {Store} from '../store/store.ts';
import {htmlToTextInSlices} from '../text/html/html-to-text.ts';
import {downloadFiles} from './download-files.ts';
import {emailFileName, emailPage, emailText} from '../domain/email-text.ts';
import {exportTicket, type ExportDeps} from './export-ticket.ts';
import type {Files} from './file-types.ts';
import {listFolder, wholePath} from './list-folder.ts';
import {checkFile} from './local-file.ts';
import {openFolder, writeNewFile} from './new-file.ts';
import {readDetails} from './read-details.ts';
import {readEmail} from './read-email.ts';
import {uploadFiles, type UploadFilesDeps} from './upload-files.ts';

export type FilesDeps = ExportDeps &
  UploadFilesDeps & {
    readonly api: Pick<Api, 'deleteAttachment'>;
    readonly store: Pick<Store, 'email'>;
  };

/** See {@link Files}. */
export function createFiles(deps: FilesDeps): Files {
  const {store} = deps;
  const email: Files['email'] = async (ticketId, emailId, signal) =>
    store.email(emailId) ?? (await readEmail(deps, ticketId, emailId, signal));
  return {
    list: listFolder,
    check: (path) => checkFile({path: wholePath(path)}),
    details: (path) => readDetails(wholePath(path)),
    upload: (draft, files, watch) => uploadFiles(deps, draft, files, watch),
    discard: async ({id}) => {
      try {
        await deps.api.deleteAttachment(id);
      } catch {
        // It is gone, or will be.
      }
    },
    download: async (ticket, attachments, folder, watch) =>
      await downloadFiles(deps, ticket, attachments, {...watch, folder: await openFolder(wholePath(folder))}),
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
