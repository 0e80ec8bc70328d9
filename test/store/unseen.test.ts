import {expect, test} from 'vitest';
import type {Ticket} from '../../src/domain/ticket.ts';
import type {Store} from '../../src/store/store.ts';
import {HOUR, hours, note, safe, START, summary, ticket} from './sample.ts';
import {memoryStore} from './temporary.ts';

function unseen(store: Store, id: string): readonly string[] {
  return [...(store.ticket(id)?.unseen ?? [])].toSorted();
}

const BEFORE: Partial<Ticket> = {
  notes: [note('old')],
  emails: [{id: safe('m1'), to: []}],
  attachments: [{id: safe('f1'), source: safe('EQUINIX')}],
  statusHistory: [{status: 'SUBMITTED', createdDateTime: hours(0)}],
};

const AFTER: Partial<Ticket> = {
  status: 'RESOLVED',
  notes: [
    note('old'),
    note('new'),
    note('ours', {type: safe('CUSTOMER_NOTES')}),
    {text: safe('no id'), type: safe('RESOLUTION_NOTES'), createdDateTime: hours(3)},
  ],
  emails: [
    {id: safe('m1'), to: []},
    {id: safe('m2'), to: []},
  ],
  attachments: [
    {id: safe('f1'), source: safe('EQUINIX')},
    {id: safe('f2'), source: safe('EQUINIX')},
    {id: safe('f3'), source: safe('CUSTOMER')},
  ],
  statusHistory: [
    {status: 'SUBMITTED', createdDateTime: hours(0)},
    {status: 'RESOLVED', createdDateTime: hours(4)},
  ],
};

test('what a detail read brings is unseen, but for what the customer wrote', () => {
  const store = memoryStore();
  expect(store.putTicket(ticket('1-1', BEFORE), '{}', START).items).toEqual([]);
  const {items} = store.putTicket(ticket('1-1', AFTER), '{}', START + HOUR);
  expect(items.map((item) => item.replace(/#.*/, '#'))).toEqual([
    'note:new',
    'note:#',
    'email:m2',
    'file:f2',
    `status:${hours(4)}`,
  ]);
  expect(unseen(store, '1-1')).toEqual(items.toSorted());
  expect(store.row('1-1')?.unread).toBe(5);
  expect(store.putTicket(ticket('1-1', AFTER), '{}', START + 2 * HOUR).items).toEqual([]);
});

test('markSeen clears single items or all, and markUnseen takes it back', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', BEFORE), '{}', START);
  store.putTicket(ticket('1-1', AFTER), '{}', START + HOUR);
  store.markSeen('1-1', ['note:new', 'email:m2', 'note:not there'], START + 2 * HOUR);
  expect(store.row('1-1')?.unread).toBe(3);
  expect(store.ticket('1-1')?.seenAt).toBe(START + 2 * HOUR);
  store.markSeen('1-1', 'all', START + 3 * HOUR);
  expect(unseen(store, '1-1')).toEqual([]);
  expect(store.counts().unread).toBe(0);
  store.markUnseen('1-1', ['note:new']);
  expect(unseen(store, '1-1')).toEqual(['note:new']);
  expect(store.counts().unread).toBe(1);
  store.markSeen('1-404', 'all', START);
  store.markUnseen('1-404', ['note:x']);
  expect(store.counts().unread).toBe(1);
});

test('items that the service no longer has cannot stay unseen', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {notes: []}), '{}', START);
  store.putTicket(ticket('1-1', {notes: [note('a'), note('b')]}), '{}', START);
  store.putTicket(ticket('1-1', {notes: [note('b')]}), '{}', START);
  expect(unseen(store, '1-1')).toEqual(['note:b']);
});

test('a change of status without a history entry is unseen, until the history tells it', () => {
  const store = memoryStore();
  const history = [{status: safe('SUBMITTED'), createdDateTime: hours(0)}];
  store.putTicket(ticket('1-1', {status: 'SUBMITTED', statusHistory: history}), '{}', START);
  store.putSummaries([summary('1-1', {status: 'CANCELLED', updatedDateTime: hours(2)})], START);
  expect(unseen(store, '1-1')).toEqual([`status:${hours(2)}`]);
  const full = [...history, {status: safe('CANCELLED'), createdDateTime: hours(1)}];
  store.putTicket(ticket('1-1', {status: 'CANCELLED', statusHistory: full}), '{}', START + HOUR);
  expect(unseen(store, '1-1')).toEqual([`status:${hours(1)}`]);
});

test('a detail read tells a change of status even without any history', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {status: 'SUBMITTED'}), '{}', START);
  const change = store.putTicket(ticket('1-1', {status: 'ACTION_REQUIRED'}), '{}', START + HOUR);
  expect(change.items).toEqual([`status:${hours(1)}`]);
});

test('a first read brings nothing unseen of a ticket that the store did not know', () => {
  const store = memoryStore();
  expect(store.putTicket(ticket('1-1', AFTER), '{}', START).items).toEqual([]);
});

const TIMED: Partial<Ticket> = {
  notes: [
    note('early', {createdDateTime: hours(-5)}),
    note('middle', {createdDateTime: hours(-1)}),
    note('late', {createdDateTime: hours(2)}),
    note('whenever'),
  ],
};

test.each([
  ['was known since its last update', {updatedDateTime: hours(-1)}, {}, ['note:late']],
  ['was updated after the list showed it', {updatedDateTime: hours(-3)}, {}, ['note:middle', 'note:late']],
  ['is listed without a time of update', {}, {}, ['note:late']],
  ['came after the first list pass', {updatedDateTime: hours(3)}, {}, ['note:late']],
  ['is closed', {updatedDateTime: hours(-3)}, {status: 'CLOSED' as const}, []],
])('a first read of a ticket that %s', (_, listed, read, expected) => {
  const store = memoryStore();
  store.putSummaries([summary('1-1', listed)], START);
  expect(store.putTicket(ticket('1-1', {...TIMED, ...read}), '{}', START + 4 * HOUR).items).toEqual(expected);
});

test('a ticket created here brings nothing unseen at its first read', () => {
  const store = memoryStore();
  store.putSummaries([], START - 10 * HOUR);
  store.track(['1-1'], 'created', START);
  store.putSummaries([summary('1-1')], START + HOUR);
  expect(store.putTicket(ticket('1-1', TIMED), '{}', START + 4 * HOUR).items).toEqual([]);
});
