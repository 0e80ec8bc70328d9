import type {Files} from './file-types.ts';
import type {FilesDeps} from './files.ts';

/** {@link Files}, loaded when first used: nothing of it belongs into the start. */
export function lazyFiles(deps: FilesDeps): Files {
  const files = async () => (await import('./files.ts')).createFiles(deps);
  return {
    list: async (folder) => await (await files()).list(folder),
    check: async (path) => await (await files()).check(path),
    details: async (path) => await (await files()).details(path),
    upload: async (draft, list, watch) => await (await files()).upload(draft, list, watch),
    discard: async (draft, upload) => await (await files()).discard(draft, upload),
    download: async (ticket, attachments, folder, watch) =>
      await (await files()).download(ticket, attachments, folder, watch),
    view: async (ticket, attachment, watch) => await (await files()).view(ticket, attachment, watch),
    exportTicket: async (stored, folder, watch) => await (await files()).exportTicket(stored, folder, watch),
    email: async (ticketId, emailId, signal) => await (await files()).email(ticketId, emailId, signal),
    saveEmail: async (email, folder, signal) => await (await files()).saveEmail(email, folder, signal),
  };
}
