import {expect, test} from 'vitest';
import {parseSnooze, snoozeText, snoozedUntil} from '../../src/domain/ticket/snooze.ts';

const NOW = Date.UTC(2026, 5, 1, 2, 14);
const HOUR = 3_600_000;

test.each(['off', ' Back ', 'end', 'none'])('%s brings it back', (text) => {
  expect(parseSnooze(text, NOW)).toEqual({off: true});
});

test.each(['until answer', 'until an answer', 'for news', 'till reply'])('%s has no time', (text) => {
  expect(parseSnooze(text, NOW)).toEqual({until: undefined});
});

test('a time is one that comes, and anything else is told', () => {
  expect(parseSnooze('for 2h', NOW)).toEqual({until: NOW + 2 * HOUR});
  expect(parseSnooze('until tomorrow 08:00', NOW, 'utc')).toEqual({until: Date.UTC(2026, 5, 2, 8)});
  expect(parseSnooze('offside', NOW)).toMatchObject({problem: expect.any(String)});
});

test('how long it stays away, in words', () => {
  expect(snoozedUntil({until: undefined})).toBe('until something new comes');
  expect(snoozeText({until: undefined}, NOW)).toBe('until something new comes');
  expect(snoozeText({until: NOW + 2 * HOUR}, NOW, 'utc')).toBe('until 2026-06-01 04:14 UTC, 2 h to go');
});

test.each([
  [2 * HOUR - 1, '2 h'],
  [1.4 * HOUR, '1 h'],
  [HOUR - 1, '1 h'],
  [1.8 * 24 * HOUR, '2 days'],
  [29_000, undefined],
])('%d ms are %s to go', (ms, words) => {
  const end = words === undefined ? 'UTC' : `UTC, ${words} to go`;
  expect(snoozeText({until: NOW + ms}, NOW, 'utc')).toMatch(new RegExp(`${end}$`));
});
