import {FormDataEncoder} from 'form-data-encoder';
import {AppError} from '../errors.ts';
import type {UploadRequest} from './api.ts';

export type Multipart = {
  readonly headers: Readonly<Record<string, string>>;
  /** A new stream of the whole body; the file is opened once per call. */
  readonly open: () => ReadableStream<Uint8Array>;
};

/** A file as multipart/form-data in the field `uploadFile`; `onSent` hears of the file's bytes as they leave. */
export function toMultipart(upload: UploadRequest, onSent: (sent: number) => void): Multipart {
  const file = {
    name: upload.name,
    type: 'application/octet-stream',
    size: upload.size,
    lastModified: 0,
    [Symbol.toStringTag]: 'File',
    stream: () => readFile(upload, onSent),
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
    headers: {'Content-Type': contentType, ...(contentLength === undefined ? {} : {'Content-Length': contentLength})},
    open: () => ReadableStream.from<Uint8Array>(encoder.encode()),
  };
}

async function* readFile(upload: UploadRequest, onSent: (sent: number) => void): AsyncGenerator<Uint8Array> {
  let sent = 0;
  try {
    for await (const chunk of upload.open()) {
      sent += chunk.byteLength;
      if (sent > upload.size) break;
      yield chunk;
      onSent(sent);
    }
  } catch (cause) {
    throw unreadable(upload, 'could not be read to its end', cause);
  }
  if (sent !== upload.size) throw unreadable(upload, 'changed its size while it was being sent');
}

function unreadable({name}: UploadRequest, what: string, cause?: unknown): AppError {
  return new AppError('input', `The file ${name} ${what}; nothing was stored.`, {
    hint: 'Try again once the file is complete.',
    ...(cause === undefined ? {} : {cause}),
  });
}
