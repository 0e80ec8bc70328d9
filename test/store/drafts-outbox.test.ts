import {statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {NO_CONTENT} from '../../src/domain/draft-content.ts';
import type {Draft} from '../../src/domain/records.ts';
import {openStore} from '../../src/store/open-store.ts';
import {safe, START, ticket} from './sample.ts';
import {memoryStore, temporaryFolder} from './temporary.ts';

function draftOf(ticketId: string, text: string, more: Partial<Draft> = {}): Draft {
  return {...NO_CONTENT, ticketId, kind: 'note', text, updatedAt: START, ...more};
}

/** The pieces in which the end of the only long draft is kept, in order. */
function piecesIn(file: string): readonly string[] {
  const db = new DatabaseSync(file, {readOnly: true});
  const mark = db.prepare("SELECT value FROM meta WHERE name LIKE 'draft-end.%.mark'").get();
  db.close();
  return String(mark?.['value']).split(' ').slice(1);
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

test('a draft of megabytes that is written in steps holds at each moment what was there before, and in the end all of it', () => {
  const file = join(temporaryFolder(), 'default.db');
  const store = openStore({file});
  const next = openStore({file});
  const key = {ticketId: '11150929', kind: 'note'} as const;
  const kept = () => next.draft('11150929', 'note')?.text ?? '';
  const write = (text: string, around: readonly [string, string]): number => {
    for (let steps = 1; ; steps += 1) {
      const before = kept().length;
      if (store.saveDraft({...key, text}, true)) return steps;
      expect(kept().startsWith(around[0]) && kept().endsWith(around[1])).toBe(true);
      expect(kept().length).toBeGreaterThan(before);
    }
  };
  // No character is cut in two.
  const pasted = '😀'.repeat(1_000_000);
  store.saveDraft({...key, text: 'see below', updatedAt: 1});
  const text = `see${pasted} below`;
  expect(store.saveDraft({...key, text}, true)).toBe(false);
  // A key between the steps.
  expect(write(`See${pasted} below`, ['See😀', '😀 below'])).toBeGreaterThan(2);
  expect(kept()).toBe(`See${pasted} below`);
  const pieces = piecesIn(file);
  const more = 'and this 漢字 '.repeat(100_000);
  expect(write(`See ${more}${pasted} below`, ['See and this', '😀 below'])).toBeGreaterThan(2);
  expect(kept()).toBe(`See ${more}${pasted} below`);
  // Those of the first paste stay as they are.
  expect(piecesIn(file).slice(-pieces.length)).toEqual(pieces);
  // What holds nothing of what was there before is written at once.
  expect(store.saveDraft({...key, text: more}, true)).toBe(true);
  expect(kept()).toBe(more);
  store.close();
  next.close();
});

test('the end of a draft that an earlier version wrote is read, and stays where it is', () => {
  const file = join(temporaryFolder(), 'default.db');
  const store = openStore({file});
  const key = {ticketId: '11150929', kind: 'note'} as const;
  store.saveDraft({...key, text: 'the start', updatedAt: 1});
  const end = ' and the end'.repeat(50_000);
  const before = new DatabaseSync(file);
  const put = before.prepare('INSERT INTO meta VALUES (?, ?)');
  put.run('draft-end.note.11150929', end);
  put.run('draft-end.note.11150929.mark', 'c0ffee');
  before.close();
  expect(store.draft('11150929', 'note')?.text).toBe(`the start${end}`);
  const more = 'between '.repeat(100_000);
  for (const start of ['The start', `The start ${more}`]) {
    store.saveDraft({...key, text: start + end});
    expect(store.draft('11150929', 'note')?.text).toBe(start + end);
  }
  store.saveDraft({...key, text: ''});
  store.saveDraft({...key, text: 'another'});
  expect(store.drafts().map(({text}) => text)).toEqual(['another']);
  store.close();
});

test('of a draft of megabytes whose first part is sent the rest is the draft, and stays where it is', () => {
  const file = join(temporaryFolder(), 'default.db');
  const store = openStore({file});
  const key = {ticketId: '11150929', kind: 'note'} as const;
  const log = 'a line of a log, 漢字 and more\n'.repeat(100_000);
  store.saveDraft({...key, text: log, attachments: [{id: safe('a1'), name: safe('log.txt')}], updatedAt: 1});
  const pieces = piecesIn(file);
  const text = log.slice(0, 4000);
  store.enqueue({...key, text, extra: undefined, rest: log.slice(4000)}, START);
  expect(store.draft('11150929', 'note')).toEqual(draftOf('11150929', log.slice(4000)));
  expect(pieces.length).toBeGreaterThan(2);
  expect(piecesIn(file)).toEqual(pieces);
  store.close();
});
