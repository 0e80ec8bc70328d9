/**
 * What went wrong, by who can act on it:
 * - `usage`, `input`: the user gave something that is refused before sending
 * - `auth`: not signed in, or the credential was refused; `forbidden`: signed in, not allowed
 * - `not-found`, `conflict`, `rejected`: the service understood and said no
 * - `rate-limited`, `service`, `network`, `timeout`: try again later
 * - `unknown-outcome`: a write whose answer never came
 * - `read-only`: this profile never writes
 * - `store`, `config`: this machine
 * - `cancelled`: the user or a closed screen stopped it
 * - `bug`: ours
 */
export type ErrorKind =
  | 'usage'
  | 'input'
  | 'auth'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'rate-limited'
  | 'service'
  | 'network'
  | 'timeout'
  | 'unknown-outcome'
  | 'read-only'
  | 'store'
  | 'config'
  | 'cancelled'
  | 'bug';

export type FieldProblem = {readonly field: string; readonly problem: string; readonly value?: string};

export type AppErrorOptions = {
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  readonly fields?: readonly FieldProblem[] | undefined;
};

/** Every expected failure. `message` says what happened, `hint` what to do next. Texts are safe to print. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(kind: ErrorKind, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.kind = kind;
    this.hint = options.hint;
    this.fields = options.fields ?? [];
  }
}

/** Whatever was thrown, as an AppError: what is none is a bug of ours. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('bug', error instanceof Error ? error.message : String(error), {cause: error});
}

/** Whether this machine's database or disk is what failed. */
export function isStoreError(error: unknown): error is AppError {
  return error instanceof AppError && error.kind === 'store';
}

/** Nothing is broken, there just is no credential: signing in is what comes next. */
export class NotSignedInError extends AppError {}

/** The user's editor ended in another way than by the user's will. */
export class EditorError extends AppError {
  override readonly name = 'EditorError';
  /** What it had saved by then, where that is not what it began with. */
  readonly saved: string | undefined;

  constructor(message: string, saved: string | undefined, options: AppErrorOptions) {
    super('config', message, options);
    this.saved = saved;
  }
}

export type ApiErrorOptions = AppErrorOptions & {
  /** The HTTP status, where an answer came at all. */
  readonly status?: number | undefined;
  /** The service's own code, e.g. `EQ-2042010`. */
  readonly code?: string | undefined;
  /** The service's trace id (correlationId, or ticketId of the older APIs), for its support. */
  readonly correlationId?: string | undefined;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The operation id of `api/endpoints.ts`. */
  readonly operation?: string | undefined;
  /** False where nothing of the request had left this machine, so that even a write may be sent again. */
  readonly sent?: boolean | undefined;
  /** True where the token was refused and a new one is there: the same may be asked again, a write after a look. */
  readonly isRenewed?: boolean | undefined;
};

/** A failed call to the service, whatever shape its error had. */
export class ApiError extends AppError {
  override readonly name = 'ApiError';
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly correlationId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly operation: string | undefined;
  readonly sent: boolean | undefined;
  readonly isRenewed: boolean;

  constructor(kind: ErrorKind, message: string, options: ApiErrorOptions = {}) {
    super(kind, message, options);
    this.status = options.status;
    this.code = options.code;
    this.correlationId = options.correlationId;
    this.retryAfterMs = options.retryAfterMs;
    this.operation = options.operation;
    this.sent = options.sent;
    this.isRenewed = options.isRenewed ?? false;
  }

  /** The same failure, with some of it told anew. */
  with({
    kind = this.kind,
    message = this.message,
    ...more
  }: ApiErrorOptions & {readonly kind?: ErrorKind; readonly message?: string}): ApiError {
    return new ApiError(kind, message, {...this, ...more});
  }
}

export type ErrorText = {
  /** What happened, one line. */
  readonly title: string;
  /** Field problems, one a line. */
  readonly details: readonly string[];
  /** What to do next. */
  readonly hint: string | undefined;
  /** Status, code and correlation id to give to support, one line. */
  readonly reference: string | undefined;
};

const DEFAULT_HINTS: Partial<Record<ErrorKind, string>> = {
  auth: 'Check the client id and secret; after five refused attempts the service locks the account.',
  forbidden: 'The account may lack the permission, or the ticket belongs to somebody else.',
  'not-found': 'Check the id; the service also says this of tickets that your account may not see.',
  'rate-limited': 'Try again after the pause; a console that is open does so by itself.',
  service: "The fault is on the service's side; try again in a minute.",
  network: 'Check the network, the VPN and the proxy settings.',
  timeout: 'The service or the network is slow; try again.',
  'unknown-outcome': 'Read the ticket again before sending once more.',
  bug: 'This is a fault of casedeck; please report it with the text above.',
};

/** The words for any thrown value: what happened, why, what to do next, what to tell support. */
export function describeError(error: unknown): ErrorText {
  if (!(error instanceof AppError)) {
    const message = error instanceof Error ? error.message : String(error);
    return {title: `Internal error: ${message}`, details: [], hint: DEFAULT_HINTS.bug, reference: undefined};
  }
  const details = error.fields.map(
    (field) => `${field.field}: ${field.problem}${field.value === undefined ? '' : ` (was ${field.value})`}`,
  );
  return {
    title: error.message,
    details,
    hint: error.hint ?? DEFAULT_HINTS[error.kind],
    reference: reference(error),
  };
}

/** The same in one line: what happened, what to do next, what to tell support. */
export function errorLine(error: unknown): string {
  const {title, hint, reference: known} = describeError(error);
  const end = hint === undefined || /[.!?]["”)]?$/.test(title) ? '' : '.';
  return [title + end, hint, known].filter((part) => part !== undefined).join(' ');
}

/** The same words, a part each, for where they stand below one another; what is not known is left out. */
export function errorRows(error: unknown): readonly string[] {
  const {title, details, hint, reference: known} = describeError(error);
  return [title, ...details, hint, known].filter((part) => part !== undefined);
}

function reference(error: AppError): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const parts = [
    error.status === undefined ? undefined : `HTTP ${error.status}`,
    error.code,
    error.correlationId === undefined ? undefined : `correlation id ${error.correlationId}`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

const EXIT_CODES: Partial<Record<ErrorKind, number>> = {
  usage: 2,
  auth: 4,
  forbidden: 4,
  'not-found': 5,
  input: 6,
  'read-only': 6,
  'unknown-outcome': 7,
  cancelled: 130,
};

/** The process exit code of a failure, as in the design's table. */
export function exitCodeOf(error: unknown): number {
  return (error instanceof AppError ? EXIT_CODES[error.kind] : undefined) ?? 1;
}
