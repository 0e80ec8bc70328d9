import type {DraftKey, KeptUpload} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {keepUpload, keptUploadOf, keptUploads} from './kept-uploads.ts';
import type {LocalFile} from './local-file.ts';
import type {TransferProgress} from './transfer-meter.ts';
import {uploadFile, type UploadDeps} from './upload-file.ts';

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
