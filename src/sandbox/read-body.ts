import type {IncomingMessage} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import type {FaultRule} from './faults.ts';

export type ReceivedBody = {
  readonly bytes: Uint8Array;
  readonly tooLarge: boolean;
  /** The connection ended before the body did, by the client or by a fault. */
  readonly cutShort: boolean;
};

// Room for a file of 10 MB and the multipart frame around it.
const LIMIT = 11 * 1024 * 1024;

/** The whole body; what goes beyond 11 MB is read and dropped, so that the client gets an answer instead of a cut. */
export async function readBody(request: IncomingMessage, rule: FaultRule | undefined): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  let cutShort = false;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
      if (rule?.readBytesPerSecond !== undefined)
        await sleep((chunk.length / rule.readBytesPerSecond) * 1000);
      if (rule?.resetAfterBytes !== undefined && size >= rule.resetAfterBytes) request.destroy();
    }
  } catch (error) {
    if (!request.destroyed) throw error;
    cutShort = true;
  }
  return {bytes: Buffer.concat(chunks), tooLarge: size > LIMIT, cutShort: cutShort || !request.complete};
}
