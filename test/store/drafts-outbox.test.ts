import {statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {NO_CONTENT} from '../../src/domain/draft-content.ts';
import type {Draft} from '../../src/domain/records.ts';
import {openStore} from '../../src/store/open-store.ts';
import {safe, START, ticket} from './sample.ts';
import {memoryStore, temporaryFolder} from './temporary.ts';

function draftOf(ticketId: string, text: string, more: Partial<Draft> = {}): Draft {
  return {...NO_CONTENT, ticketId, kind: 'note', text, updatedAt: START, ...more};
}

test('a draft is one per ticket and kind, and the row and counts know it', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1'), '{}', START);
  store.saveDraft(draftOf('1-1', 'first'));
  store.saveDraft(draftOf('1-1', 'second', {updatedAt: START + 1}));
  store.saveDraft(draftOf('1-1', 'why', {kind: 'cancel', updatedAt: START + 2}));
  store.saveDraft(draftOf('', '', {kind: 'create', fields: {code: '0002-0000'}, updatedAt: START + 3}));
  expect(store.draft('1-1', 'note')).toEqual(draftOf('1-1', 'second', {updatedAt: START + 1}));
  expect(store.drafts().map((draft) => draft.kind)).toEqual(['create', 'cancel', 'note']);
  expect(store.draft('', 'create')?.fields).toEqual({code: '0002-0000'});
  expect(store.draft('1-1', 'reply')).toBeUndefined();
  expect(store.row('1-1')?.hasDraft).toBe(true);
  expect(store.counts().drafts).toBe(3);
});

test('an empty draft without files and fields is deleted', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1'), '{}', START);
  store.saveDraft(draftOf('1-1', 'x'));
  store.saveDraft(draftOf('1-1', ''));
  store.saveDraft(draftOf('1-2', ''));
  expect(store.drafts()).toEqual([]);
  expect(store.row('1-1')?.hasDraft).toBe(false);
});

test('a draft for a ticket that is not known yet is found when it is', () => {
  const store = memoryStore();
  store.saveDraft(draftOf('1-1', 'early'));
  store.putTicket(ticket('11150929', {orderId: safe('1-1')}), '{}', START);
  expect(store.draft('11150929', 'note')).toMatchObject({ticketId: '11150929', text: 'early'});
  expect(store.row('1-1')?.hasDraft).toBe(true);
});

test('queueing removes the draft of the same kind, under either id', () => {
  const store = memoryStore();
  store.putTicket(ticket('11150929', {orderId: safe('1-1')}), '{}', START);
  store.saveDraft(draftOf('11150929', 'text'));
  store.saveDraft(draftOf('11150929', 'reason', {kind: 'cancel'}));
  const item = store.enqueue({kind: 'note', ticketId: '1-1', text: 'text', extra: '{"a":1}'}, START);
  expect(item).toEqual({
    id: 1,
    kind: 'note',
    ticketId: '1-1',
    text: 'text',
    extra: '{"a":1}',
    state: 'queued',
    createdAt: START,
    updatedAt: START,
    attempts: 0,
    error: undefined,
    remoteId: undefined,
    before: undefined,
  });
  expect(store.drafts().map((draft) => draft.kind)).toEqual(['cancel']);
  expect(store.row('11150929')).toMatchObject({pending: 1, hasDraft: true});
  expect(store.outboxOf('11150929')).toEqual([item]);
  expect(store.counts().outbox).toBe(1);
});

test('an item moves only from the state it is in, and keeps what was not changed', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1'), '{}', START);
  const {id} = store.enqueue({kind: 'note', ticketId: '1-1', text: 'text', extra: undefined}, START);
  expect(store.moveOutbox(id, 'queued', 'sending', {attempts: 1, before: '[]'}, START + 1)).toBe(true);
  expect(store.moveOutbox(id, 'queued', 'sending', {attempts: 9}, START + 2)).toBe(false);
  expect(store.moveOutbox(99, 'queued', 'sending', {}, START + 2)).toBe(false);
  expect(store.moveOutbox(id, 'sending', 'unknown', {error: 'no answer'}, START + 3)).toBe(true);
  expect(store.outbox()).toMatchObject([
    {state: 'unknown', attempts: 1, before: '[]', error: 'no answer', updatedAt: START + 3},
  ]);
  expect(store.row('1-1')?.pending).toBe(1);
  expect(
    store.moveOutbox(id, 'unknown', 'sent', {error: undefined, remoteId: 'n1', text: 'other'}, START + 4),
  ).toBe(true);
  expect(store.outbox()).toMatchObject([
    {state: 'sent', error: undefined, remoteId: 'n1', text: 'other', before: '[]'},
  ]);
  expect(store.row('1-1')?.pending).toBe(0);
  expect(store.counts().outbox).toBe(0);
});

test('the outbox is in the order of queueing, by state where asked', () => {
  const store = memoryStore();
  const texts = ['one', 'two', 'three'];
  for (const text of texts) store.enqueue({kind: 'note', ticketId: '1-1', text, extra: undefined}, START);
  store.moveOutbox(2, 'queued', 'held', {}, START);
  expect(store.outbox().map((item) => item.text)).toEqual(texts);
  expect(store.outbox(['queued']).map((item) => item.text)).toEqual(['one', 'three']);
  expect(store.outbox(['held', 'failed']).map((item) => item.text)).toEqual(['two']);
  expect(store.outbox([])).toEqual([]);
});

test('a draft of megabytes is whole, and typing in front of it writes little', () => {
  const file = join(temporaryFolder(), 'default.db');
  const store = openStore({file});
  const log = 'a line of a log, 漢字 and more\n'.repeat(20_000);
  const key = {ticketId: '11150929', kind: 'note'} as const;
  store.saveDraft({...key, text: `see ${log}`, updatedAt: 1});
  const size = statSync(`${file}-wal`).size;
  for (const word of ['see the ', 'see the whole ', ''])
    store.saveDraft({...key, text: word + log, updatedAt: 2});
  expect(statSync(`${file}-wal`).size - size).toBeLessThan(log.length);
  expect(store.draft('11150929', 'note')?.text).toBe(log);
  // Another process takes it away meanwhile.
  const other = openStore({file});
  other.saveDraft({...key, text: '', updatedAt: 3});
  other.close();
  store.saveDraft({...key, text: `again ${log}`, updatedAt: 4});
  expect(store.drafts().map(({text}) => text)).toEqual([`again ${log}`]);
  store.saveDraft({...key, text: 'short', updatedAt: 5});
  expect(store.draft('11150929', 'note')?.text).toBe('short');
  store.close();
});
