import {expect, test} from 'vitest';
import {createOutboxNews} from '../../src/console/outbox-news.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {OutboxKind} from '../../src/domain/records.ts';

const AT = Date.UTC(2026, 5, 1);
const LOOKED_FOR = JSON.stringify({at: AT, fresh: true, keys: [], verdict: 'absent'});

function begin(isTold: (id: number) => boolean = () => false) {
  const store = openStore({file: ':memory:'});
  const told: string[] = [];
  const queue = (kind: OutboxKind, ticketId: string) =>
    store.enqueue({kind, ticketId, text: 'text', extra: undefined}, AT).id;
  const fail = (id: number) =>
    store.moveOutbox(id, 'queued', 'failed', {error: 'HTTP 422 · c-1', attempts: 1}, AT);
  const start = () =>
    createOutboxNews(store, {
      tell: (words) => void told.push(words),
      where: () => '6 lists it.',
      isTold: ({id}) => isTold(id),
    });
  return {store, told, queue, fail, start};
}

test('what is refused is told once, and again after another try', () => {
  const {store, told, queue, fail, start} = begin();
  fail(queue('note', '1-1'));
  const look = start();
  look();
  expect(told).toEqual([]);
  const reason = queue('cancel', '1-2');
  look();
  fail(reason);
  look();
  look();
  expect(told).toEqual(['The cancellation of 1-2 was not sent: HTTP 422 · c-1. 6 lists it.']);
  store.moveOutbox(reason, 'failed', 'queued', {attempts: 2}, AT);
  store.moveOutbox(reason, 'queued', 'failed', {error: 'Again.'}, AT);
  look();
  expect(told[1]).toBe('The cancellation of 1-2 was not sent: Again. 6 lists it.');
  store.close();
});

test('an unknown outcome is told when nothing more can be found out', () => {
  const {store, told, queue, start} = begin();
  const look = start();
  const id = queue('note', '1-1');
  store.moveOutbox(id, 'queued', 'unknown', {attempts: 1}, AT);
  look();
  expect(told).toEqual([]);
  store.moveOutbox(id, 'unknown', 'unknown', {before: LOOKED_FOR, error: 'It is not on the ticket.'}, AT);
  look();
  expect(told).toEqual(['The note to 1-1: It is not on the ticket. 6 lists it.']);
  // A later look found something: a person has to say whether that is it.
  const near = JSON.stringify({...(JSON.parse(LOOKED_FOR) as object), near: ['N-1']});
  store.moveOutbox(id, 'unknown', 'unknown', {before: near, error: 'A note on the ticket resembles it.'}, AT);
  look();
  look();
  expect(told.slice(1)).toEqual(['The note to 1-1: A note on the ticket resembles it. 6 lists it.']);
  store.close();
});

test('several are counted; what tells of its own fate is left to it', () => {
  const {store, told, queue, fail, start} = begin((id) => id === 2);
  const [resumed, bulk] = [queue('create', ''), queue('note', '1-1')];
  const look = start();
  const created = queue('create', '');
  fail(bulk);
  fail(created);
  look();
  expect(told).toEqual([]);
  fail(resumed);
  fail(queue('note', '1-3'));
  look();
  expect(told).toEqual(['The new ticket was not sent: HTTP 422 · c-1. 1 more like it. 6 lists it.']);
  store.close();
});
