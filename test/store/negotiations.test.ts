import {expect, test} from 'vitest';
import type {Negotiation} from '../../src/domain/orders/negotiation.ts';
import type {Ticket, TicketStatus} from '../../src/domain/ticket.ts';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, safe, START} from './sample.ts';

function question(id: string, inHours: number): Negotiation {
  return {referenceId: safe(id), message: safe('Another time?'), expires: hours(inHours)};
}

function opened() {
  const store = openStore({file: ':memory:', clock: {now: () => START}});
  const put = (id: string, status: TicketStatus, at: number) =>
    store.putTicket(
      {id: safe(id), kind: 'TROUBLE', status, ibx: [], updatedDateTime: hours(at)} satisfies Ticket,
      '{}',
      START,
    );
  put('1-100001', 'ACTION_REQUIRED', -1);
  put('1-100002', 'ACTION_REQUIRED', -2);
  put('1-100003', 'ACTION_REQUIRED', -3);
  put('1-100004', 'IN_PROGRESS', 0);
  const times = {at: START, nextAt: START + HOUR};
  const order = () => store.page({filter: {}, sort: 'attention'}, 0, 9).map(({id}) => id);
  return {store, put, times, order};
}

test('by need the first deadline comes first, then what has none', () => {
  const {store, times, order} = opened();
  expect(order()).toEqual(['1-100001', '1-100002', '1-100003', '1-100004']);
  expect(store.putNegotiations('1-100002', [question('4-2', 5)], times)).toBe(true);
  expect(store.putNegotiations('1-100003', [question('4-3', 9), question('4-4', 2)], times)).toBe(true);
  expect(order()).toEqual(['1-100003', '1-100002', '1-100001', '1-100004']);
  expect(store.row('1-100003')?.respondBy).toBe(START + 2 * HOUR);
  expect(store.positionOf({filter: {}, sort: 'attention'}, '1-100002')).toBe(1);
  // The same once more is nothing new.
  expect(store.putNegotiations('1-100002', [question('4-2', 5)], times)).toBe(false);
});

test('a ticket that waits no longer has no deadline, and none is put on it', () => {
  const {store, put, times, order} = opened();
  store.putNegotiations('1-100003', [question('4-3', 2)], times);
  put('1-100003', 'IN_PROGRESS', 1);
  expect(store.row('1-100003')?.respondBy).toBeUndefined();
  expect(store.ticket('1-100003')?.negotiations).toBeUndefined();
  expect(store.putNegotiations('1-100003', [question('4-3', 2)], times)).toBe(false);
  expect(order()[0]).toBe('1-100001');
});

test('only what waits for the customer is to be read, and again after it changed or when it is time', () => {
  const {store, put, times} = opened();
  const due = (at: number) => store.askedTickets(at, 9).map(({id}) => id);
  expect(due(START)).toEqual(['1-100001', '1-100002', '1-100003']);
  for (const id of due(START)) store.putNegotiations(id, [], times);
  expect(due(START)).toEqual([]);
  put('1-100002', 'ACTION_REQUIRED', 1);
  expect(due(START)).toEqual(['1-100002']);
  expect(due(START + HOUR)).toHaveLength(3);
});

test('while nothing is due it is not looked for again, and what is read out of turn, or by a clock that was ahead, still comes', () => {
  const {store, times} = opened();
  const due = (at: number) => store.askedTickets(at, 9).map(({id}) => id);
  for (const id of due(START)) store.putNegotiations(id, [], times);
  expect(due(START)).toEqual([]);
  expect(due(START - 1)).toHaveLength(3);
  store.putNegotiations('1-100002', [], {at: START, nextAt: START + 1});
  expect(due(START)).toEqual([]);
  expect(due(START + 1)).toEqual(['1-100002']);
});

test('each deadline is told once, and again where more time is given', () => {
  const {store, times} = opened();
  store.putNegotiations('1-100001', [question('4-1', 1)], times);
  expect(store.takeDeadlines(START, START + HOUR / 2)).toEqual([]);
  expect(store.takeDeadlines(START, START + HOUR)).toEqual([{id: '1-100001', at: START + HOUR}]);
  expect(store.takeDeadlines(START, START + HOUR)).toEqual([]);
  store.putNegotiations('1-100001', [question('4-1', 3)], times);
  expect(store.takeDeadlines(START, START + 3 * HOUR)).toHaveLength(1);
});
