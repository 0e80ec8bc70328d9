import {ApiError, AppError} from '../../errors.ts';

/** Why nothing is sent for a while. `ms` is undefined where only the user can end it. */
export type Pause = {
  readonly reason: 'limited' | 'service' | 'network' | 'refused';
  readonly ms: number | undefined;
};

export type Backoff = {readonly baseMs: number; readonly capMs: number};

/** Short for the network, so that its return is noticed; never zero for an overloaded service. */
const BACKOFF: Readonly<Record<'limited' | 'service' | 'network', Backoff>> = {
  limited: {baseMs: 2500, capMs: 300_000},
  service: {baseMs: 500, capMs: 300_000},
  network: {baseMs: 500, capMs: 60_000},
};

/** A longer pause is not believed: timers cannot wait that long, and nobody would. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** A single operation may answer 500 for reasons of its own; this many in a row are an outage. */
const SERVICE_FAULTS_OF_AN_OUTAGE = 3;

/** Exponential with jitter between half and whole, in milliseconds. `failures` counts from 1, `random` gives 0 to 1. */
export function backoffMs(failures: number, random: () => number, {baseMs, capMs}: Backoff): number {
  const whole = Math.min(baseMs * 2 ** Math.min(failures - 1, 30), capMs);
  return Math.round(whole * (0.5 + random() / 2));
}

export type FailureCount = {
  /** Pauses in a row, this one included. */
  readonly pauses: number;
  /** Answers of the kind `service` in a row, this one included. */
  readonly serviceFaults: number;
};

/** The pause that every operation takes after `error`; undefined where the failure is this operation's own. */
export function pauseFor(error: unknown, count: FailureCount, random: () => number): Pause | undefined {
  if (!(error instanceof AppError)) return undefined;
  const reason = reasonOf(error, count.serviceFaults);
  if (reason === undefined) return undefined;
  const told = error instanceof ApiError ? error.retryAfterMs : undefined;
  const ms = told ?? backoffMs(count.pauses, random, BACKOFF[reason]);
  return {reason, ms: Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS)};
}

/** The service itself failed, whether or not it is known what happened to the request. */
export function isServiceFault(error: AppError): boolean {
  if (error.kind === 'service') return true;
  return error instanceof ApiError && error.kind === 'unknown-outcome' && (error.status ?? 0) >= 500;
}

function reasonOf(error: AppError, serviceFaults: number): 'limited' | 'service' | 'network' | undefined {
  if (error.kind === 'rate-limited') return 'limited';
  if (error.kind === 'network' || error.kind === 'timeout') return 'network';
  if (!isServiceFault(error)) return undefined;
  const status = error instanceof ApiError ? error.status : undefined;
  const isGateway = status !== undefined && status >= 502 && status <= 504;
  return isGateway || serviceFaults >= SERVICE_FAULTS_OF_AN_OUTAGE ? 'service' : undefined;
}
