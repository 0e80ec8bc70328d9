import {afterEach, expect, test} from 'vitest';
import {allTimes, clockOf, clockText, timesOf} from '../../src/screens/ticket/times.ts';
import {setOwnZones} from '../../src/text/time/ibx-zones.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

// The tests run with TZ=UTC: this machine's clock and UTC are the same.
const NOW = Date.parse('2026-11-23T12:00:00Z');
const at = (...ibx: readonly string[]) => ({ibx: ibx.map(toSafeText)});

afterEach(() => setOwnZones({}));

test.each([
  ['local', ['DA3'], 'UTC (local)'],
  ['utc', ['DA3'], 'UTC'],
  ['site', ['DA3'], 'UTC-6 (Dallas)'],
  ['site', ['MB1', 'DA3'], 'UTC+5:30 (Mumbai)'],
  ['site', ['QQ1'], 'UTC (site unknown)'],
  ['site', [], 'UTC (site unknown)'],
] as const)('%s for %j is %s', (mode, ibx, words) => {
  expect(clockText(clockOf(at(...ibx), mode, NOW))).toBe(words);
});

test('a time is shown by the chosen clock, of another day with its date', () => {
  expect(timesOf(at('DA3'), 'utc', NOW)('2026-11-23T03:12:00Z')).toBe('03:12');
  expect(timesOf(at('DA3'), 'site', NOW)('2026-11-23T03:12:00Z')).toBe('22 Nov 21:12');
  expect(timesOf(at('DA3'), 'site', NOW)(undefined)).toBe('time unknown');
});

test('all clocks of one moment, the chosen one first, each once', () => {
  expect(allTimes(at('DA3'), 'site', NOW)('2026-11-23T03:12:00Z')).toEqual([
    '22 Nov 21:12 UTC-6 (Dallas)',
    '03:12 UTC (local)',
  ]);
  expect(allTimes(at('LD8'), 'local', NOW)('2026-11-23T03:12:00Z')).toEqual(['03:12 UTC (local, London)']);
  expect(allTimes(at('QQ1'), 'utc', NOW)('2026-11-23T03:12:00Z')).toEqual(['03:12 UTC (local)']);
});

test('in summer a moment of winter has the offset of winter', () => {
  const july = Date.parse('2026-07-01T12:00:00Z');
  expect(allTimes(at('LD8'), 'site', july)('2026-01-05T10:00:00Z')).toEqual([
    '5 Jan 10:00 UTC (London, local)',
  ]);
  expect(allTimes(at('LD8'), 'site', july)('2026-07-01T10:00:00Z')[0]).toBe('11:00 UTC+1 (London)');
});

test('a site that casedeck does not know, or knows otherwise, can be set', () => {
  setOwnZones({QQ: 'Asia/Tokyo', DA3: 'America/Denver'});
  expect(clockText(clockOf(at('QQ1'), 'site', NOW))).toBe('UTC+9 (QQ)');
  expect(clockText(clockOf(at('DA3'), 'site', NOW))).toBe('UTC-7 (Dallas)');
  expect(clockText(clockOf(at('DA1'), 'site', NOW))).toBe('UTC-6 (Dallas)');
});
