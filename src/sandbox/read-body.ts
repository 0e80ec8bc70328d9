import type {IncomingMessage} from 'node:http';

// Room for a file of 10 MB and the multipart frame around it.
const LIMIT = 11 * 1024 * 1024;

/** The whole body; what goes beyond 11 MB is read and dropped, so that the client gets an answer instead of a cut. */
export async function readBody(request: IncomingMessage): Promise<{bytes: Uint8Array; tooLarge: boolean}> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT) chunks.push(chunk);
  }
  return {bytes: Buffer.concat(chunks), tooLarge: size > LIMIT};
}
