import {expect, test} from 'vitest';
import {orderStatusOf} from '../../src/sandbox/order-history.ts';
import {NOW, signedIn, type Json, type SignedIn} from './support.ts';

const ALL = {filters: {productTypes: ['TROUBLE']}, page: {number: 0, size: 200}};

async function search({post}: SignedIn, query: object): Promise<readonly Json[]> {
  const {status, json} = await post('/v1/retrieve-orders', {page: {number: 0, size: 200}, ...query});
  expect(status).toBe(200);
  return [...(json['content'] ?? [])];
}

test('trouble orders of the past year are listed, newest first; cases that are no order are not', async () => {
  const service = await signedIn();
  const orders = await search(service, ALL);
  const numbers = orders.map((order) => String(order['orderNumber']));
  const times = orders.map((order) => String(order['createdAt']));
  expect(numbers).toContain('1-204976070655');
  expect(numbers).not.toContain('11150929');
  expect(numbers).not.toContain(service.sandbox.caseNumbers[0]);
  expect(numbers).not.toContain('1-204976061000');
  expect(numbers).not.toContain('1-204976077777');
  expect(numbers).not.toContain('1-204976068112');
  expect(times).toEqual(times.toSorted().toReversed());
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('pages are at most 200, ten by default, and say how many there are', async () => {
  const {post} = await signedIn({tickets: 450});
  const first = await post('/v1/retrieve-orders', {});
  expect(first.json['content']).toHaveLength(10);
  const pages = [];
  for (let number = 0; number < 3; number += 1) {
    pages.push((await post('/v1/retrieve-orders', {page: {number, size: 200}})).json);
  }
  const total = Number(pages[0]?.['page']?.['totalElements']);
  expect(pages.map((page) => page['page']?.['totalPages'])).toEqual([3, 3, 3]);
  const numbers = pages.flatMap((page) => [...(page['content'] ?? [])].map((order) => order['orderNumber']));
  expect(numbers).toHaveLength(total);
  expect(new Set(numbers).size).toBe(total);
  const rels = pages.map((page) => [...(page['links'] ?? [])].map((link) => link['rel']));
  expect(rels).toEqual([
    ['self', 'next'],
    ['self', 'prev', 'next'],
    ['self', 'prev'],
  ]);
});

test('filters narrow the list', async () => {
  const service = await signedIn();
  const here = await search(service, {filters: {ibxs: ['SG1', 'TY4']}});
  expect(here.length).toBeGreaterThan(3);
  for (const order of here)
    expect([...(order['ibx'] ?? [])].some((ibx) => String(ibx) === 'SG1' || String(ibx) === 'TY4')).toBe(
      true,
    );
  const cancelled = await search(service, {filters: {orderStatus: ['CANCELLED']}});
  expect(new Set(cancelled.map((order) => order['orderStatus']))).toEqual(new Set(['CANCELLED']));
  const week = await search(service, {filters: {dateRange: 'PAST_7_DAYS'}});
  for (const order of week)
    expect(Date.parse(String(order['createdAt']))).toBeGreaterThan(NOW - 7 * 86_400_000 - 1000);
  const shipments = await search(service, {filters: {productTypes: ['SHIPMENT']}});
  expect(shipments.map((order) => order['orderNumber'])).toContain('1-204976069104');
});

test('dates are month/day/year, both days included, and ignored beside a range', async () => {
  const service = await signedIn();
  const day = await search(service, {filters: {fromDate: '11/11/2026', toDate: '11/11/2026'}});
  expect(day.map((order) => order['orderNumber'])).toEqual(['1-204976069998']);
  const both = await search(service, {
    filters: {dateRange: 'PAST_YEAR', fromDate: '11/11/2026', toDate: '11/11/2026'},
  });
  expect(both.length).toBeGreaterThan(50);
  const {status} = await service.post('/v1/retrieve-orders', {filters: {fromDate: '02/30/2026'}});
  expect(status).toBe(400);
  expect((await service.post('/v1/retrieve-orders', {filters: {fromDate: '2026-11-11'}})).status).toBe(400);
});

test.each([
  ['ORDER_NUMBER', '070655', '1-204976070655'],
  ['CUSTOMER_REFERENCE_NUMBER', 'bwp-inc-48213', '1-204976070688'],
  ['SR_NUMBER', '11150929', '1-204976070655'],
  ['TROUBLE_TICKET_NUMBER', '5-204976070710', '1-204976070710'],
  ['PO_NUMBER', 'PO.1234', '1-204976070655'],
  ['WORK_ACTIVITY_NUMBER', '3-1188', '1-204976070655'],
  ['CONTACT_LAST_NAME', 'raghu', '1-204976070688'],
])('q looks in %s', async (source, q, expected) => {
  const service = await signedIn();
  const found = await search(service, {source: [source], q});
  expect(found.map((order) => order['orderNumber'])).toContain(expected);
  expect(await search(service, {source: [source], q: 'nothing like it'})).toEqual([]);
});

test('sorting by contact and account goes both ways', async () => {
  const service = await signedIn();
  const accounts = async (direction: string): Promise<readonly string[]> =>
    (await search(service, {sorts: [{name: 'ACCOUNT_NUMBER', direction}]})).map((order) =>
      String(order['account']?.['accountNumber']),
    );
  const up = await accounts('ASC');
  expect(up).toEqual(up.toSorted());
  expect(await accounts('DESC')).toEqual(up.toReversed());
  const names = (await search(service, {sorts: [{name: 'ORDERING_CONTACT', direction: 'ASC'}]})).map(
    (order) => String(order['orderingContact']?.['name']),
  );
  expect(names[0]).not.toBe(names.at(-1));
});

test('a change shows in the next answer', async () => {
  const service = await signedIn();
  const statusOf = async (): Promise<unknown> =>
    (await search(service, {source: ['ORDER_NUMBER'], q: '1-204976070699'}))[0]?.['orderStatus'];
  expect(await statusOf()).toBe('SUBMITTED');
  await service.post('/support/v2/tickets/1-204976070699/cancel', {reason: 'Done.'});
  expect(await statusOf()).toBe('CANCELLED');
});

test('every ticket status has an order status of the published list', () => {
  const published = ['ENTERED', 'SUBMITTED', 'IN_PROGRESS', 'PENDING_QA', 'CANCELLED', 'CLOSED'];
  for (const status of [
    'SUBMITTED',
    'IN_PROGRESS',
    'ACTION_REQUIRED',
    'RESOLVED',
    'CLOSED',
    'CANCELLED',
  ] as const) {
    expect(published).toContain(orderStatusOf(status));
  }
});
