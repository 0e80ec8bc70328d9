import {ApiError, AppError} from '../../errors.ts';
import {byteText} from '../../text/byte-text.ts';
import {cancelled} from '../timers.ts';
import type {Deadline} from './deadline.ts';

/** Progress means this many bytes; a few bytes from time to time do not keep a download running. */
const PROGRESS_BYTES = 4096;

/**
 * The body of a download, at most `most` bytes. The time limit runs only while the next bytes are awaited, so a slow
 * reader does not look like a slow service. A cut, late, endless or stopped download fails with a message.
 */
export function guardBody(
  body: AsyncIterable<Uint8Array>,
  deadline: Deadline,
  most: number,
): ReadableStream<Uint8Array> {
  const parts = body[Symbol.asyncIterator]();
  let bytes = 0;
  let touchedAt = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          if (bytes - touchedAt >= PROGRESS_BYTES || bytes === 0) {
            touchedAt = bytes;
            deadline.touch();
          } else deadline.resume();
          const part = await parts.next();
          deadline.pause();
          if (part.done === true) {
            deadline.stop();
            controller.close();
            return;
          }
          bytes += part.value.byteLength;
          if (bytes > most) throw tooLong(most);
          controller.enqueue(part.value);
        } catch (error) {
          deadline.stop();
          parts.return?.().catch(() => undefined);
          controller.error(toFailure(error, deadline));
        }
      },
      cancel: async () => {
        deadline.stop();
        await parts.return?.();
      },
    },
    {highWaterMark: 0},
  );
}

function tooLong(most: number): ApiError {
  return new ApiError(
    'service',
    `The file is longer than ${byteText(most)}, and the service did not say how long.`,
    {
      operation: 'downloadAttachment',
      sent: true,
      hint: `Nothing was kept of it. "casedeck download ID FILE --most ${byteText(most * 4).replace(/\.0 | /, '')}" takes more.`,
    },
  );
}

function toFailure(error: unknown, deadline: Deadline): AppError {
  const operation = 'downloadAttachment';
  if (error instanceof AppError) return error;
  if (deadline.expired()) {
    return new ApiError('timeout', 'The download stood still for too long.', {operation, sent: true});
  }
  if (deadline.signal.aborted) return cancelled();
  return new ApiError('network', 'The connection was lost in the middle of the file.', {
    operation,
    sent: true,
    cause: error,
    hint: 'Download it again.',
  });
}
