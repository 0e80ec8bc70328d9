import {ApiError, type ApiErrorOptions, type ErrorKind, type FieldProblem} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';
import {type ErrorContent, readErrorContent} from './error-shapes.ts';
import {parseRetryAfter} from './retry.ts';

/** What is known of a refused or failed call. */
export type FailedAnswer = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Texts that must not come back in the words. */
  readonly secrets: readonly string[];
  /** Milliseconds since 1970, for Retry-After dates. */
  readonly now: number;
};

/** Longest text of the service that an error repeats, in characters. */
const MAX_MESSAGE = 300;
const MAX_FIELDS = 20;

/** Any answer that is no success, in any documented shape or none, as one error with words. */
export function toApiError(answer: FailedAnswer): ApiError {
  const read = readErrorContent(parse(answer.body));
  const content = read === undefined ? undefined : redactContent(read, answer.secrets);
  const kind = kindOf(answer);
  const said = cleanLine(content?.message ?? plainText(answer));
  const hint = withHelp(hintOf(answer, kind), cleanLine(content?.help));
  return new ApiError(kind, sentence(answer, kind, said), {
    status: answer.status,
    ...defined('code', cleanLine(content?.code)),
    ...defined('correlationId', cleanLine(content?.correlationId)),
    ...defined('retryAfterMs', parseRetryAfter(answer.headers.get('retry-after'), answer.now)),
    ...defined('hint', hint),
    fields: cleanFields(content),
    operation: answer.operation,
    sent: true,
  });
}

/**
 * Who can act on a status. A write with a 5xx, a redirect or a timeout of the service is of unknown outcome: the
 * service may have done it before that.
 */
function kindOf({status, kind, operation}: FailedAnswer): ErrorKind {
  if (operation === 'token' && isRefusal(status)) return 'auth';
  if (kind === 'write' && (status >= 500 || status < 400 || status === 408)) return 'unknown-outcome';
  const known = STATUS_KINDS[status];
  if (known !== undefined) return known;
  return status < 500 ? 'rejected' : 'service';
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![407, 408, 429].includes(status);
}

const STATUS_KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'auth',
  403: 'forbidden',
  404: 'not-found',
  407: 'network',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  429: 'rate-limited',
};

const TITLES: Partial<Record<ErrorKind, string>> = {
  auth: 'The service refused the access token',
  forbidden: 'The service does not allow this',
  'not-found': 'The service does not know it, or the account may not see it',
  conflict: 'The service refused: this does not fit the present state',
  rejected: 'The service refused the request',
  'rate-limited': 'The service has had too many requests',
  service: 'The service failed',
  network: 'A proxy wants a user name and password',
  timeout: 'The service waited too long for the request',
  'unknown-outcome': 'The service failed, and did not say whether this took effect',
};

function sentence({operation, status}: FailedAnswer, kind: ErrorKind, said: string | undefined): string {
  let title = TITLES[kind] ?? 'The call failed';
  if (operation === 'token' && kind === 'auth') title = 'The service refused the client id and secret';
  if (operation === 'token' && kind === 'service') title = 'The service could not give an access token';
  if (status === 503 && kind === 'service') title = 'The service is not available now';
  return said === undefined ? `${title} (HTTP ${status}).` : `${title}: ${said}`;
}

/** What to do next, where it differs from the usual words of the kind (`describeError`). */
function hintOf({operation}: FailedAnswer, kind: ErrorKind): string | undefined {
  if (operation === 'token' && kind === 'auth') {
    return 'Check the client id and secret, and whether they belong to this environment. The service locks an account after five refused attempts in a row; this was one, and casedeck makes no other until they change.';
  }
  if (kind === 'auth') return 'Sign in again, and check that the credential belongs to this environment.';
  if (kind === 'conflict') return 'Read the ticket again: it may have been closed or changed meanwhile.';
  if (kind === 'rejected') return 'Mend what is named and send again.';
  return undefined;
}

/** The service's own advice comes after ours; without any, the usual advice for the kind stays. */
function withHelp(hint: string | undefined, help: string | undefined): string | undefined {
  if (help === undefined) return hint;
  return hint === undefined ? `The service says: ${help}` : `${hint} The service says: ${help}`;
}

function plainText({headers, body: whole, secrets}: FailedAnswer): string | undefined {
  const body = redactText(whole.slice(0, 4096), secrets);
  const isHtml =
    (headers.get('content-type') ?? '').includes('html') || /^\s*<(!doctype|html|head|body)/i.test(body);
  if (isHtml) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1] ?? /<h1[^>]*>([^<]{1,200})/i.exec(body)?.[1];
    return title === undefined ? undefined : `a page "${title.trim()}"`;
  }
  const text = body.trim();
  // JSON that says nothing readable would be noise.
  return text === '' || /^[[{]/.test(text) ? undefined : text;
}

/** The fields an error names, each on one line that is safe to print. */
export function cleanFields(content: ErrorContent | undefined): readonly FieldProblem[] {
  return (content?.fields ?? []).slice(0, MAX_FIELDS).map(({field, problem, value}) => ({
    field: cleanLine(field) ?? 'request',
    problem: cleanLine(problem) ?? 'is not accepted',
    ...defined('value', cleanLine(value)),
  }));
}

/** A text of the service for our own words: one line, of limited length. */
export function cleanLine(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const line = toSafeLine(value.slice(0, MAX_MESSAGE * 4));
  if (line === '') return undefined;
  const characters = [...line];
  return characters.length > MAX_MESSAGE ? `${characters.slice(0, MAX_MESSAGE).join('')}…` : line;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function defined<K extends keyof ApiErrorOptions | 'value', V>(key: K, value: V | undefined): {[P in K]?: V} {
  return value === undefined ? {} : ({[key]: value} as {[P in K]: V});
}

/** A shorter secret is removed only if it is the whole value: inside a sentence it may be a normal word. */
const SHORTEST_IN_TEXT = 4;
/** From here on, letters and digits mixed are no part of any word. */
const LONG = 12;

/**
 * The texts of an error without what they must not contain. Codes, trace ids and field names stay, and so do words that
 * only contain the secret.
 */
function redactContent(content: ErrorContent, secrets: readonly string[]): ErrorContent {
  const text = (value: string | undefined) => (value === undefined ? undefined : redactText(value, secrets));
  return {
    ...content,
    message: text(content.message),
    help: text(content.help),
    fields: content.fields.map(({field, problem, value}) => ({
      field,
      problem: redactText(problem, secrets),
      ...(value === undefined ? {} : {value: redactText(value, secrets)}),
    })),
  };
}

/** The same for a text that is no JSON. */
function redactText(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(formsOf).reduce(redactOne, text);
}

/** As it is, and as it stands in an address. */
function formsOf(secret: string): readonly string[] {
  if (secret.trim() === '') return [];
  const encoded = encodeURIComponent(secret.toWellFormed());
  return encoded === secret ? [secret] : [secret, encoded];
}

function redactOne(text: string, secret: string): string {
  if (text.trim() === secret) return '***';
  if (secret.length < SHORTEST_IN_TEXT) return text;
  if (secret.length >= LONG && /\d/.test(secret) && /[a-z]/i.test(secret))
    return text.replaceAll(secret, '***');
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}_])${literal(secret)}(?![\\p{L}\\p{N}_])`, 'gu'),
    '***',
  );
}

/** A pattern for this text and no other. */
function literal(text: string): string {
  return [...text].map((character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
}
