import fc from 'fast-check';
import {expect, test} from 'vitest';
import {KNOWN_STATUSES} from '../../src/domain/ticket.ts';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, START, summary} from './sample.ts';
import {often} from '../support/long.ts';

const DAY = 24 * HOUR;

function storeWith(tickets: Parameters<typeof summary>[1][]) {
  const store = openStore({file: ':memory:'});
  store.putSummaries(
    tickets.map((fields, index) => summary(`1-${index}`, fields)),
    START,
  );
  return store;
}

test('open tickets by status, most first; closed ones are not among them', () => {
  const store = storeWith([
    {status: 'SUBMITTED'},
    {status: 'IN_PROGRESS'},
    {status: 'IN_PROGRESS'},
    {status: 'CLOSED'},
    {status: 'CANCELLED'},
    {},
  ]);
  expect(store.overview([], []).statuses).toEqual([
    {status: 'IN_PROGRESS', count: 2},
    {status: undefined, count: 1},
    {status: 'SUBMITTED', count: 1},
  ]);
});

test('ranges take their first moment in and their last not', () => {
  const store = storeWith([
    {status: 'IN_PROGRESS', createdDateTime: hours(0)},
    {status: 'IN_PROGRESS', createdDateTime: hours(24)},
    {status: 'CLOSED', createdDateTime: hours(24)},
    {status: 'IN_PROGRESS', createdDateTime: hours(47.9)},
    {status: 'IN_PROGRESS'},
  ]);
  const moments = [START, START + DAY, START + 2 * DAY, START + 3 * DAY];
  expect(store.overview(moments, moments)).toMatchObject({ages: [1, 2, 0], arrivals: [1, 3, 0]});
  expect(store.overview([], [START])).toMatchObject({ages: [], arrivals: []});
});

test('whatever there is, the counts are those of the list', () => {
  const one = fc.record({
    status: fc.option(fc.constantFrom(...KNOWN_STATUSES), {nil: undefined}),
    at: fc.option(fc.integer({min: 1, max: 200}), {nil: undefined}),
  });
  const bounds = fc.uniqueArray(fc.integer({min: 0, max: 210}), {minLength: 2, maxLength: 8});
  fc.assert(
    fc.property(fc.array(one, {maxLength: 30}), bounds, (tickets, hoursOf) => {
      const store = storeWith(
        tickets.map(({status, at}) => ({
          ...(status === undefined ? {} : {status}),
          ...(at === undefined ? {} : {createdDateTime: hours(at)}),
        })),
      );
      const moments = hoursOf.toSorted((a, b) => a - b).map((hour) => START + hour * HOUR);
      const {ages, arrivals, statuses} = store.overview(moments, moments);
      const ranges = moments
        .slice(1)
        .map((end, index) => ({createdAfter: moments[index] ?? 0, createdBefore: end}));
      const count = (filter: Parameters<typeof store.count>[0]['filter']) =>
        store.count({filter, sort: 'id'});
      expect(arrivals).toEqual(ranges.map((range) => count(range)));
      expect(ages).toEqual(ranges.map((range) => count({...range, notStatuses: ['CLOSED', 'CANCELLED']})));
      expect(statuses.reduce((sum, each) => sum + each.count, 0)).toBe(store.counts().open);
      store.close();
    }),
    {numRuns: often(30, 60)},
  );
});
