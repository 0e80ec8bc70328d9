import fc from 'fast-check';
import {expect, test} from 'vitest';
import {plainNumber, ticketIdsIn, typedIds} from '../../src/domain/ticket/ticket-ids.ts';

test.each([
  ['11150929', ['11150929']],
  ['1-204976070710', ['1-204976070710']],
  ['Case 11150929: power, see also #1-204976070710.', ['11150929', '1-204976070710']],
  ['11150929,11150930;11150931\n11150929', ['11150929', '11150930', '11150931']],
  ['https://portal.example/cases/11150929?tab=notes', ['11150929']],
  ['case_11150929.pdf (CASE-11150930-notes)', ['11150929', '11150930']],
  ['"id":"11150929","orderId":"1-204976070710"', ['11150929', '1-204976070710']],
  // As documents and chats write them.
  ['1\u2010204976070710 1\u2011204976070710, 1\u2013204976070710', ['1-204976070710']],
  ['1\u2212\u200B204976\u00AD070710', ['1-204976070710']],
  ['\uFEFF1115\u200B0929\u200B and\u00A011150930\u2060', ['11150929', '11150930']],
  ['11150929\u201311150930', ['11150929', '11150930']],
])('ids are found in %j', (text, ids) => {
  expect(ticketIdsIn(text)).toEqual(ids);
});

test.each([
  'the longer number 111509291',
  'asset ABC11150929 and 11150929X',
  'activity 3-12345678, trouble 5-204976070710, 11-204976070710',
  'call +1-4601231122 or +11150929',
  '12345678.90 and 3.12345678',
  'attachment 12345678-a7ea-4e88-9fc4-1a2900027425',
  '2026-11-23T04:10:00Z, 20261123T041000Z, 1-2 hours',
  '12345678-9',
  'trouble 5\u2011204976070710, 5\u201312345678',
])('no ids in %j', (text) => {
  expect(ticketIdsIn(text)).toEqual([]);
});

test('whatever the text, each id comes once and is of one of the two forms', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('11150929', '1-204976070710', ' ', '\n', '-', '.', '1-'),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const ids = ticketIdsIn(parts.join(''));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^(\d{8}|1-\d{6,})$/);
    }),
  );
});

test('a long text of near misses is read once: more would outlast this test', () => {
  expect(ticketIdsIn('1-'.repeat(500_000))).toEqual([]);
  expect(ticketIdsIn('1'.repeat(1_000_000))).toEqual([]);
});

test('a number that is looked for is written as the service does, other words are as they were typed', () => {
  expect(plainNumber('1\u2011204976')).toBe('1-204976');
  expect(plainNumber('\u200B111509')).toBe('111509');
  expect(plainNumber('e\u2011mail')).toBe('e\u2011mail');
});

test.each([
  ['5-987654321', ['5-987654321']],
  [' 2\u2011987654321\n', ['2-987654321']],
  ['the order 5-987654321', []],
  ['11150929 and 5-987654321', ['11150929']],
  ['reseat', []],
])('what a person types is a number of any kind where it stands alone: %j', (text, ids) => {
  expect(typedIds(text)).toEqual(ids);
});
