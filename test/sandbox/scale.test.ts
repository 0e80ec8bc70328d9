import {expect, test} from 'vitest';
import {NOW, signIn, testSandbox, signedIn} from './support.ts';

test('100,000 tickets are paged through', async () => {
  const sandbox = await testSandbox({tickets: 100_000});
  const {post, get} = await signIn(sandbox);
  const query = {filters: {productTypes: ['TROUBLE']}, sorts: [{name: 'CREATED_ON', direction: 'DESC'}]};
  const first = await post('/v1/retrieve-orders', {...query, page: {number: 0, size: 200}});
  expect(Number(first.json['page']?.['totalElements'])).toBeGreaterThan(99_900);
  for (let number = 1; number <= 20; number += 1) {
    const page = await post('/v1/retrieve-orders', {...query, page: {number: number * 20, size: 200}});
    expect(page.json['content']).toHaveLength(200);
  }
  const last = await post('/v1/retrieve-orders', {...query, page: {number: 499, size: 200}});
  for (const order of [...(last.json['content'] ?? [])].slice(0, 5)) {
    const ticket = await get(`/support/v2/tickets/${String(order['orderNumber'])}`);
    expect(ticket.json['orderId']).toBe(order['orderNumber']);
    expect(Date.parse(String(ticket.json['createdDateTime']))).toBe(Date.parse(String(order['createdAt'])));
  }
});

test('the list says of a generated ticket what the ticket says', async () => {
  const {get, post} = await signedIn({tickets: 600});
  const {json} = await post('/v1/retrieve-orders', {
    filters: {productTypes: ['TROUBLE']},
    page: {number: 1, size: 200},
  });
  const statuses = new Set<string>();
  for (const order of json['content'] ?? []) {
    const {json: ticket} = await get(`/support/v2/tickets/${String(order['orderNumber'])}`);
    statuses.add(String(ticket['status']));
    expect(ticket['location']?.['ibx']).toEqual(order['ibx']);
    expect(ticket['accountName']).toBe(order['account']?.['accountName']);
    expect([ticket['customerReferenceId']].filter(Boolean)).toEqual(order['customerReferenceNumbers']);
    const times = [...(ticket['notes'] ?? [])].map((note) => String(note['createdDateTime']));
    expect(times).toEqual(times.toSorted());
    expect(times.every((time) => Date.parse(time) <= NOW)).toBe(true);
  }
  expect(statuses.size).toBeGreaterThan(1);
});

test('a generated ticket can be written to and keeps it', async () => {
  const {post, get, sandbox} = await signedIn({tickets: 5000});
  const {json} = await post('/v1/retrieve-orders', {
    filters: {orderStatus: ['SUBMITTED']},
    page: {number: 0, size: 200},
  });
  // The newest are hand-shaped, the oldest generated.
  const id = String(json['content']?.at(-1)?.['orderNumber']);
  expect(id).toMatch(/^1-205/);
  await post(`/support/v2/tickets/${id}/notes`, {text: 'kept'});
  await post(`/support/v2/tickets/${id}/cancel`, {reason: 'done'});
  const {json: ticket} = await get(`/support/v2/tickets/${id}`);
  expect(ticket['status']).toBe('CANCELLED');
  expect(ticket['notes']?.at(-2)).toMatchObject({text: 'kept'});
  expect(sandbox.ticket(id)?.status).toBe('CANCELLED');
});

test('the same seed gives the same tickets, another seed others; small numbers take the first seeds', async () => {
  const list = async (seed: number): Promise<string> => {
    const {post} = await signedIn({seed, tickets: 300});
    const {text} = await post('/v1/retrieve-orders', {page: {number: 0, size: 200}});
    return text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '');
  };
  expect(await list(7)).toBe(await list(7));
  expect(await list(7)).not.toBe(await list(8));
  const {post} = await signedIn({tickets: 3});
  const {json} = await post('/v1/retrieve-orders', {filters: {productTypes: ['TROUBLE']}});
  expect(json['page']?.['totalElements']).toBe(3);
});

test('numbers next to a generated one are nobody', async () => {
  const {post, get} = await signedIn({tickets: 1000});
  const {json} = await post('/v1/retrieve-orders', {
    filters: {dateRange: 'PAST_YEAR'},
    page: {number: 3, size: 200},
  });
  const id = String(json['content']?.[0]?.['orderNumber']);
  const next = `1-${Number(id.slice(2)) + 1}`;
  expect((await get(`/support/v2/tickets/${id}`)).status).toBe(200);
  expect((await get(`/support/v2/tickets/${next}`)).status).toBe(404);
});
