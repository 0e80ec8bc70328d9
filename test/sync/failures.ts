import {ApiError} from '../../src/errors.ts';

export const networkDown = () => new ApiError('network', 'Cannot reach the service.', {sent: false});
export const refused = () =>
  new ApiError('auth', 'The client secret was refused.', {status: 401, operation: 'token'});
export const limited = (retryAfterMs?: number) =>
  new ApiError('rate-limited', 'Too many requests.', {
    status: 429,
    ...(retryAfterMs === undefined ? {} : {retryAfterMs}),
  });
export const broken = (status = 500) =>
  new ApiError('service', 'Internal error.', {status, correlationId: 'c-1'});
export const renewed = () =>
  new ApiError('auth', 'The token was refused.', {status: 401, sent: true, isRenewed: true});
export const notFound = () => new ApiError('not-found', 'No such ticket.', {status: 404});
export const answered = () =>
  new ApiError('conflict', 'No pending negotiation.', {status: 409, code: 'EQ-2042252', sent: true});
export const unanswered = () => new ApiError('unknown-outcome', 'The connection was cut.', {sent: true});
