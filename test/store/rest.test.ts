import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {openStore} from '../../src/store/open-store.ts';
import {safe, START, summary, ticket} from './sample.ts';
import {memoryStore, temporaryFolder} from './temporary.ts';

test('mine: created here or asked for, or the user is among the contacts; opened is not enough', () => {
  const store = memoryStore();
  const contact = (user: string) => [{registeredUser: safe(user), details: []}];
  store.putTicket(ticket('1-1', {contacts: contact('Jo.Doe')}), '{}', START);
  store.putTicket(ticket('1-2', {contacts: contact('jo.doe2')}), '{}', START);
  store.putSummaries([summary('1-3'), summary('1-4'), summary('1-5')], START);
  const mine = () => store.page({filter: {mine: true}, sort: 'id'}, 0, 9).map((row) => row.id);
  expect(mine()).toEqual([]);
  store.track(['1-3'], 'created', START);
  store.track(['1-4'], 'asked', START);
  store.track(['1-5'], 'opened', START);
  store.setUser('JO.DOE');
  expect(mine()).toEqual(['1-1', '1-3', '1-4']);
  store.putTicket(ticket('1-6', {contacts: contact('jo.doe')}), '{}', START);
  expect(mine()).toEqual(['1-1', '1-3', '1-4', '1-6']);
  // Most replies name no registered users.
  const email = (value: string) => [{details: [{type: safe('EMAIL'), value: safe(value)}]}];
  store.putTicket(ticket('1-7', {contacts: email('Jo.Doe@vjt.example')}), '{}', START);
  store.putTicket(ticket('1-8', {contacts: email('jo.doe2@vjt.example')}), '{}', START);
  expect(mine()).toEqual(['1-1', '1-3', '1-4', '1-6', '1-7']);
  store.setUser('jo.doe2@vjt.example');
  expect(mine()).toEqual(['1-3', '1-4', '1-8']);
  store.setUser(undefined);
  expect(mine()).toEqual(['1-3', '1-4']);
  expect(store.counts().mine).toBe(2);
});

test('tracked ids are kept before they are known, and untracking takes either id', () => {
  const store = memoryStore();
  store.track(['1-1', '1-9'], 'asked', START);
  store.track(['1-1'], 'opened', START);
  store.putTicket(ticket('11150929', {orderId: safe('1-1')}), '{}', START);
  expect(store.tracked()).toEqual(['1-9', '11150929']);
  expect(store.ticket('11150929')?.tracked).toBe(true);
  store.untrack(['11150929']);
  expect(store.tracked()).toEqual(['1-9']);
  expect(store.ticket('1-1')?.tracked).toBe(false);
  expect(store.counts().mine).toBe(0);
});

test('an e-mail body is stored and found', () => {
  const store = memoryStore();
  const email = {subject: safe('Update'), to: [], cc: [], html: '<p>The <b>transceiver</b> was swapped</p>'};
  store.putTicket(ticket('1-1', {emails: [{id: safe('m1'), subject: safe('Update'), to: []}]}), '{}', START);
  expect(store.email('1-1', 'm1')).toBeUndefined();
  expect(store.search('transceiver', 5)).toEqual([]);
  store.putEmail(
    '1-1',
    'm1',
    {email, words: 'The transceiver was swapped', text: {blocks: [], links: []}},
    START,
  );
  expect(store.email('1-1', 'm1')).toEqual(email);
  expect(store.search('transceiver', 5)).toMatchObject([
    {id: '1-1', where: 'email', item: 'email:m1', line: 'The \u{e000}transceiver\u{e001} was swapped'},
  ]);
  store.putTicket(ticket('1-1', {emails: [{id: safe('m1'), subject: safe('Update'), to: []}]}), '{}', START);
  expect(store.search('transceiver', 5)).toHaveLength(1);
});

test('meta is text by name', () => {
  const store = memoryStore();
  expect(store.meta('sort')).toBeUndefined();
  store.setMeta('sort', '"id"');
  store.setMeta('sort', '"ibx"');
  expect(store.meta('sort')).toBe('"ibx"');
});

test('a lease belongs to one owner until it is up or released', () => {
  const store = memoryStore();
  expect(store.tryLease('poll', 'a', 1000, START)).toBe(true);
  expect(store.tryLease('poll', 'b', 1000, START + 999)).toBe(false);
  expect(store.tryLease('poll', 'a', 1000, START + 999)).toBe(true);
  expect(store.tryLease('other', 'b', 1000, START)).toBe(true);
  expect(store.tryLease('poll', 'b', 1000, START + 1999)).toBe(true);
  store.releaseLease('poll', 'a');
  expect(store.tryLease('poll', 'a', 1000, START + 2000)).toBe(false);
  store.releaseLease('poll', 'b');
  expect(store.tryLease('poll', 'a', 1000, START + 2000)).toBe(true);
});

test('a lease from a clock that was far ahead does not hold for ever', () => {
  const store = memoryStore();
  store.tryLease('poll', 'a', 1000, START + 1_000_000);
  expect(store.tryLease('poll', 'b', 1000, START)).toBe(true);
});

test("the version grows with own and with others' changes, and with nothing else", () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, two] = [openStore({file}), openStore({file})];
  const first = one.version();
  one.page({filter: {}, sort: 'id'}, 0, 9);
  expect(one.version()).toBe(first);
  two.setMeta('a', '1');
  const second = one.version();
  expect(second).toBeGreaterThan(first);
  expect(one.version()).toBe(second);
  one.setMeta('a', '2');
  expect(one.version()).toBeGreaterThan(second);
  two.putSummaries([summary('1-1')], START);
  expect(one.count({filter: {}, sort: 'id'})).toBe(1);
  one.close();
  two.close();
});

test('a lease is no news, here and elsewhere; neither is what changes nothing', async () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, two] = [openStore({file}), openStore({file})];
  const versions = () => [one.version(), two.version()];
  one.putSummaries([summary('1-1')], START);
  const before = versions();
  one.tryLease('poll', 'a', 1000, START);
  two.tryLease('poll', 'b', 1000, START);
  one.tryLease('poll', 'a', 1000, START + 500);
  one.releaseLease('poll', 'a');
  two.tryLease('poll', 'b', 1000, START + 600);
  one.untrack(['1-9']);
  expect(versions()).toEqual(before);
  // What comes between two leases is told, whoever wrote it.
  two.tryLease('poll', 'b', 1000, START + 700);
  two.setMeta('a', '1');
  one.setMeta('b', '1');
  two.tryLease('poll', 'b', 1000, START + 800);
  expect(versions().map((version, index) => version > (before[index] ?? 0))).toEqual([true, true]);
  // An older casedeck, and who writes by hand, count nothing.
  const known = versions();
  const other = new DatabaseSync(file);
  other.exec("UPDATE tickets SET summary = 'changed'");
  other.close();
  // Others are asked for once in each turn.
  await Promise.resolve();
  expect(versions().map((version, index) => version > (known[index] ?? 0))).toEqual([true, true]);
  one.close();
  two.close();
});

test('the row of a ticket is the same one until something changes, also in the midst of a write and by another process', () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, two] = [openStore({file}), openStore({file})];
  one.putSummaries([summary('1-1')], START);
  const row = one.row('1-1');
  expect(one.row('1-1')).toBe(row);
  one.tryLease('poll', 'a', 1000, START);
  expect(one.row('1-1')).toBe(row);
  two.putTicket(ticket('1-1', {status: 'CLOSED'}), '{}', START + 1);
  expect(one.row('1-1')?.status).toBe('CLOSED');
  expect(one.ticket('1-1')?.ticket.status).toBe('CLOSED');
  one.putTicket(ticket('1-1', {status: 'CANCELLED'}), '{}', START + 2);
  expect([one, two].map((store) => store.ticket('1-1')?.row.status)).toEqual(['CANCELLED', 'CANCELLED']);
  one.close();
  two.close();
});
