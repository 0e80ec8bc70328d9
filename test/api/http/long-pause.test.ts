import {expect, test} from 'vitest';
import {describeError} from '../../../src/errors.ts';
import {clientOf, failureOf, type Pauses, startService, TICKET} from '../service.ts';

test('a service that asks for more than a minute is not asked again, least of all earlier than told', async () => {
  const service = await startService();
  const pauses: Pauses = [];
  service.answer({status: 429, headers: {'retry-after': '7200'}}, {json: TICKET});
  const failure = await failureOf(clientOf(service, {}, pauses).getTicket(TICKET.id));
  expect(failure).toMatchObject({kind: 'rate-limited', status: 429, retryAfterMs: 7_200_000});
  expect(describeError(failure).hint).toBe('The service asks for a pause of 2 h: try again after that.');
  expect([pauses, service.calls().length]).toEqual([[], 1]);
});
