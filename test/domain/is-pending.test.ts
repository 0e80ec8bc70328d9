import {expect, test} from 'vitest';
import {isPending} from '../../src/domain/is-pending.ts';
import type {OutboxItem, StoredTicket} from '../../src/domain/records.ts';

const SENT_AT = 1_000_000;
const note = {kind: 'note', state: 'sent', updatedAt: SENT_AT, remoteId: 'n1'} as OutboxItem;

function read(fetchedAt: number | undefined, ...ids: readonly string[]): StoredTicket {
  return {row: {fetchedAt}, ticket: {notes: ids.map((id) => ({id}))}} as unknown as StoredTicket;
}

test('a note that was sent stays in the conversation until the ticket shows it', () => {
  expect(isPending(note, read(SENT_AT - 1))).toBe(true);
  // A read that began before the note was taken ends after it.
  expect(isPending(note, read(SENT_AT + 1))).toBe(true);
  expect(isPending(note, read(SENT_AT + 1, 'n1'))).toBe(false);
  expect(isPending(note, read(undefined))).toBe(true);
  expect(isPending(note, undefined)).toBe(true);
});

test('after a minute the ticket as the service has it counts', () => {
  expect(isPending(note, read(SENT_AT + 60_000))).toBe(false);
  const {remoteId: _, ...unnamed} = note;
  expect(isPending(unnamed as OutboxItem, read(SENT_AT + 1))).toBe(false);
});

test('what is not sent is pending, what was withdrawn or is a cancellation that went out is not', () => {
  expect(isPending({...note, state: 'failed'}, read(SENT_AT + 90_000))).toBe(true);
  expect(isPending({...note, state: 'withdrawn'}, undefined)).toBe(false);
  expect(isPending({...note, kind: 'cancel'}, undefined)).toBe(false);
});
