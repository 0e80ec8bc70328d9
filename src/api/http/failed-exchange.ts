import {ApiError, AppError} from '../../errors.ts';
import {cancelled} from '../timers.ts';
import type {Deadline} from './deadline.ts';
import type {Endpoint, OperationId} from '../endpoints.ts';
import {explainNetworkError} from './network-errors.ts';
import {tlsNote} from './network-trust.ts';

export type ExchangeContext = {
  readonly operation: OperationId;
  readonly kind: Endpoint['kind'];
  readonly url: string;
  readonly proxy: string | undefined;
  readonly deadline: Deadline;
  readonly caller: AbortSignal | undefined;
  readonly limitMs: number;
};

/** What to do where it is not known whether a write took effect. */
export const UNKNOWN_HINT = 'It may have taken effect: read the ticket again before sending once more.';

/**
 * A fetch, or the reading of its body, that threw: stopped by the caller, out of time, or the network at
 * one of its steps. A write that may have left this machine is of unknown outcome.
 */
export function toFailedExchange(error: unknown, context: ExchangeContext): AppError {
  const {operation, kind, deadline, caller} = context;
  // The caller's own reason comes back unchanged, and does not say what had been sent by then.
  const isReason = caller?.aborted === true && error === caller.reason;
  if (error instanceof AppError && !isReason) return error;
  if (deadline.expired()) return outOfTime(context);
  if (caller?.aborted) return kind === 'write' ? stoppedWrite(operation) : cancelled();
  const {step, message, hint} = explainNetworkError(error, {
    endpoint: context.url,
    proxy: context.proxy,
    tlsNote: tlsNote(),
  });
  const isSent = step === 'http';
  if (isSent && kind === 'write') {
    return new ApiError('unknown-outcome', message, {
      operation,
      sent: true,
      cause: error,
      hint: UNKNOWN_HINT,
    });
  }
  return new ApiError('network', message, {operation, sent: isSent, cause: error, hint});
}

function stoppedWrite(operation: OperationId): ApiError {
  return new ApiError('unknown-outcome', 'Stopped while it was being sent.', {
    operation,
    sent: true,
    hint: UNKNOWN_HINT,
  });
}

function outOfTime({operation, kind, limitMs, url}: ExchangeContext): ApiError {
  const message = `No answer from ${new URL(url).host} within ${limitMs / 1000} s.`;
  if (kind === 'write')
    return new ApiError('unknown-outcome', message, {operation, sent: true, hint: UNKNOWN_HINT});
  return new ApiError('timeout', message, {operation});
}
