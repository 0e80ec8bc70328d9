import type {IncomingMessage} from 'node:http';
import type {Readable, Transform} from 'node:stream';
import type {HttpAnswer} from './message.ts';

/** What Node received, with its body decompressed. */
export async function answerOf(response: IncomingMessage): Promise<HttpAnswer> {
  // Whoever reads the body hears of it; until then it must not end the process.
  response.on('error', () => undefined);
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const body = await decompressed(response);
  return {
    status: response.statusCode ?? 0,
    headers,
    body: {
      [Symbol.asyncIterator]() {
        const parts: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
        return {
          next: () => parts.next(),
          return() {
            response.destroy();
            body.destroy();
            return Promise.resolve({done: true, value: undefined});
          },
        };
      },
    },
  };
}

async function decompressed(response: IncomingMessage): Promise<Readable> {
  const codings = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0) return response;
  const zlib = await import('node:zlib');
  // What is cut short is read as far as it goes.
  const lenient = {flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH};
  const makers: Readonly<Record<string, (() => Transform) | undefined>> = {
    gzip: () => zlib.createGunzip(lenient),
    'x-gzip': () => zlib.createGunzip(lenient),
    deflate: () => zlib.createInflate(lenient),
    br: () => zlib.createBrotliDecompress(),
  };
  const decoders = codings.toReversed().flatMap((coding) => makers[coding]?.() ?? []);
  // Of a kind that nobody asked for: left as it is.
  if (decoders.length < codings.length) return response;
  const {pipeline} = await import('node:stream');
  // An error goes on to the last one, where the reader meets it.
  return pipeline([response, ...decoders], () => undefined) as unknown as Readable;
}

/** Leaves the rest of an answer, and closes its connection. */
export async function discard({body}: Pick<HttpAnswer, 'body'>): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}
