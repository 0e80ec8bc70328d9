import {expect, test} from 'vitest';
import type {Ticket} from '../../src/domain/ticket.ts';
import type {ListQuery} from '../../src/domain/records.ts';
import type {Store} from '../../src/store/store.ts';
import {note, safe, START, summary, ticket} from './sample.ts';
import {memoryStore} from './temporary.ts';

const ALL: ListQuery = {filter: {}, sort: 'id'};
const CASE = '11150929';
const ORDER = '1-204976070710';

function ids(store: Store): readonly string[] {
  return store.page(ALL, 0, 10).map((row) => row.id);
}

test('a case that names an order already in the list takes over its row', () => {
  const store = memoryStore();
  store.putSummaries([summary(ORDER, {description: safe('from the list'), ibx: [safe('SV5')]})], START);
  store.putTicket(ticket(CASE, {orderId: safe(ORDER)}), '{}', START);
  expect(ids(store)).toEqual([CASE]);
  expect(store.counts().all).toBe(1);
  expect(store.ticket(ORDER)?.ticket).toMatchObject({id: CASE, orderId: ORDER, description: 'from the list'});
  expect(store.positionOf(ALL, ORDER)).toBe(0);
});

test('an order that comes into the list after its case finds the case', () => {
  const store = memoryStore();
  store.putTicket(ticket(CASE, {orderId: safe(ORDER), category: safe('Power')}), '{}', START);
  store.putSummaries([summary(ORDER, {accountName: safe('VjT')})], START);
  expect(ids(store)).toEqual([CASE]);
  expect(store.ticket(CASE)?.ticket).toMatchObject({category: 'Power', accountName: 'VjT', orderId: ORDER});
});

test('two rows that turn out to be one keep what hung on either', () => {
  const store = memoryStore();
  store.putTicket(ticket(ORDER, {notes: [note('a')]}), '{"order":1}', START);
  store.putTicket(ticket(CASE, {category: safe('Power')}), '{"case":1}', START + 1);
  store.markUnseen(ORDER, ['note:a']);
  store.saveDraft({ticketId: ORDER, kind: 'note', text: 'older', updatedAt: 1});
  store.saveDraft({ticketId: CASE, kind: 'note', text: 'newer', updatedAt: 2});
  store.saveDraft({ticketId: ORDER, kind: 'cancel', text: 'why', fields: {a: 1}, updatedAt: 3});
  store.track([ORDER], 'asked', START);
  store.enqueue({kind: 'note', ticketId: ORDER, text: 'sent', extra: undefined}, START);
  store.saveDraft({ticketId: ORDER, kind: 'note', text: 'older', updatedAt: 1});
  store.putTicket(ticket(CASE, {orderId: safe(ORDER), notes: [note('a')]}), '{"both":1}', START + 2);

  expect(ids(store)).toEqual([CASE]);
  expect(store.counts()).toMatchObject({all: 1, open: 1, unread: 1, mine: 1, drafts: 2, outbox: 1});
  const stored = store.ticket(ORDER);
  expect(stored).toMatchObject({tracked: true, raw: '{"both":1}', ticket: {category: 'Power'}});
  expect(stored?.row).toMatchObject({hasDraft: true, pending: 1, unread: 1});
  expect([...(stored?.unseen ?? [])]).toEqual(['note:a']);
  expect(store.draft(ORDER, 'note')).toMatchObject({ticketId: CASE, text: 'newer\n\nolder'});
  expect(store.draft(CASE, 'cancel')).toMatchObject({text: 'why', fields: {a: 1}});
  expect(store.outboxOf(CASE).map((item) => item.text)).toEqual(['sent']);
  expect(store.tracked()).toEqual([CASE]);
  expect(store.search('text of', 10).map((hit) => hit.id)).toEqual([CASE]);
});

test('two cases on one order stay two tickets', () => {
  const store = memoryStore();
  store.putTicket(ticket('11111111', {orderId: safe(ORDER)}), '{}', START);
  store.putTicket(ticket('22222222', {orderId: safe(ORDER)}), '{}', START);
  store.putTicket(ticket('22222222', {orderId: safe(ORDER)}), '{}', START + 1);
  expect(ids(store)).toEqual(['11111111', '22222222']);
  expect(store.ticket('22222222')?.ticket.orderId).toBe(ORDER);
  expect(store.ticket(ORDER)?.ticket.id).toBe('11111111');
});

test('a ticket that names another order id keeps its own, and both find it', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-2')], START);
  store.putTicket(ticket('1-1', {orderId: safe('1-2')}), '{}', START);
  expect(ids(store)).toEqual(['1-1']);
  store.putSummaries([summary('1-2', {accountName: safe('VjT')})], START);
  expect(ids(store)).toEqual(['1-1']);
  expect(store.ticket('1-2')?.ticket).toMatchObject({id: '1-1', orderId: '1-2', accountName: 'VjT'});
});

test('a list with both ids of one ticket settles: a second identical pass changes nothing', () => {
  const store = memoryStore();
  const list = [
    summary(CASE, {orderId: safe(ORDER), status: 'SUBMITTED'}),
    summary(ORDER, {status: 'SUBMITTED'}),
  ];
  store.putSummaries(list, START);
  expect(ids(store)).toEqual([CASE]);
  expect(store.putSummaries(list, START + 1)).toEqual([]);
});

/** What a read gives that was asked for under another number than the answer calls it. */
function asked(number: string, id: string, fields: Partial<Ticket> = {}): Ticket {
  return ticket(id, {otherIds: [safe(number)], ...fields});
}

test.each([
  [ORDER, '11150999', '11150999'],
  ['5-987654321', '1-204976070888', '1-204976070888'],
  ['2-987654321', '11150999', '11150999'],
  ['3-55500012', '2-987654321', '2-987654321'],
  ['ab12cd34', '1-204976070888', 'ab12cd34'],
])(
  'asked for %s and answered with %s alone, there is one ticket under either number',
  (number, id, shown) => {
    const store = memoryStore();
    store.track([number], 'asked', START);
    expect(store.stale(START, 10)).toEqual([number]);
    store.putTicket(asked(number, id, {category: safe('Power')}), '{}', START);
    expect(ids(store)).toEqual([shown]);
    for (const either of [number, id]) {
      expect(store.ticket(either)).toMatchObject({tracked: true, ticket: {id: shown, category: 'Power'}});
      expect(store.positionOf(ALL, either)).toBe(0);
      expect(store.count({filter: {words: [either]}, sort: 'id'})).toBe(1);
      expect(store.search(either, 10).map((hit) => hit.id)).toEqual([shown]);
    }
    expect(store.stale(START, 10)).toEqual([]);
  },
);

test('rows that an earlier version kept apart become one at the next read, with all that hung on them', () => {
  const store = memoryStore();
  store.putSummaries([summary(ORDER, {orderId: safe(ORDER), status: 'IN_PROGRESS'})], START);
  // As it was stored before: under the number of the answer alone.
  store.putTicket(ticket(CASE, {notes: [note('a')]}), '{}', START);
  store.saveDraft({ticketId: ORDER, kind: 'note', text: 'half a note', updatedAt: 1});
  store.enqueue({kind: 'reply', ticketId: ORDER, text: 'on its way', extra: undefined}, START);
  store.track([ORDER], 'asked', START);
  store.markUnseen(CASE, ['note:a']);
  expect(ids(store)).toEqual([ORDER, CASE]);
  expect(store.stale(START, 10)).toEqual([ORDER]);

  store.putTicket(asked(ORDER, CASE, {notes: [note('a')]}), '{}', START + 1);

  expect(ids(store)).toEqual([CASE]);
  expect(store.stale(START + 1, 10)).toEqual([]);
  expect(store.drafts()).toMatchObject([{ticketId: CASE, text: 'half a note'}]);
  expect(store.outboxOf(CASE).map((item) => item.text)).toEqual(['on its way']);
  expect(store.ticket(ORDER)).toMatchObject({tracked: true, ticket: {id: CASE, orderId: ORDER}});
  expect([...(store.ticket(ORDER)?.unseen ?? [])]).toEqual(['note:a']);
});

test('three rows of one ticket become one', () => {
  const store = memoryStore();
  store.putSummaries([summary(ORDER), summary('5-987654321')], START);
  store.putTicket(ticket(CASE), '{}', START);
  store.putTicket(asked('5-987654321', CASE, {orderId: safe(ORDER)}), '{}', START + 1);
  expect(ids(store)).toEqual([CASE]);
  expect(store.ticket('5-987654321')?.ticket).toMatchObject({
    id: CASE,
    orderId: ORDER,
    otherIds: ['5-987654321'],
  });
});

test('a number keeps finding its ticket after a read under another one', () => {
  const store = memoryStore();
  store.putTicket(asked('5-987654321', CASE), '{}', START);
  store.putTicket(ticket(CASE), '{}', START + 1);
  expect(store.ticket('5-987654321')?.ticket.otherIds).toEqual(['5-987654321']);
});

test('an order leads to the case that answered last; a case that was read never becomes another one', () => {
  const store = memoryStore();
  store.putTicket(ticket('11111111', {orderId: safe(ORDER)}), '{}', START);
  store.putTicket(asked(ORDER, '22222222'), '{}', START + 1);
  expect(ids(store)).toEqual(['11111111', '22222222']);
  expect(store.ticket(ORDER)?.ticket.id).toBe('22222222');

  expect(() => store.putTicket(asked('11111111', '22222222'), '{"b":2}', START + 2)).toThrow(
    'The service was asked for 11111111 and answered with 22222222, another case.',
  );
  expect(store.ticket('11111111')).toMatchObject({raw: '{}', ticket: {id: '11111111'}});
});

test('a case that only the list knows becomes the case that the service answers with', () => {
  const store = memoryStore();
  store.putSummaries([summary('11111111')], START);
  store.putTicket(asked('11111111', '22222222'), '{}', START);
  expect(store.count(ALL)).toBe(1);
  expect(store.stale(START, 10)).toEqual([]);
  expect(store.ticket('11111111')).toMatchObject({raw: '{}'});
  expect(store.ticket('22222222')).toMatchObject({raw: '{}'});
});
