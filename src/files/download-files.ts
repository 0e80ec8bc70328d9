import type {Ticket, TicketAttachment} from '../domain/ticket.ts';
import {AppError} from '../errors.ts';
import {caseNumberFor, downloadFile, type DownloadDeps, type DownloadedFile} from './download.ts';
import type {TransferProgress} from './transfer-meter.ts';

/** A file as the ticket lists it, and where it is now. */
export type SavedAttachment = DownloadedFile & {readonly id: string; readonly name?: string};
export type FailedAttachment = {readonly attachment: TicketAttachment; readonly error: AppError};
export type Downloads = {
  readonly files: readonly SavedAttachment[];
  readonly failed: readonly FailedAttachment[];
};

/** Where the files are saved, and who is told of the progress. */
export type DownloadWatch = {
  /** As `openFolder` gave it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bytes of a file whose length the service does not say; absent: the usual limit. */
  readonly mostBytes?: number | undefined;
  readonly onProgress?: (name: string, progress: TransferProgress) => void;
  readonly onSaved?: (name: string, file: DownloadedFile) => void;
  readonly onFailed?: (name: string, error: AppError) => void;
};

/**
 * These files, one after the other; one that fails is told, and does not stop the others unless they
 * would fail too. Throws an AppError: `input` for a ticket without a case number.
 */
export async function downloadFiles(
  deps: DownloadDeps,
  ticket: Ticket,
  attachments: readonly TicketAttachment[],
  watch: DownloadWatch,
): Promise<Downloads> {
  const files: SavedAttachment[] = [];
  const failed: FailedAttachment[] = [];
  if (attachments.length === 0) return {files, failed};
  const {folder, signal, mostBytes} = watch;
  const caseNumber = caseNumberFor(ticket, 'files');
  for (const attachment of attachments) {
    const {id, name} = attachment;
    const label = name ?? id;
    const onProgress = (progress: TransferProgress) => watch.onProgress?.(label, progress);
    try {
      const file = await downloadFile(deps, caseNumber, attachment, {folder, signal, mostBytes, onProgress});
      watch.onSaved?.(label, file);
      files.push({id, ...(name === undefined ? {} : {name}), ...file});
    } catch (error) {
      if (!(error instanceof AppError) || STOPPING.has(error.kind)) throw error;
      watch.onFailed?.(label, error);
      failed.push({attachment, error});
    }
  }
  return {files, failed};
}

/** What would happen to the next file too. */
const STOPPING: ReadonlySet<string> = new Set(['cancelled', 'auth', 'store', 'bug']);
