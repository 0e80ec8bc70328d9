import {expect, test} from 'vitest';
import type {TicketNote} from '../../../src/domain/ticket.ts';
import type {OutboxItem} from '../../../src/domain/records.ts';
import {lookForNote} from '../../../src/sync/outbox/outbox-search.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';

const AT = Date.UTC(2026, 5, 1);

function item(id: number, more: Partial<OutboxItem> = {}): OutboxItem {
  const before = JSON.stringify({at: AT, fresh: true, keys: []});
  return {
    id,
    kind: 'note',
    ticketId: '11150929',
    text: 'ping',
    extra: undefined,
    state: 'unknown',
    createdAt: AT,
    updatedAt: AT,
    attempts: 1,
    error: undefined,
    remoteId: undefined,
    before,
    ...more,
  };
}

function ping(id: string, seconds = 1): TicketNote {
  const createdDateTime = toSafeText(new Date(AT + seconds * 1000).toISOString());
  return {id: toSafeText(id), createdDateTime, type: toSafeText('CUSTOMER_NOTES'), text: toSafeText('ping')};
}

const find = (wanted: OutboxItem, others: readonly OutboxItem[], notes: readonly TicketNote[]) =>
  lookForNote({item: wanted, ticket: {notes}, items: [...others, wanted], author: undefined}).key;

test('an item that the service confirmed has the first claim, even where its note shows up late', () => {
  const confirmed = item(1, {state: 'sent'});
  expect(find(item(2), [confirmed], [ping('a')])).toBeUndefined();
  expect(find(item(2), [confirmed], [ping('a'), ping('b', 2)])).toBe('b');
});

test('an id of the answer that is of another notation than those on the ticket claims by text', () => {
  expect(find(item(2), [item(1, {state: 'sent', remoteId: 'other-notation'})], [ping('a')])).toBeUndefined();
  expect(find(item(2), [item(1, {state: 'sent', remoteId: 'a'})], [ping('a'), ping('b')])).toBe('b');
});

test('one that failed or is unknown itself claims nothing it was not found to be', () => {
  expect(find(item(2), [item(1, {state: 'failed'}), item(3)], [ping('a')])).toBe('a');
  const found = JSON.stringify({at: AT, fresh: true, keys: [], found: 'a'});
  expect(find(item(2), [item(1, {state: 'sent', before: found})], [ping('a')])).toBeUndefined();
});

test('without a fresh look before sending the time decides', () => {
  const blind = item(1, {before: JSON.stringify({at: AT, fresh: false, keys: []})});
  expect(find(blind, [], [ping('a', -3600)])).toBeUndefined();
  expect(find(blind, [], [ping('a', -300)])).toBe('a');
  expect(find(item(1), [], [ping('a', -3600)])).toBe('a');
});

test('an item whose memory is damaged is not found by guessing', () => {
  expect(find(item(1, {before: '{'}), [], [ping('a')])).toBeUndefined();
});
