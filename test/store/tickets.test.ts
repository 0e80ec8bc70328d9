import {expect, test} from 'vitest';
import type {ListQuery} from '../../src/domain/records.ts';
import {HOUR, hours, note, safe, START, summary, ticket} from './sample.ts';
import {memoryStore} from './temporary.ts';

const ALL: ListQuery = {filter: {}, sort: 'id'};

test('a summary becomes a row, and only what is new or changed is returned', () => {
  const store = memoryStore();
  const one = summary('1-204976070710', {
    status: 'IN_PROGRESS',
    ibx: [safe('SV5'), safe('DA3')],
    description: safe('\n  Live cross connect down\nsecond line'),
    customerReferenceId: safe('REF-1'),
    createdDateTime: hours(0),
    updatedDateTime: hours(2),
  });
  expect(store.putSummaries([one], START)).toEqual([{id: '1-204976070710', items: []}]);
  expect(store.page(ALL, 0, 10)).toEqual([
    {
      id: '1-204976070710',
      kind: 'TROUBLE',
      status: 'IN_PROGRESS',
      ibx: ['SV5', 'DA3'],
      summary: 'Live cross connect down',
      customerReferenceId: 'REF-1',
      createdAt: START,
      updatedAt: START + 2 * HOUR,
      unread: 0,
      turn: 'them',
      turnSince: START,
      hasDraft: false,
      hasRemark: false,
      isSnoozed: false,
      pending: 0,
      fetchedAt: undefined,
    },
  ]);
  expect(store.putSummaries([one], START + 1)).toEqual([]);
  const closed = {...one, status: 'CLOSED' as const, updatedDateTime: hours(3)};
  expect(store.putSummaries([closed, summary('1-2')], START + 2)).toEqual([
    {id: '1-204976070710', items: [`status:${hours(3)}`]},
    {id: '1-2', items: []},
  ]);
  expect(store.row('1-204976070710')).toMatchObject({status: 'CLOSED', unread: 1, turn: 'nobody'});
});

test('a ticket of which nobody said the kind is found by the form of its numbers', () => {
  const store = memoryStore();
  const both = summary('11150929', {orderId: safe('1-204976070710')});
  store.putSummaries([both, summary('11147093'), summary('5-987654321')], START);
  const idsOf = (kind: 'CASE' | 'TROUBLE' | 'UNKNOWN') =>
    store.page({...ALL, filter: {kinds: [kind]}}, 0, 10).map(({id}) => id);
  expect([idsOf('TROUBLE'), idsOf('CASE'), idsOf('UNKNOWN')]).toEqual([
    ['11150929'],
    ['11147093'],
    ['5-987654321'],
  ]);
});

test.each([
  [{description: safe('d'), subCategory: safe('s'), category: safe('c')}, 'd'],
  [{description: safe(' \n '), subCategory: safe('s'), category: safe('c')}, 's'],
  [{category: safe('c')}, 'c'],
  [{}, ''],
])('the summary line of %j is "%s"', (fields, expected) => {
  const store = memoryStore();
  store.putSummaries([summary('1-1', fields)], START);
  expect(store.row('1-1')?.summary).toBe(expected);
});

test.each([
  [{status: 'ACTION_REQUIRED'}, 'us'],
  [{status: 'IN_PROGRESS', respond: true}, 'us'],
  [{status: 'RESOLVED', respond: true}, 'us'],
  [{status: 'IN_PROGRESS', respond: false}, 'them'],
  [{status: 'RESOLVED'}, 'nobody'],
  [{status: 'CLOSED', respond: true}, 'nobody'],
  [{status: 'CANCELLED'}, 'nobody'],
] as const)('of %j it is the turn of %s', (fields, turn) => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', fields), '{}', START);
  expect(store.row('1-1')?.turn).toBe(turn);
});

test('the list takes nothing away from what a detail read knows', () => {
  const store = memoryStore();
  const read = ticket('1-1', {
    kind: 'TROUBLE',
    status: 'ACTION_REQUIRED',
    description: safe('the whole story'),
    ibx: [safe('SV5')],
    notes: [note('a')],
    updatedDateTime: hours(5),
  });
  store.putSummaries([summary('1-1', {status: 'IN_PROGRESS', updatedDateTime: hours(4)})], START);
  store.putTicket(read, '{"raw":1}', START + HOUR);
  const listed = summary('1-1', {
    status: 'IN_PROGRESS',
    description: safe('short'),
    accountName: safe('VjT'),
    updatedDateTime: hours(6),
  });
  store.putSummaries([listed], START + 2 * HOUR);
  const stored = store.ticket('1-1');
  expect(stored?.ticket).toEqual({...read, accountName: 'VjT', updatedDateTime: hours(6)});
  expect(stored?.raw).toBe('{"raw":1}');
  expect(stored?.row.fetchedAt).toBe(START + HOUR);
});

test('an older list answer does not turn a ticket back', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {status: 'CANCELLED', updatedDateTime: hours(5)}), '{}', START);
  store.putSummaries([summary('1-1', {status: 'IN_PROGRESS', updatedDateTime: hours(4)})], START);
  expect(store.row('1-1')).toMatchObject({status: 'CANCELLED', updatedAt: START + 5 * HOUR});
});

test('the list ends a ticket, and a change of its own status is taken over', () => {
  const store = memoryStore();
  const listed = (status: string, at: number) =>
    summary('1-1', {status: safe(status), updatedDateTime: hours(at)});
  store.putSummaries([listed('SUBMITTED', 1)], START);
  store.putTicket(ticket('1-1', {status: 'ACTION_REQUIRED', updatedDateTime: hours(1)}), '{}', START);
  store.putSummaries([listed('SUBMITTED', 2)], START);
  expect(store.row('1-1')?.status).toBe('ACTION_REQUIRED');
  store.putSummaries([listed('IN_PROGRESS', 3)], START);
  expect(store.row('1-1')?.status).toBe('IN_PROGRESS');
  store.putSummaries([listed('CLOSED', 4)], START);
  expect(store.row('1-1')?.status).toBe('CLOSED');
});

test('what a later detail read leaves out stays known', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {kind: 'TROUBLE', notes: [note('a')], category: safe('Power')}), '{}', START);
  store.putTicket(ticket('1-1', {status: 'RESOLVED'}), '{}', START);
  expect(store.ticket('1-1')?.ticket).toMatchObject({
    kind: 'TROUBLE',
    status: 'RESOLVED',
    category: 'Power',
    notes: [{id: 'a'}],
  });
});

test('unknown ids are not found', () => {
  const store = memoryStore();
  expect(store.row('1-1')).toBeUndefined();
  expect(store.ticket('1-1')).toBeUndefined();
  expect(store.positionOf(ALL, '1-1')).toBe(-1);
  expect(store.knownUpdated(['1-1']).size).toBe(0);
});

test('knownUpdated tells the last update of known ids, under either id', () => {
  const store = memoryStore();
  store.putSummaries(
    [summary('11150929', {orderId: safe('1-1'), updatedDateTime: hours(1)}), summary('1-2')],
    START,
  );
  expect(store.knownUpdated(['1-1', '11150929', '1-2', '1-3'])).toEqual(
    new Map([
      ['1-1', START + HOUR],
      ['11150929', START + HOUR],
      ['1-2', undefined],
    ]),
  );
});

test('stale: action required first, then tracked ids never read, then the longest unread', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {status: 'IN_PROGRESS'}), '{}', START);
  store.putTicket(ticket('1-2', {status: 'ACTION_REQUIRED'}), '{}', START + 2);
  store.putTicket(ticket('1-3', {status: 'CLOSED'}), '{}', START);
  store.putTicket(ticket('1-4', {status: 'SUBMITTED'}), '{}', START + HOUR);
  store.putSummaries([summary('1-5', {status: 'SUBMITTED'})], START);
  store.track(['1-6', '1-1'], 'asked', START);
  expect(store.stale(START + HOUR, 10)).toEqual(['1-2', '1-6', '1-5', '1-1']);
  expect(store.stale(START + HOUR, 2)).toEqual(['1-2', '1-6']);
  store.markTried('1-2', START + 2 * HOUR);
  store.markTried('1-6', START + 2 * HOUR);
  expect(store.stale(START + HOUR, 10)).toEqual(['1-5', '1-1']);
});

test('stale: a change in the list makes a ticket due, and so does a clock set back', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-1', {status: 'SUBMITTED', updatedDateTime: hours(1)})], START);
  store.putTicket(ticket('1-1', {updatedDateTime: hours(1)}), '{}', START + 5 * HOUR);
  expect(store.stale(START + HOUR, 10)).toEqual([]);
  expect(store.stale(START + HOUR, 10, START + 2 * HOUR)).toEqual(['1-1']);
  store.putSummaries([summary('1-1', {status: 'SUBMITTED', updatedDateTime: hours(2)})], START);
  expect(store.stale(START + HOUR, 10)).toEqual(['1-1']);
});

test.each(['attention', 'updated'] as const)(
  'without a time of update a ticket stands where its creation puts it, by %s',
  (sort) => {
    const store = memoryStore();
    store.putSummaries(
      [
        summary('1-1', {createdDateTime: hours(1)}),
        summary('1-2', {createdDateTime: hours(5)}),
        summary('1-3', {createdDateTime: hours(0), updatedDateTime: hours(3)}),
        summary('1-4'),
      ],
      START,
    );
    const query = {filter: {}, sort, descending: sort === 'updated'};
    expect(store.page(query, 0, 9).map(({id}) => id)).toEqual(['1-2', '1-3', '1-1', '1-4']);
    expect(store.row('1-2')).toMatchObject({createdAt: START + 5 * HOUR, updatedAt: undefined});
    expect(store.knownUpdated(['1-2', '1-3'])).toEqual(
      new Map([
        ['1-2', undefined],
        ['1-3', START + 3 * HOUR],
      ]),
    );
  },
);

test('what only order history says is kept, whatever the ticket itself says, and is no news', () => {
  const store = memoryStore();
  const listed = (link: string) => ({
    ...summary('1-1'),
    raw: JSON.stringify({orderNumber: '1-1', links: [{href: link}]}),
  });
  store.putSummaries([listed('a')], START);
  store.putTicket(ticket('11150929', {orderId: safe('1-1')}), '{}', START);
  expect(store.ticket('11150929')).toMatchObject({
    ticket: {order: {links: [{href: 'a'}]}},
    rawOrder: '{"orderNumber":"1-1","links":[{"href":"a"}]}',
    raw: '{}',
  });
  expect(store.putSummaries([listed('b')], START)).toEqual([]);
  expect(store.stale(START, 9)).toEqual([]);
  expect(store.ticket('1-1')).toMatchObject({
    ticket: {order: {links: [{href: 'b'}]}},
    rawOrder: '{"orderNumber":"1-1","links":[{"href":"b"}]}',
  });
});
