import {expect, test} from 'vitest';
import {createApi} from '../../src/api/create-api.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';

test('beyond its rate the service answers 429; casedeck halves its pace and reads everything all the same', async ({
  onTestFinished,
}) => {
  const sandbox = await startSandbox({rate: 8, latency: 20});
  onTestFinished(sandbox.close);
  const {url, clientId, clientSecret} = sandbox;
  const api = createApi({endpoint: url, credentials: async () => ({clientId, clientSecret})});
  const {tickets} = await api.searchOrders({productTypes: ['TROUBLE'], size: 12});
  await Promise.all(tickets.map(async ({id}) => api.getTicket(id, {priority: 'background'})));
  const statuses = sandbox
    .log()
    .flatMap(({operation, status}) => (operation === 'getTicket' ? [status] : []));
  expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  const refused = statuses.filter((status) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  // What was under way when the first was refused, and no more of that.
  expect(refused.length).toBeLessThanOrEqual(5);
});
