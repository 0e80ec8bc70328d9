import type {TicketAttachment} from '../domain/ticket.ts';
import {cancelled} from '../api/timers.ts';
import {MOST_PICTURE_BYTES, readPicture, type ReadPicture} from '../pictures/read-picture.ts';
import {byteText} from '../text/byte-text.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {decodeText} from './decode-text.ts';
import {checkSize, type DownloadDeps} from './download.ts';
import {fileKind, TELLING_BYTES, type FileKind} from './file-kind.ts';
import {createMeter, type TransferProgress} from './transfer-meter.ts';

/** A longer text is for a program that is made for it. */
const MOST_TEXT_BYTES = 10 * 1024 * 1024;

export type ViewedFile = {
  /** In words, with an article. */
  readonly what: string;
  /** Bytes; undefined where nobody said it and the file was not read to its end. */
  readonly size: number | undefined;
  readonly content:
    | {readonly kind: 'text'; readonly lines: readonly SafeText[]; readonly encoding: string}
    | ({readonly kind: 'picture'} & ReadPicture)
    /** Why it is not shown, where its kind alone would not say so. */
    | {readonly kind: 'other'; readonly why: string | undefined};
};

export type ViewWatch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
};

/**
 * Fetches a file for looking at it, into memory alone. Of what is neither text nor picture, or too large, only the
 * first bytes are read. Throws an AppError, `input` for a picture that is broken.
 */
export async function viewFile(
  deps: DownloadDeps,
  caseNumber: string,
  {id, name: listed}: TicketAttachment,
  watch: ViewWatch,
): Promise<ViewedFile> {
  const {signal} = watch;
  try {
    const download = await deps.api.downloadAttachment(caseNumber, id, {signal});
    const name = download.name ?? listed ?? id;
    const {bytes, kind, isWhole} = await receive(deps, download, name, watch);
    const size = isWhole ? bytes.byteLength : download.size;
    if (kind.kind === 'other')
      return {what: kind.what, size: size ?? undefined, content: {kind: 'other', why: undefined}};
    if (!isWhole) {
      const why = `More than ${byteText(mostOf(kind))} are not shown.`;
      return {what: kind.what, size, content: {kind: 'other', why}};
    }
    checkSize(name, bytes.byteLength, download.size);
    if (kind.kind === 'text')
      return {what: kind.what, size, content: {kind: 'text', ...(await decodeText(bytes))}};
    return {what: kind.what, size, content: {kind: 'picture', ...(await readPicture(bytes, signal))}};
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}

type Received = {
  readonly bytes: Uint8Array;
  readonly kind: FileKind;
  /** False where reading stopped early: this kind cannot be shown, or it is too large. */
  readonly isWhole: boolean;
};

async function receive(
  {clock}: DownloadDeps,
  {size, body}: Awaited<ReturnType<DownloadDeps['api']['downloadAttachment']>>,
  name: string,
  {signal, onProgress}: ViewWatch,
): Promise<Received> {
  const meter = createMeter(size, clock);
  const chunks: Uint8Array[] = [];
  let done = 0;
  let kind: FileKind | undefined;
  // Leaving the loop, for whatever reason, ends the transfer.
  for await (const chunk of body) {
    if (signal.aborted) throw cancelled();
    chunks.push(chunk);
    done += chunk.byteLength;
    onProgress(meter(done));
    if (kind === undefined && done >= TELLING_BYTES) kind = fileKind(Buffer.concat(chunks), name);
    const isTooMuch = kind !== undefined && Math.max(done, size ?? 0) > mostOf(kind);
    if (kind !== undefined && isTooMuch) return {bytes: Buffer.concat(chunks), kind, isWhole: false};
  }
  const bytes = Buffer.concat(chunks);
  return {bytes, kind: kind ?? fileKind(bytes, name), isWhole: true};
}

function mostOf({kind}: FileKind): number {
  if (kind === 'picture') return MOST_PICTURE_BYTES;
  return kind === 'text' ? MOST_TEXT_BYTES : 0;
}
