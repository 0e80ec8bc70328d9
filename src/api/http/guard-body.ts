import {ApiError, type AppError} from '../../errors.ts';
import type {Deadline} from './deadline.ts';
import {cancelled} from './failed-exchange.ts';

/**
 * The body of a download with the limit running only while the next bytes are waited for, so that a
 * slow reader is not taken for a slow service. A cut, late or stopped download errors with words.
 */
export function guardBody(response: Response, deadline: Deadline): ReadableStream<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          deadline.touch();
          const part = await reader?.read();
          deadline.pause();
          if (part?.value !== undefined) controller.enqueue(part.value);
          if (part === undefined || part.done) {
            deadline.stop();
            controller.close();
          }
        } catch (error) {
          deadline.stop();
          controller.error(toFailure(error, deadline));
        }
      },
      cancel: async (reason) => {
        deadline.stop();
        await reader?.cancel(reason);
      },
    },
    {highWaterMark: 0},
  );
}

function toFailure(error: unknown, deadline: Deadline): AppError {
  const operation = 'downloadAttachment';
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
