import {expect, test} from 'vitest';
import {createSend} from '../../src/api/http/network.ts';
import {createApi} from '../../src/api/create-api.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {PatientTime} from '../support/patient-time.ts';

test('beyond its rate the service answers 429; casedeck halves its pace and reads everything all the same', async ({
  onTestFinished,
}) => {
  const time = new PatientTime();
  const sandbox = await startSandbox({rate: 8, now: time.clock.now});
  onTestFinished(sandbox.close);
  const {url, clientId, clientSecret} = sandbox;
  const api = createApi({
    endpoint: url,
    credentials: async () => ({clientId, clientSecret}),
    send: time.sender(createSend({env: {}})),
    clock: time.clock,
    timers: time.timers,
  });
  const {tickets} = await api.searchOrders({productTypes: ['TROUBLE'], size: 12});
  const read = Promise.all(tickets.map(async ({id}) => api.getTicket(id, {priority: 'background'})));
  await time.advance(60_000);
  await read;
  const statuses = sandbox
    .log()
    .flatMap(({operation, status}) => (operation === 'getTicket' ? [status] : []));
  expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  const refused = statuses.filter((status) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  // What was under way when the first was refused, and no more of that.
  expect(refused.length).toBeLessThanOrEqual(5);
});
