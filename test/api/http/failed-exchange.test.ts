import {expect, test} from 'vitest';
import {toFailedExchange, type ExchangeContext} from '../../../src/api/http/failed-exchange.ts';

const CONTEXT: ExchangeContext = {
  operation: 'getTicket',
  kind: 'read',
  url: 'https://api.equinix.com/colocations/v2/troubleTicket',
  proxy: undefined,
  deadline: {expired: () => true} as ExchangeContext['deadline'],
  caller: undefined,
  limitMs: 30_000,
};

test('out of time names host and seconds; a write that may have left is of unknown outcome', () => {
  const error = new Error('aborted');
  expect(toFailedExchange(error, CONTEXT)).toMatchObject({
    kind: 'timeout',
    message: 'No answer from api.equinix.com within 30 s.',
  });
  expect(toFailedExchange(error, {...CONTEXT, kind: 'write'})).toMatchObject({
    kind: 'unknown-outcome',
    message: 'No answer from api.equinix.com within 30 s.',
    sent: true,
  });
});
