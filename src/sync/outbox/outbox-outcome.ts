import {ApiError, AppError, describeError} from '../../errors.ts';

/** `requeue`: it goes out again by itself, after a look where it had been sent; `failed`: refused, the user decides; `unknown`: it may have happened. */
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

/** What a write that threw has come to. When in doubt it may have happened. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof AppError)) return 'unknown';
  if (isCertainlyUnsent(error)) return REQUEUED.has(error.kind) ? 'requeue' : 'failed';
  if (error.kind === 'auth' || error.kind === 'rate-limited') return 'requeue';
  return REFUSED.has(error.kind) ? 'failed' : 'unknown';
}

/** Never gone out: the token before it, the connection, the abort before sending, our own refusal. */
export function isCertainlyUnsent(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.kind === 'cancelled') return true;
  if (!(error instanceof ApiError)) return error.kind !== 'unknown-outcome' && error.kind !== 'bug';
  if (error.sent === false || error.operation === 'token') return true;
  return error.kind === 'network' && error.sent !== true;
}

/** True where every request would fail now (or this machine does), so that waiting helps and this item is not to blame. */
export function isSharedFailure(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return ['network', 'timeout', 'rate-limited', 'auth', 'cancelled', 'store'].includes(error.kind);
}

/** The words that stay with the item. */
export function errorMessageOf(error: unknown): string {
  const {title, details, reference} = describeError(error);
  return [title, ...details, ...(reference === undefined ? [] : [`(${reference})`])].join(' ');
}
