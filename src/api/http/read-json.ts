import {ApiError} from '../../errors.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';

/** A successful answer's JSON with its own text; `json` is undefined where the body is empty. */
export type JsonAnswer = {readonly json: unknown; readonly text: string};

/**
 * Reads the JSON of a successful answer. A page or broken JSON is an ApiError: `service` for reads,
 * `unknown-outcome` for writes, since nobody can tell who answered.
 */
export async function readJson(
  response: Response,
  operation: OperationId,
  kind: Endpoint['kind'],
): Promise<JsonAnswer> {
  const text = await response.text();
  if (text.trim() === '') return {json: undefined, text: ''};
  try {
    return {json: JSON.parse(text) as unknown, text};
  } catch {
    // Without the parser's own error: it quotes the text, which may hold a token.
    throw noJson(response, text, operation, kind === 'write');
  }
}

function noJson(response: Response, text: string, operation: OperationId, isWrite: boolean): ApiError {
  const isPage = (response.headers.get('content-type') ?? '').includes('html') || /^\s*</.test(text);
  const what = isPage ? 'a web page instead of data' : 'something that is not valid JSON';
  return new ApiError(isWrite ? 'unknown-outcome' : 'service', `The service answered with ${what}.`, {
    status: response.status,
    operation,
    sent: true,
    hint: isWrite
      ? 'It may have taken effect: read the ticket again before sending once more.'
      : 'A captive portal or a proxy may be answering in its place; check EQUINIX_API_ENDPOINT and the network.',
  });
}
