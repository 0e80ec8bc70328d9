import {createHash} from 'node:crypto';
import type {Api, Download} from '../api/api.ts';
import {caseNumberOf, type Ticket, type TicketAttachment} from '../domain/ticket.ts';
import {ApiError, AppError} from '../errors.ts';
import type {Clock} from '../domain/clock.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {newFile, type NewFile} from './new-file.ts';
import {cancelled} from '../api/timers.ts';
import {createMeter, type TransferProgress} from './transfer-meter.ts';

export type DownloadDeps = {readonly api: Pick<Api, 'downloadAttachment'>; readonly clock: Clock};

export type DownloadTarget = {
  /** As `openFolder` gave it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Of a file whose length the service does not say. */
  readonly mostBytes?: number | undefined;
  readonly onProgress?: (progress: TransferProgress) => void;
};

export type DownloadedFile = {
  /** The whole path of the new file. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
};

/** The number to ask for files and e-mails with. Throws an AppError `input` where the ticket has none. */
export function caseNumberFor(ticket: Pick<Ticket, 'id' | 'orderId'>, what: 'files' | 'e-mails'): string {
  const caseNumber = caseNumberOf(ticket);
  if (caseNumber !== undefined) return caseNumber;
  throw new AppError(
    'input',
    `The ${what} of ${ticket.id} cannot be fetched: it has no 8-digit case number.`,
    {
      hint: `The service hands out ${what} by case number only, and this ticket is known by its order number alone; the portal may show them.`,
    },
  );
}

/**
 * Streams one file of a case into a new file, never over another one, and named as the service names
 * it, made safe. A download that was cut leaves nothing behind. Throws an AppError.
 */
export async function downloadFile(
  deps: DownloadDeps,
  caseNumber: string,
  attachment: TicketAttachment,
  target: DownloadTarget,
): Promise<DownloadedFile> {
  const {folder, signal, mostBytes} = target;
  const most = mostBytes === undefined ? {} : {mostBytes};
  const download = await deps.api.downloadAttachment(caseNumber, attachment.id, {signal, ...most});
  const name = download.name ?? attachment.name ?? attachment.id;
  let file: NewFile;
  try {
    file = await newFile(folder, name);
  } catch (error) {
    await download.body.cancel().catch(() => undefined);
    throw error;
  }
  try {
    const {size, sha256} = await receive(deps, download, file, target);
    checkSize(name, size, download.size);
    return {path: await file.finish(), size, sha256};
  } catch (error) {
    await file.abandon();
    throw signal.aborted ? cancelled(`Stopped: ${toSafeLine(name)} was not saved.`) : error;
  }
}

async function receive(
  {clock}: DownloadDeps,
  download: Download,
  file: NewFile,
  {signal, onProgress}: DownloadTarget,
): Promise<{readonly size: number; readonly sha256: string}> {
  const hash = createHash('sha256');
  const meter = createMeter(download.size, clock);
  let size = 0;
  // Leaving the loop, for whatever reason, ends the transfer.
  for await (const chunk of download.body) {
    if (signal.aborted) throw cancelled();
    await file.write(chunk);
    hash.update(chunk);
    size += chunk.byteLength;
    onProgress?.(meter(size));
  }
  return {size, sha256: hash.digest('hex')};
}

/** Throws an ApiError `network` where fewer or more bytes came than were announced. */
export function checkSize(name: string, size: number, announced: number | undefined): void {
  if (announced === undefined || size === announced) return;
  throw new ApiError('network', `${toSafeLine(name)} is incomplete: ${size} of ${announced} bytes came.`, {
    operation: 'downloadAttachment',
    sent: true,
    hint: 'Nothing was kept of it. Download it again.',
  });
}
