import {ApiError, AppError, describeError} from '../../errors.ts';

/**
 * `requeue`: it is sent again by itself, after a check if it was sent before; `failed`: refused, the user decides;
 * `unknown`: it may have happened.
 */
export type Outcome = 'requeue' | 'failed' | 'unknown';

const REQUEUED = new Set(['network', 'timeout', 'rate-limited', 'auth', 'service', 'cancelled', 'store']);
const REFUSED = new Set([
  'usage',
  'input',
  'forbidden',
  'not-found',
  'conflict',
  'rejected',
  'read-only',
  'config',
]);

/** The outcome of a write that failed. In doubt it may have happened. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof AppError)) return 'unknown';
  if (isCertainlyUnsent(error)) return REQUEUED.has(error.kind) ? 'requeue' : 'failed';
  if (error.kind === 'auth' || error.kind === 'rate-limited') return 'requeue';
  return REFUSED.has(error.kind) ? 'failed' : 'unknown';
}

/** Certainly not sent: the token before it, the connection or our own check failed, or it was aborted before. */
export function isCertainlyUnsent(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.kind === 'cancelled') return true;
  if (!(error instanceof ApiError)) return error.kind !== 'unknown-outcome' && error.kind !== 'bug';
  if (error.sent === false || error.operation === 'token') return true;
  return error.kind === 'network' && error.sent !== true;
}

/**
 * True if every request would fail now (or the fault is this machine's), so that waiting helps and the item is not the
 * cause.
 */
export function isSharedFailure(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return ['network', 'timeout', 'rate-limited', 'auth', 'cancelled', 'store'].includes(error.kind);
}

/** The words that stay with the item. */
export function errorMessageOf(error: unknown): string {
  const {title, details, reference} = describeError(error);
  return [title, ...details, ...(reference === undefined ? [] : [`(${reference})`])].join(' ');
}
