import {ApiError} from '../../errors.ts';
import {byteText} from '../../text/byte-text.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';
import type {Deadline} from './deadline.ts';
import type {HttpAnswer} from './message.ts';
import {UNKNOWN_HINT} from './failed-exchange.ts';

/** The most that is read of an error's body. */
export const MOST_ERROR_BYTES = 1024 * 1024;

type Whole = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly most: number;
  readonly deadline: Deadline;
};

/** The whole body as text. Throws an ApiError as soon as there is more of it than `most`. */
export async function readWhole(
  response: HttpAnswer,
  {operation, kind, most, deadline}: Whole,
): Promise<string> {
  const {text, isCut} = await read(response, most, deadline);
  if (!isCut) return text;
  const isWrite = kind === 'write';
  throw new ApiError(
    isWrite ? 'unknown-outcome' : 'service',
    `The answer is longer than ${byteText(most)}, more than any real one: casedeck stopped reading it.`,
    {
      status: response.status,
      operation,
      sent: true,
      hint: isWrite
        ? UNKNOWN_HINT
        : 'Try again; if it stays, the service or something in between is at fault.',
    },
  );
}

/** The beginning of the body as text, at most so many bytes of it; the rest is left. */
export async function readStart(response: HttpAnswer, most: number, deadline: Deadline): Promise<string> {
  return (await read(response, most, deadline)).text;
}

/** The deadline is also checked at each piece, because timers may not run while data keeps coming. */
async function read(
  response: HttpAnswer,
  most: number,
  deadline: Deadline,
): Promise<{readonly text: string; readonly isCut: boolean}> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Whatever leaves the loop before its end closes the connection.
  for await (const part of response.body) {
    const room = most - bytes;
    bytes += part.byteLength;
    text += decoder.decode(part.subarray(0, room), {stream: true});
    if (bytes > most) return {text, isCut: true};
    if (deadline.isPast()) throw new DOMException('The time limit passed.', 'TimeoutError');
  }
  return {text: text + decoder.decode(), isCut: false};
}
