import type {Api} from '../api/api.ts';
import type {AttachmentRef} from '../domain/requests.ts';
import {ApiError, AppError} from '../errors.ts';
import type {Clock} from '../domain/clock.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {LocalFile} from './local-file.ts';
import {cancelled, delay, type Timers} from '../sync/timers.ts';
import {createMeter, type TransferProgress} from './transfer-meter.ts';

export type UploadDeps = {
  readonly api: Pick<Api, 'uploadAttachment'>;
  readonly clock: Clock;
  readonly timers: Timers;
};

export type UploadOptions = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
};

const TRIES = 3;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends one file, again only where nothing of it can have been accepted: refused for now, never
 * connected, or cut before its end. Throws an AppError; `cancelled` when `signal` aborts.
 */
export async function uploadFile(
  deps: UploadDeps,
  file: LocalFile,
  {signal, onProgress}: UploadOptions,
): Promise<AttachmentRef> {
  for (let tries = 1; ; tries += 1) {
    const meter = createMeter(file.size, deps.clock);
    let sent = 0;
    const upload = {
      name: file.name,
      size: file.size,
      open: file.open,
      onProgress: (bytes: number) => {
        sent = bytes;
        onProgress?.(meter(bytes));
      },
    };
    try {
      return await deps.api.uploadAttachment(upload, {signal});
    } catch (error) {
      if (signal.aborted) throw cancelled(`Stopped: ${toSafeLine(file.name)} was not uploaded.`);
      if (tries >= TRIES || !isCertainlyNotTaken(error, sent < file.size)) throw toWords(error, file);
      const asked = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (tries - 1);
      await delay(deps.timers, Math.min(asked, LONGEST_PAUSE_MS), signal);
    }
  }
}

/** Without the end of the body the service has no file to store. */
function isCertainlyNotTaken(error: unknown, isCutShort: boolean): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  if (error.operation === 'token') return error.sent === false;
  if (error.status !== undefined) return error.status === 429 || error.status === 503;
  const isConnection = error.kind === 'network' || error.kind === 'unknown-outcome';
  return isConnection && (error.sent === false || isCutShort);
}

/** An upload alone changes nothing on a ticket, so an unknown outcome is no reason for care. */
function toWords(error: unknown, {name}: LocalFile): unknown {
  if (!(error instanceof ApiError) || error.kind !== 'unknown-outcome') return error;
  return new AppError('service', `Whether ${toSafeLine(name)} arrived is not known: ${error.message}`, {
    cause: error,
    hint: 'Nothing was written to the ticket. Send it again; a file that no ticket names is removed by the service.',
  });
}
