import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  ageLong,
  ageShort,
  formatStamp,
  formatTime,
  formatTimeFixed,
  parseIso,
} from '../../src/text/time/dates.ts';

const NOW = Date.UTC(2026, 10, 23, 4, 10);
const MINUTE = 60_000;
const DAY = 86_400_000;

test.each([
  ['2023-08-29T04:01:43Z', Date.UTC(2023, 7, 29, 4, 1, 43)],
  ['2026-06-26T08:27:45.000+0000', Date.UTC(2026, 5, 26, 8, 27, 45)],
  ['2026-06-26T08:27:45.123456+02:00', Date.UTC(2026, 5, 26, 6, 27, 45, 123)],
  ['2026-06-26T08:27:45.5-0330', Date.UTC(2026, 5, 26, 11, 57, 45, 500)],
  ['2026-06-26T08:27+02', Date.UTC(2026, 5, 26, 6, 27)],
  ['2026-06-26T08:27:45', Date.UTC(2026, 5, 26, 8, 27, 45)],
  ['2026-06-26 08:27:45 UTC', Date.UTC(2026, 5, 26, 8, 27, 45)],
  ['2026-06-26', Date.UTC(2026, 5, 26)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
])('parseIso(%j)', (text, expected) => {
  expect(parseIso(text)).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '2026-13-01',
  '2026-02-30',
  '2026-06-26T25:00:00Z',
  '06/26/2026',
  '1750926465000',
  '2026-06-26T08:27:45Zx',
])('%j is no ISO date', (text) => {
  expect(parseIso(text)).toBeUndefined();
});

test('parseIso reads what toISOString writes', () => {
  fc.assert(
    fc.property(fc.date({noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31')}), (date) => {
      expect(parseIso(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test.each([
  [-5 * MINUTE, 'now', 'just now'],
  [59_999, 'now', 'just now'],
  [60_000, '1m', '1 min ago'],
  [4 * MINUTE, '4m', '4 min ago'],
  [60 * MINUTE, '1h', '1 h ago'],
  [23.9 * 60 * MINUTE, '23h', '23 h ago'],
  [DAY, '1d', '1 day ago'],
  [13.9 * DAY, '13d', '13 days ago'],
  [14 * DAY, '2w', '2 weeks ago'],
  [364 * DAY, '52w', '52 weeks ago'],
  [365 * DAY, '1y', '1 year ago'],
  [Number.NaN, 'now', 'just now'],
])('an age of %i ms', (ms, short, long) => {
  expect(ageShort(ms)).toBe(short);
  expect(ageLong(ms)).toBe(long);
});

test.each([
  [NOW, 'utc', '04:10', '       04:10', '2026-11-23 04:10 UTC'],
  [NOW - 5 * 60 * MINUTE, 'utc', '22 Nov 23:10', '22 Nov 23:10', '2026-11-22 23:10 UTC'],
  [Date.UTC(2025, 7, 29, 14, 2), 'utc', '29 Aug 2025 14:02', ' 29 Aug 2025', '2025-08-29 14:02 UTC'],
  [NOW, 'Asia/Tokyo', '13:10', '       13:10', '2026-11-23 13:10 UTC+9'],
  [NOW, 'America/Los_Angeles', '20:10', '       20:10', '2026-11-22 20:10 UTC-8'],
  [Date.UTC(2026, 6, 1), 'America/Los_Angeles', '30 Jun 17:00', '30 Jun 17:00', '2026-06-30 17:00 UTC-7'],
  [NOW, 'Asia/Kolkata', '09:40', '       09:40', '2026-11-23 09:40 UTC+5:30'],
  [NOW, 'No/Where', '04:10', '       04:10', '2026-11-23 04:10 UTC'],
])('%i in %s', (...[ms, zone, time, fixed, stamp]) => {
  expect(formatTime(ms, zone, NOW)).toBe(time);
  expect(formatTimeFixed(ms, zone, NOW)).toBe(fixed);
  expect(formatStamp(ms, zone)).toBe(stamp);
});

test('local time is what this machine says', () => {
  const date = new Date(NOW);
  expect(formatTime(NOW, 'local', NOW)).toBe(
    `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`,
  );
});
