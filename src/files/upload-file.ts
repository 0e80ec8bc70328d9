import {cancelled} from '../api/timers.ts';
import type {Api} from '../api/api.ts';
import type {Uploaded} from '../domain/requests.ts';
import {ApiError, AppError} from '../errors.ts';
import type {Clock} from '../domain/clock.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {LocalFile} from './local-file.ts';
import {createMeter, type TransferProgress} from './transfer-meter.ts';

export type UploadDeps = {readonly api: Pick<Api, 'uploadAttachment'>; readonly clock: Clock};

export type UploadOptions = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
};

/** Sends one file. Throws an AppError; `cancelled` when `signal` aborts. */
export async function uploadFile(
  {api, clock}: UploadDeps,
  file: LocalFile,
  {signal, onProgress}: UploadOptions,
): Promise<Uploaded> {
  const {name, size, open} = file;
  const meter = createMeter(size, clock);
  try {
    return await api.uploadAttachment(
      {name, size, open, onProgress: (sent) => onProgress?.(meter(sent))},
      {signal, tries: TRIES},
    );
  } catch (error) {
    if (signal.aborted) throw cancelled(`Stopped: ${toSafeLine(name)} was not uploaded.`);
    throw toMessage(error, file);
  }
}

const TRIES = 3;

/** An upload alone changes nothing on a ticket, so an unknown outcome is no reason for care. */
function toMessage(error: unknown, {name}: LocalFile): unknown {
  if (!(error instanceof ApiError) || error.kind !== 'unknown-outcome') return error;
  return new AppError('service', `Whether ${toSafeLine(name)} arrived is not known: ${error.message}`, {
    cause: error,
    hint: 'Nothing was written to the ticket. Send it again; a file that no ticket names is removed by the service.',
  });
}
