import type {Call, CallInit, CallSettings} from './http/call.ts';
import type {Endpoints, OperationId} from './endpoints.ts';
import type {OddityWatch} from './oddity-watch.ts';
import {ApiError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Answer} from './http/exchange.ts';
import {readErrorContent} from './http/error-shapes.ts';
import {type JsonAnswer, readJson} from './http/read-json.ts';

/** What the functions of one operation each are given. */
export type OperationDeps = {
  readonly call: Call;
  readonly endpoints: Endpoints;
  readonly now: () => number;
  /** Told what was read. */
  readonly watch: OddityWatch;
  /** Which operation adds notes; `auto` takes the case operation for 8-digit ids. */
  readonly noteOperation: 'auto' | 'case' | 'ticket';
};

/** Calls an operation that answers with JSON, or with nothing. */
export async function callForJson<Id extends OperationId>(
  {call, endpoints}: OperationDeps,
  id: Id,
  init: CallInit<Id>,
  options: CallSettings = {},
): Promise<JsonAnswer & {readonly headers: Answer['headers']; readonly status: number}> {
  const answer = await call(id, init, options);
  const {headers, status} = answer;
  return {...readJson(answer, id, endpoints[id].kind), headers, status};
}

/** The decoded answer, or an ApiError if it could not be decoded, with the service's message if it has one. */
export function expectDecoded<T>(
  decoded: T | undefined,
  operation: OperationId,
  what: string,
  answer: unknown,
): T {
  if (decoded !== undefined) return decoded;
  const {message, code, correlationId} = readErrorContent(answer) ?? {};
  if (message !== undefined || code !== undefined) {
    const words = toSafeLine(message ?? code ?? '');
    throw new ApiError('service', `The service answered with an error instead of ${what}: ${words}`, {
      operation,
      sent: true,
      ...(code === undefined ? {} : {code: toSafeLine(code)}),
      ...(correlationId === undefined ? {} : {correlationId: toSafeLine(correlationId)}),
    });
  }
  throw new ApiError('service', `The service answered, but with something that is not ${what}.`, {
    operation,
    sent: true,
    hint: 'Check the paths in the configuration ([api.paths]) and EQUINIX_API_ENDPOINT.',
  });
}
