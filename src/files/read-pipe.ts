import {constants} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import {AppError} from '../errors.ts';

const CHUNK = 65_536;
const LOOK_MS = 20;
/** So long somebody may take until they begin to write into a named pipe. */
const NOBODY_MS = 30_000;

/**
 * The content of a pipe or device. Nothing here blocks: a read that waits in the system could not be given up, and
 * the process could not end before it. Throws an AppError `input` where nobody writes into the pipe.
 */
export async function* readPipe(path: string | Buffer): AsyncGenerator<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const isNamedPipe = (await handle.stat()).isFIFO();
    const endsAt = performance.now() + NOBODY_MS;
    let hasBegun = !isNamedPipe;
    for (;;) {
      const chunk = await readSome(handle);
      if (chunk === 'nothing yet') hasBegun = true;
      else if (chunk.byteLength > 0) {
        hasBegun = true;
        yield chunk;
        continue;
      } else if (hasBegun) return;
      else if (performance.now() > endsAt) throw nobody();
      await pause(LOOK_MS);
    }
  } finally {
    await handle.close();
  }
}

async function readSome(handle: FileHandle): Promise<Uint8Array | 'nothing yet'> {
  try {
    const {bytesRead, buffer} = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 'nothing yet';
    throw error;
  }
}

function nobody(): AppError {
  return new AppError('input', `Nobody has written into the pipe for ${NOBODY_MS / 1000} s.`, {
    hint: 'Nothing was sent. Start what writes into it first.',
  });
}
