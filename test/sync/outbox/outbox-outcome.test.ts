import {expect, test} from 'vitest';
import {ApiError} from '../../../src/errors.ts';
import {outcomeOf} from '../../../src/sync/outbox/outbox-outcome.ts';

test.each([
  ['no connection: nothing was sent', new ApiError('network', 'No connection.', {sent: false}), 'requeue'],
  ['the service is known to be away: nothing is sent', new ApiError('network', 'Away.'), 'requeue'],
  ['it was sent, and the connection broke', new ApiError('network', 'Broke.', {sent: true}), 'unknown'],
  ['its answer never came', new ApiError('unknown-outcome', 'Cut.', {sent: true}), 'unknown'],
  ['no token, so it was never sent', new ApiError('service', 'No token.', {operation: 'token'}), 'requeue'],
  ['the service refused it', new ApiError('rejected', 'Too long.', {sent: true, status: 422}), 'failed'],
] as const)('%s', (_, error, outcome) => {
  expect(outcomeOf(error)).toBe(outcome);
});
