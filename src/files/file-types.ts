import type {EmailDetails, Ticket, TicketAttachment} from '../domain/ticket.ts';
import type {DraftKey, KeptUpload, StoredTicket} from '../domain/records.ts';
import type {Downloads, DownloadWatch} from './download-files.ts';
import type {ExportedTicket, ExportWatch} from './export-ticket.ts';
import type {FolderListing} from './list-folder.ts';
import type {LocalFile} from './local-file.ts';
import type {UploadWatch} from './upload-files.ts';
import type {ViewedFile, ViewWatch} from './view-file.ts';

/** What the console does with files of this machine. Paths may begin with `~`. All throw an AppError. */
export type Files = {
  readonly list: (folder: string) => Promise<FolderListing>;
  /** Looks at a file before it is attached: readable, size, type, name, and whether it seems to hold a secret. */
  readonly check: (path: string) => Promise<LocalFile>;
  /** The fields of a JSON file, for the details of a new ticket. */
  readonly details: (path: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Remembers each upload beside the draft, so that no file is uploaded twice. */
  readonly upload: (
    draft: DraftKey,
    files: readonly LocalFile[],
    watch: UploadWatch,
  ) => Promise<readonly KeptUpload[]>;
  /** Takes an upload back that is to go with nothing any more. Never fails: the service forgets it by itself after 40 days. */
  readonly discard: (draft: DraftKey, upload: {readonly id: string}) => Promise<void>;
  readonly download: (
    ticket: Ticket,
    attachments: readonly TicketAttachment[],
    folder: string,
    watch: Omit<DownloadWatch, 'folder'>,
  ) => Promise<Downloads>;
  /** A file of a ticket for looking at, in memory alone. */
  readonly view: (ticket: Ticket, attachment: TicketAttachment, watch: ViewWatch) => Promise<ViewedFile>;
  readonly exportTicket: (
    stored: StoredTicket,
    folder: string,
    watch: ExportWatch,
  ) => Promise<ExportedTicket>;
  /** One e-mail: from the store where it was read before, else from the service, once. */
  readonly email: (ticketId: string, emailId: string, signal: AbortSignal) => Promise<EmailDetails>;
  /** One e-mail as text or as a page; resolves to the new file's path. */
  readonly saveEmail: (
    email: {readonly ticketId: string; readonly emailId: string; readonly as: 'txt' | 'html'},
    folder: string,
    signal: AbortSignal,
  ) => Promise<string>;
};
