import {expect, test} from 'vitest';
import {parseOrderQuery} from '../../src/domain/orders/order-query.ts';
import {SOURCES} from '../../src/domain/orders/order-names.ts';

const everything = {
  productTypes: ['TROUBLE'],
  dateRange: 'PAST_YEAR',
  sort: {name: 'CREATED_ON', direction: 'DESC'},
};

test('nothing typed finds everything of the past year, newest first', () => {
  expect(parseOrderQuery('  ')).toEqual({search: everything});
});

test.each([
  ['ibx:sv5,LD8', {ibxs: ['SV5', 'LD8']}],
  ['ibx:sv5 ibx:ld8', {ibxs: ['SV5', 'LD8']}],
  ['status:closed', {orderStatus: ['CLOSED']}],
  ['status:in-progress', {orderStatus: ['IN_PROGRESS']}],
  ['status:pending', {orderStatus: ['PENDING_QA']}],
  ['power outage', {q: 'power outage'}],
  ['in:reference INC-1', {q: 'INC-1', source: ['CUSTOMER_REFERENCE_NUMBER']}],
  ['range:14d', {dateRange: 'PAST_14_DAYS'}],
  ['sort:account', {sort: {name: 'ACCOUNT_NUMBER', direction: 'ASC'}}],
  ['sort:-account', {sort: {name: 'ACCOUNT_NUMBER', direction: 'DESC'}}],
  ['time:14:05', {q: 'time:14:05'}],
])('%s', (typed, change) => {
  expect(parseOrderQuery(typed)).toEqual({search: {...everything, ...change}});
});

test('days go out as this API writes them, without a range beside them', () => {
  const {dateRange: _none, ...rest} = everything;
  expect(parseOrderQuery('from:2026-01-31 to:2026-02-28')).toEqual({
    search: {...rest, fromDate: '01/31/2026', toDate: '02/28/2026'},
  });
});

test.each(Object.keys(SOURCES))('words can be looked for in %s', (name) => {
  expect(parseOrderQuery(`in:${name} x`)).toMatchObject({search: {source: [SOURCES[name]]}});
});

test.each([
  ['status:resolved', 'knows no status:RESOLVED'],
  ['range:2y', 'knows no range:2y'],
  ['range:constructor', 'knows no range:constructor'],
  ['sort:toString', 'knows no sort:toString'],
  ['in:nowhere x', 'knows no in:nowhere'],
  ['in:reference', 'give some words too'],
  ['from:2026-02-30', 'is no day'],
  ['from:30.1.2026', 'is no day'],
  ['from:2026-02-01 to:2026-01-01', 'is after'],
  ['range:6m from:2026-01-01', 'not both'],
])('%s is refused', (typed, words) => {
  expect(parseOrderQuery(typed)).toEqual({problem: expect.stringContaining(words) as string});
});
