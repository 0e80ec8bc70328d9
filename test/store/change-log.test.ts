import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, note, safe, START, summary, ticket} from './sample.ts';
import {memoryStore, temporaryFolder} from './temporary.ts';

const OURS = note('ours', {type: safe('CUSTOMER_NOTES')});

test('the log tells what became new after a version: tickets, notes, a change of status with what it was', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {notes: [note('old')]}), '{}', START);
  const before = store.lastChange();
  expect(store.changesAfter(before)).toEqual([]);
  store.putTicket(
    ticket('1-1', {status: 'RESOLVED', notes: [note('old'), note('new'), OURS]}),
    '{}',
    START + HOUR,
  );
  store.putSummaries([summary('1-2')], START + HOUR);
  store.putTicket(
    ticket('1-1', {status: 'CLOSED', notes: [note('old'), note('new')]}),
    '{}',
    START + 2 * HOUR,
  );
  expect(store.changesAfter(before)).toEqual([
    {
      id: '1-1',
      items: ['note:new', `status:${hours(1)}`, `status:${hours(2)}`],
      previousStatus: 'IN_PROGRESS',
    },
    {id: '1-2', items: ['ticket']},
  ]);
  expect(store.changesAfter(store.lastChange())).toEqual([]);
});

test('what was looked at stays news to those who have not heard of it, and what is marked as unread is none', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1'), '{}', START);
  const before = store.lastChange();
  store.putTicket(ticket('1-1', {notes: [note('new')]}), '{}', START);
  store.markSeen('1-1', 'all', START);
  expect(store.changesAfter(before)).toEqual([{id: '1-1', items: ['note:new']}]);
  const told = store.lastChange();
  store.markUnseen('1-1', ['note:new']);
  expect(store.changesAfter(told)).toEqual([]);
});

test('years of tickets that a first pass brings are no news', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-1'), summary('1-2')], START, {silent: true});
  expect(store.lastChange()).toBe(0);
  store.putSummaries([summary('1-1', {status: safe('CLOSED')}), summary('1-3')], START + HOUR);
  expect(store.changesAfter(0).map(({id}) => id)).toEqual(['1-3']);
});

test('an order that turns out to be a case that was listed before is no new ticket', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-1')], START, {silent: true});
  store.putSummaries([summary('11150929')], START + HOUR);
  expect(store.changesAfter(0)).toEqual([{id: '11150929', items: ['ticket']}]);
  store.putTicket(ticket('11150929', {orderId: safe('1-1')}), '{}', START + HOUR);
  expect(store.changesAfter(0)).toEqual([]);
  store.putSummaries([summary('1-9')], START + HOUR);
  expect(store.changesAfter(1).map(({id}) => id)).toEqual(['1-9']);
});

test('of several processes each change is taken by one', () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, other] = [openStore({file}), openStore({file})];
  one.putTicket(ticket('1-1'), '{}', START);
  expect(other.takeChanges()).toEqual([{id: '1-1', items: ['ticket']}]);
  expect(one.takeChanges()).toEqual([]);
  other.putTicket(ticket('1-1', {notes: [note('new')]}), '{}', START);
  expect(one.takeChanges()).toEqual([{id: '1-1', items: ['note:new']}]);
  expect(other.takeChanges()).toEqual([]);
  one.close();
  other.close();
});

test('the log does not grow for ever', () => {
  const file = `${temporaryFolder()}/store.db`;
  const store = openStore({file});
  store.putSummaries([summary('1-1')], START);
  const db = new DatabaseSync(file);
  db.exec("INSERT INTO changes VALUES (100000, 1, 'note:a', NULL, 1)");
  store.putSummaries([summary('1-2')], START);
  expect(db.prepare('SELECT version FROM changes ORDER BY version').all()).toEqual([
    {version: 100_000},
    {version: 100_001},
  ]);
  db.close();
  store.close();
});
