import {FormDataEncoder} from 'form-data-encoder';
import {AppError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {UploadRequest} from '../api.ts';

export type Multipart = {
  readonly headers: Readonly<Record<string, string>>;
  /** A new stream of the whole body; the file is opened once per call. */
  readonly open: () => ReadableStream<Uint8Array>;
  /** Why the file itself stopped the last upload, if it did. */
  readonly failure: () => AppError | undefined;
};

/** A file as multipart/form-data in the field `uploadFile`; `onSent` hears of the file's bytes as they leave. */
export function toMultipart(upload: UploadRequest, onSent: (sent: number) => void): Multipart {
  let failure: AppError | undefined;
  const file = {
    name: upload.name,
    type: 'application/octet-stream',
    size: upload.size,
    lastModified: 0,
    [Symbol.toStringTag]: 'File',
    stream: () => readFile(upload, onSent, (problem) => (failure = problem)),
  };
  const entries = (): IterableIterator<[string, typeof file]> => new Map([['uploadFile', file]]).entries();
  const form = {
    append: () => undefined,
    getAll: () => [file],
    entries,
    [Symbol.iterator]: entries,
    [Symbol.toStringTag]: 'FormData',
  };
  const encoder = new FormDataEncoder(form);
  const {contentType, contentLength} = encoder;
  return {
    headers: {
      'Content-Type': contentType,
      ...(contentLength === undefined ? {} : {'Content-Length': contentLength}),
    },
    open: () => {
      failure = undefined;
      return ReadableStream.from<Uint8Array>(encoder.encode());
    },
    failure: () => failure,
  };
}

async function* readFile(
  upload: UploadRequest,
  onSent: (sent: number) => void,
  onFailure: (failure: AppError) => void,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  const fail = (what: string, cause?: unknown): AppError => {
    const failure = unreadable(upload, what, cause);
    onFailure(failure);
    return failure;
  };
  const chunks = upload.open().getReader();
  try {
    for (;;) {
      const {done, value} = await chunks.read().catch((cause: unknown) => {
        throw fail('could not be read to its end', cause);
      });
      if (done) break;
      sent += value.byteLength;
      if (sent > upload.size) break;
      yield value;
      onSent(sent);
    }
    // The announced length no longer holds; without the end of the body the service stores nothing.
    if (sent !== upload.size) throw fail('changed its size while it was being sent');
  } finally {
    await chunks.cancel().catch(() => undefined);
  }
}

function unreadable({name}: UploadRequest, what: string, cause: unknown): AppError {
  return new AppError('input', `The file ${toSafeLine(name)} ${what}; nothing was stored.`, {
    hint: 'Try again once the file is complete.',
    cause,
  });
}
