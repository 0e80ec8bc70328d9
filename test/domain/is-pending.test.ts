import {expect, test} from 'vitest';
import {pendingItems} from '../../src/domain/ticket/is-pending.ts';
import type {OutboxItem, StoredTicket} from '../../src/domain/records.ts';

const SENT_AT = 1_000_000;
const TEXT = 'The door is open again.';
const note = {
  id: 1,
  kind: 'note',
  text: TEXT,
  state: 'sent',
  updatedAt: SENT_AT,
  remoteId: 'n1',
} as OutboxItem;
const {remoteId: _, ...unnamed} = note;

type Note = string | {readonly id?: string; readonly text: string};

function read(fetchedAt: number | undefined, ...notes: readonly Note[]): StoredTicket {
  const all = notes.map((one) => (typeof one === 'string' ? {id: one, text: TEXT} : one));
  return {row: {fetchedAt}, ticket: {status: 'IN_PROGRESS', notes: all}} as unknown as StoredTicket;
}

const isPending = (item: OutboxItem, stored?: StoredTicket) => pendingItems([item], stored).length === 1;

test('a note that was sent stays in the conversation until the ticket shows it, and stands there once', () => {
  expect(isPending(note, read(SENT_AT - 1))).toBe(true);
  // A read that began before the note was taken ends after it.
  expect(isPending(note, read(SENT_AT + 1))).toBe(true);
  expect(isPending(note, read(SENT_AT + 1, 'n1'))).toBe(false);
  expect(isPending(note, read(undefined))).toBe(true);
  expect(isPending(note)).toBe(true);
});

test('whatever the clocks say', () => {
  expect(isPending(note, read(SENT_AT - 1, 'n1'))).toBe(false);
  expect(isPending(note, read(undefined, 'n1'))).toBe(false);
  expect(isPending({...note, state: 'unknown'}, read(SENT_AT - 1, 'n1'))).toBe(false);
});

test('a note without a name of the service is known by its text', () => {
  const item = unnamed as OutboxItem;
  expect(isPending(item, read(SENT_AT + 1))).toBe(true);
  expect(isPending(item, read(SENT_AT - 1, {id: 'n7', text: ` ${TEXT}\n`}))).toBe(false);
  expect(isPending(item, read(SENT_AT - 1, {id: 'n7', text: 'Another one.'}))).toBe(true);
  // One that was there before it was sent is another one.
  const before = JSON.stringify({at: SENT_AT, fresh: true, keys: ['n7']});
  expect(isPending({...item, before}, read(SENT_AT - 1, 'n7'))).toBe(true);
});

test('two alike are two: each note of the ticket stands for one', () => {
  const items = [unnamed, {...unnamed, id: 2}] as unknown as readonly OutboxItem[];
  expect(pendingItems(items, read(SENT_AT - 1, 'n7'))).toHaveLength(1);
  expect(pendingItems(items, read(SENT_AT - 1, 'n7', 'n8'))).toHaveLength(0);
  expect(pendingItems([note, unnamed as OutboxItem], read(SENT_AT - 1, 'n1'))).toHaveLength(1);
});

test('after a minute the ticket as the service has it counts', () => {
  expect(isPending(note, read(SENT_AT + 60_000))).toBe(false);
  expect(isPending(unnamed as OutboxItem, read(SENT_AT + 60_000))).toBe(false);
});

test('an answer stands until the order goes on', () => {
  const answer = {...note, kind: 'answer', text: '', remoteId: undefined} as OutboxItem;
  const asks = {
    row: {fetchedAt: SENT_AT - 1},
    ticket: {status: 'ACTION_REQUIRED'},
  } as unknown as StoredTicket;
  expect(isPending(answer, asks)).toBe(true);
  expect(isPending(answer, read(SENT_AT + 1))).toBe(false);
});

test('a cancellation stands until the ticket says that it is cancelled; what is not sent stays, what was withdrawn not', () => {
  const cancel = {...note, kind: 'cancel', remoteId: undefined} as OutboxItem;
  expect(isPending(cancel, read(SENT_AT + 1))).toBe(true);
  const ended = {row: {fetchedAt: SENT_AT - 1}, ticket: {status: 'CANCELLED'}} as unknown as StoredTicket;
  expect(isPending(cancel, ended)).toBe(false);
  expect(isPending({...note, state: 'failed'}, read(SENT_AT + 90_000))).toBe(true);
  expect(isPending({...note, state: 'withdrawn'})).toBe(false);
});
