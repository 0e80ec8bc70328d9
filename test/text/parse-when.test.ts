import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatStamp, formatTime} from '../../src/text/time/dates.ts';
import {parseWhen} from '../../src/text/time/parse-when.ts';
import {fromWallTime, wallTime} from '../../src/text/time/zones.ts';

/** A Monday. */
const NOW = Date.UTC(2026, 10, 23, 15, 10);
const HOUR = 3_600_000;

test.each([
  ['now', NOW],
  ['14:05', Date.UTC(2026, 10, 23, 14, 5)],
  ['at 14:05:30', Date.UTC(2026, 10, 23, 14, 5, 30)],
  ['2pm', Date.UTC(2026, 10, 23, 14)],
  ['12:05 am', Date.UTC(2026, 10, 23, 0, 5)],
  ['2h ago', NOW - 2 * HOUR],
  ['1h30m ago', NOW - 1.5 * HOUR],
  ['1.5 hours ago', NOW - 1.5 * HOUR],
  ['90 min ago', NOW - 1.5 * HOUR],
  ['1 day 2 hours ago', NOW - 26 * HOUR],
  ['2 weeks', NOW - 14 * 24 * HOUR],
  ['-2h', NOW - 2 * HOUR],
  ['today 9:00', Date.UTC(2026, 10, 23, 9)],
  ['Yesterday  09:00', Date.UTC(2026, 10, 22, 9)],
  ['yesterday at 9pm', Date.UTC(2026, 10, 22, 21)],
  ['mon 9:00', Date.UTC(2026, 10, 16, 9)],
  ['Friday 23:59', Date.UTC(2026, 10, 20, 23, 59)],
  ['2026-11-23 04:10', Date.UTC(2026, 10, 23, 4, 10)],
  ['2026-11-23T04:10:05', Date.UTC(2026, 10, 23, 4, 10, 5)],
  ['2026-11-23T04:10:05.123Z', Date.UTC(2026, 10, 23, 4, 10, 5, 123)],
  ['2026-11-23T04:10+02:00', Date.UTC(2026, 10, 23, 2, 10)],
  ['2026-11-23 04:10 +0200', Date.UTC(2026, 10, 23, 2, 10)],
  ['29 Aug 14:02', Date.UTC(2026, 7, 29, 14, 2)],
  ['24 Dec 14:02', Date.UTC(2025, 11, 24, 14, 2)],
  ['29 August 2025, 14:02', Date.UTC(2025, 7, 29, 14, 2)],
])('%j', (text, ms) => {
  expect(parseWhen(text, NOW, 'utc')).toEqual({ms});
});

test('times are meant in the given zone unless they name one', () => {
  expect(parseWhen('yesterday 23:05', NOW, 'Asia/Tokyo')).toEqual({ms: Date.UTC(2026, 10, 23, 14, 5)});
  expect(parseWhen('14:05 UTC', NOW, 'Asia/Tokyo')).toEqual({ms: Date.UTC(2026, 10, 23, 14, 5)});
  expect(parseWhen('yesterday 14:05z', NOW, 'Asia/Tokyo')).toEqual({ms: Date.UTC(2026, 10, 22, 14, 5)});
});

test.each([
  ['15:11', '15:11 is still to come today; for the day before write yesterday 15:11.'],
  ['today 15:11', '2026-11-23 15:11 UTC is in the future.'],
  ['2026-12-01T00:00Z', '2026-12-01 00:00 UTC is in the future.'],
  ['yesterday', 'The time of day is missing, as in yesterday 09:00.'],
  ['', 'No time given; try 14:05, 2h ago, yesterday 09:00 or 2026-11-23 04:10.'],
])('%j: %s', (text, problem) => {
  expect(parseWhen(text, NOW, 'utc')).toEqual({problem});
});

test.each([
  'soon',
  '14',
  '25:00',
  '14:61',
  '13pm',
  '11/23/2026 04:10',
  '2026-02-30 10:00',
  '31 Feb 10:00',
  '2 apples ago',
  'ago',
  '-',
  'sunny 10:00',
])('%j is not understood, and the words say what is', (text) => {
  expect(parseWhen(text, NOW, 'utc')).toEqual({
    problem: `"${text}" is not a time that is understood; try 14:05, 2h ago, yesterday 09:00 or 2026-11-23 04:10.`,
  });
});

test('what we print is understood', () => {
  const zones = fc.constantFrom('utc', 'local', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham');
  const minutes = fc.integer({min: Date.UTC(2020, 0, 1) / 60_000, max: NOW / 60_000});
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const ms = minute * 60_000;
      const printed = formatTime(ms, zone, NOW);
      const when = parseWhen(printed, NOW, zone);
      expect('ms' in when && formatTime(when.ms, zone, NOW)).toBe(printed);
      expect(parseWhen(formatStamp(ms, 'utc'), NOW, zone)).toEqual({ms});
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 40}), (text) => {
      const when = parseWhen(text, NOW, 'utc');
      expect('ms' in when ? when.ms <= NOW : when.problem.length > 0).toBe(true);
    }),
  );
});

test('wall clocks around a change of the hour', () => {
  const zone = 'America/New_York';
  const twice = {year: 2026, month: 11, day: 1, hour: 1, minute: 30, second: 0};
  expect(fromWallTime(twice, zone)).toBe(Date.UTC(2026, 10, 1, 5, 30));
  const skipped = {year: 2026, month: 3, day: 8, hour: 2, minute: 30, second: 0};
  expect(wallTime(fromWallTime(skipped, zone), zone)).toEqual({...skipped, hour: 3});
});
