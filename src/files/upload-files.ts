import type {DraftKey, KeptUpload} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {keepUpload, keptUploadOf, keptUploads} from './kept-uploads.ts';
import type {LocalFile} from './local-file.ts';
import {createMeter, type TransferProgress} from './transfer-meter.ts';
import {cancelled} from '../api/timers.ts';
import type {Api} from '../api/api.ts';
import type {Uploaded} from '../domain/requests.ts';
import {ApiError, AppError} from '../errors.ts';
import type {Clock} from '../domain/clock.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

export type UploadFilesDeps = UploadDeps & {
  readonly store: Pick<Store, 'draft' | 'saveDraft' | 'outboxOf'>;
};

export type UploadWatch = {
  readonly signal: AbortSignal;
  readonly onProgress?: (name: string, progress: TransferProgress) => void;
  /** `again`: an earlier, failed attempt had uploaded it. */
  readonly onUploaded?: (upload: KeptUpload, again: boolean) => void;
};

/**
 * Uploads the files one after the other; one that an earlier, failed attempt uploaded is taken from
 * there. Each is remembered beside the draft at once, so that nothing is uploaded twice whatever
 * happens next. Throws an AppError; `cancelled` when `signal` aborts.
 */
export async function uploadFiles(
  deps: UploadFilesDeps,
  draft: DraftKey,
  files: readonly LocalFile[],
  {signal, onProgress, onUploaded}: UploadWatch,
): Promise<readonly KeptUpload[]> {
  const {store, clock} = deps;
  const kept = keptUploads(store, draft.ticketId, clock.now());
  const done: KeptUpload[] = [];
  for (const file of files) {
    const taken = done.map(({id}) => id);
    const known = keptUploadOf(kept, file, taken);
    const upload = known ?? (await send(deps, file, {signal, ...(onProgress && {onProgress})}));
    if (known === undefined) keepUpload(store, draft, upload);
    done.push(upload);
    onUploaded?.(upload, known !== undefined);
  }
  return done;
}

async function send(deps: UploadDeps, file: LocalFile, watch: UploadWatch): Promise<KeptUpload> {
  const {name, size, sha256} = file;
  const onProgress = (progress: TransferProgress) => watch.onProgress?.(name, progress);
  const reference = await uploadFile(deps, file, {signal: watch.signal, onProgress});
  return {...reference, file: name, size, sha256, uploadedAt: deps.clock.now()};
}

type UploadDeps = {readonly api: Pick<Api, 'uploadAttachment'>; readonly clock: Clock};

type UploadOptions = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
};

/** Sends one file. Throws an AppError; `cancelled` when `signal` aborts. */
async function uploadFile(
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
