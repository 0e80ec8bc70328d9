import {ApiError} from '../../errors.ts';

export type RetryPolicy = {
  /** How often a read is tried in all. */
  readonly tries: number;
  /** The first pause in milliseconds; each further one is twice as long. */
  readonly baseMs: number;
  /** No pause is longer; where the service asks for more, it is not asked again. */
  readonly capMs: number;
};

export const DEFAULT_RETRY: RetryPolicy = {tries: 4, baseMs: 500, capMs: 60_000};

const RETRIED_STATUS = new Set([429, 502, 503, 504]);

/** True where the same read may work if tried again: too many requests, a gateway's trouble, the network. */
export function isWorthRetrying(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  // A token request that was refused, or may have been, counts against the account's five attempts.
  if (error.operation === 'token')
    return error.sent === false || error.status === 429 || error.status === 503;
  if (error.status !== undefined && error.status >= 300) return RETRIED_STATUS.has(error.status);
  return error.kind === 'network';
}

/**
 * The pause before the next try, in milliseconds: what the service asked for, else exponential with
 * jitter between half and whole. `failures` counts from 1, `random` gives 0 to 1.
 */
export function retryDelay(
  error: ApiError,
  failures: number,
  policy: RetryPolicy,
  random: () => number,
): number {
  if (error.retryAfterMs !== undefined) return Math.max(error.retryAfterMs, 0);
  const whole = Math.min(policy.baseMs * 2 ** (failures - 1), policy.capMs);
  return Math.round(whole * (0.5 + random() / 2));
}

/** A Retry-After header (seconds, or an HTTP date) as milliseconds from `now`; undefined where it says neither. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  // Only the three forms of an HTTP date: Date.parse alone would take "-5" for a year.
  const at = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
