import {ApiError} from '../../errors.ts';

export type RetryPolicy = {
  /** How often a read is tried in all. */
  readonly tries: number;
  /** Where the service asks for a longer pause in milliseconds, it is not asked again. */
  readonly patienceMs: number;
};

export const DEFAULT_RETRY: RetryPolicy = {tries: 4, patienceMs: 60_000};

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

/** A Retry-After header (seconds, or an HTTP date) as milliseconds from `now`; undefined where it says neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  // Only the three forms of an HTTP date: Date.parse alone would take "-5" for a year.
  const at = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
