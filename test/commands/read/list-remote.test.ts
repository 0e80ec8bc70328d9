import {expect, test} from 'vitest';
import {orderSearch} from '../../../src/commands/read/list-remote.ts';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type CasedeckRunner, type JsonTicket} from '../../support/run-casedeck.ts';

function searches({sandbox}: CasedeckRunner) {
  return sandbox
    .log()
    .filter(({operation}) => operation === 'searchOrders')
    .map(({body}) => body);
}

test('every filter reaches the server, in its own words', () => {
  expect(
    orderSearch({
      ibx: ['sv5'],
      status: ['closed', 'in-progress', 'qa'],
      from: Date.UTC(2026, 0, 2),
      to: Date.UTC(2026, 1, 3),
      query: 'CHG',
      source: ['reference', 'po'],
      sort: 'account',
    }),
  ).toEqual({
    productTypes: ['TROUBLE'],
    ibxs: ['SV5'],
    orderStatus: ['CLOSED', 'IN_PROGRESS', 'PENDING_QA'],
    fromDate: '01/02/2026',
    toDate: '02/03/2026',
    q: 'CHG',
    source: ['CUSTOMER_REFERENCE_NUMBER', 'PO_NUMBER'],
    sort: {name: 'ACCOUNT_NUMBER', direction: 'ASC'},
  });
  expect(orderSearch({range: '3m', reverse: true})).toMatchObject({
    dateRange: 'PAST_3_MONTHS',
    sort: {name: 'CREATED_ON', direction: 'ASC'},
  });
  expect(orderSearch({})).toMatchObject({dateRange: 'PAST_YEAR', sort: {direction: 'DESC'}});
});

test('all pages are fetched, 200 at a time, in the order of the server', async () => {
  const runner = await prepareCasedeck({sandbox: {tickets: 900}});
  const {json: rows, code} = await runner.json<readonly JsonTicket[]>(['list', '--remote']);
  expect(code).toBe(0);
  expect(schemaProblems('list', rows)).toEqual([]);
  expect(rows.length).toBeGreaterThan(600);
  const times = rows.map((row) => row.createdDateTime);
  expect(times).toEqual(times.toSorted().toReversed());
  const bodies = searches(runner) as {page: {number: number; size: number}}[];
  expect(bodies.map(({page}) => page)).toEqual(bodies.map((_body, number) => ({number, size: 200})));
  expect(bodies.length).toBe(Math.ceil(rows.length / 200));
});

test('--limit stops paging as soon as there are enough', async () => {
  const runner = await prepareCasedeck({sandbox: {tickets: 900}});
  const {json: rows} = await runner.json<readonly JsonTicket[]>(['list', '--remote', '--limit', '250']);
  expect(rows).toHaveLength(250);
  expect(searches(runner)).toHaveLength(2);
});

test('a case and an order that are one ticket appear once, by the number of the case', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['show', '11150871']);
  const {json: rows} = await json<readonly JsonTicket[]>([
    'list',
    '--remote',
    '--source',
    'order',
    '--query',
    '1-204976070688',
  ]);
  expect(rows.map((row) => row.id)).toEqual(['11150871']);
});

test('nothing found is an empty list and exit 0', async () => {
  const {run, json} = await prepareCasedeck();
  expect((await json<readonly JsonTicket[]>(['list', '--remote', '--query', 'no such text'])).json).toEqual(
    [],
  );
  expect((await run(['list', '--remote', '--query', 'no such text'])).out).toMatch(/^STATUS .*SUMMARY\n$/);
});

test('order history that cannot be reached is a failure: the store cannot stand in for it', async () => {
  const {run} = await prepareCasedeck();
  await run(['list']);
  const {code, out} = await run(['list', '--remote'], {
    env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`},
  });
  expect({code, out}).toEqual({code: 1, out: ''});
});
