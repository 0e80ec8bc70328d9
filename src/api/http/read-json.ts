import {ApiError} from '../../errors.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';
import type {Answer} from './exchange.ts';
import {UNKNOWN_HINT} from './failed-exchange.ts';

/** A successful answer's JSON with its own text; `json` is undefined where the body is empty. */
export type JsonAnswer = {readonly json: unknown; readonly text: string};

/**
 * Reads the JSON of a successful answer. HTML or broken JSON is an ApiError: `service` for reads, `unknown-outcome` for
 * writes, because it is not known who answered.
 */
export function readJson(answer: Answer, operation: OperationId, kind: Endpoint['kind']): JsonAnswer {
  const {text} = answer;
  if (text.trim() === '') return {json: undefined, text: ''};
  const fail = (what: string) => unreadable(answer, {operation, kind, what});
  if (hasTooManyValues(text)) throw fail('more values than any real answer has');
  try {
    return {json: JSON.parse(text) as unknown, text};
  } catch {
    // Without the parser's own error: it quotes the text, which may hold a token.
    throw fail(isPage(answer) ? 'a web page instead of data' : 'something that is not valid JSON');
  }
}

/** A shorter text cannot have enough values to matter. */
const SHORT = 4_000_000;
const MOST_VALUES = 2_000_000;

/** Each value needs much more memory than its text: `[0,0,0,...` of 64 MB would take gigabytes. */
function hasTooManyValues(text: string): boolean {
  if (text.length < SHORT) return false;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === BRACKET || code === BRACE) values += 1;
  }
  return values > MOST_VALUES;
}

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

function isPage({headers, text}: Answer): boolean {
  return (headers.get('content-type') ?? '').includes('html') || /^\s*</.test(text);
}

type Unreadable = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly what: string;
};

function unreadable({status}: Answer, {operation, kind, what}: Unreadable): ApiError {
  const isWrite = kind === 'write';
  return new ApiError(isWrite ? 'unknown-outcome' : 'service', `The service answered with ${what}.`, {
    status,
    operation,
    sent: true,
    hint: isWrite
      ? UNKNOWN_HINT
      : 'A captive portal or a proxy may be answering in its place; check EQUINIX_API_ENDPOINT and the network.',
  });
}
