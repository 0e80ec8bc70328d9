import {expect, test} from 'vitest';
import {
  firstPace,
  formatPace,
  type Pace,
  paceAt,
  parsePace,
  quicker,
  slower,
  takeTurn,
} from '../../src/api/gate/pace.ts';

const NOW = Date.UTC(2026, 5, 1);
const MOST = {most: 30};

/** How many of a long queue begin within `ms`, and the pace afterwards; every answer comes quickly. */
function begun(
  start: Pace,
  ms: number,
  {most = 30, isOwn = true} = {},
): {count: number; pace: Pace; times: number[]} {
  let pace = start;
  const times: number[] = [];
  for (let now = NOW; now < NOW + ms;) {
    const taken = takeTurn(pace, now, {most}, isOwn);
    pace = taken.waitMs === 0 ? quicker(taken.pace, 1) : taken.pace;
    if (taken.waitMs === 0) times.push(now);
    now += taken.waitMs;
  }
  return {count: times.length, pace, times};
}

function busiest(times: readonly number[], ms = 1000): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

test('a burst first, then ten a second, and more while the service answers quickly', () => {
  expect(begun(firstPace(NOW, MOST), 1).count).toBe(20);
  expect(busiest(begun(firstPace(NOW, MOST), 20_000).times)).toBeLessThanOrEqual(30);
  expect(begun(firstPace(NOW, MOST), 10_000).pace.perSecond).toBeGreaterThan(20);
});

test.each([2, 0.5])(
  'the settings allow %d a second: never more in any second, not even at the start',
  (most) => {
    const {times} = begun(firstPace(NOW, MOST), 60_000, {most});
    expect(busiest(times, most < 1 ? 1000 / most : 1000)).toBe(Math.max(1, most));
    expect(times.length).toBeGreaterThanOrEqual(60 * most - 1);
  },
);

test('whoever says that the service stands more begins quicker', () => {
  expect(firstPace(NOW, MOST).perSecond).toBe(10);
  expect(firstPace(NOW, {most: 120}).perSecond).toBe(40);
});

test('too often: half of it at once, no burst, and back slowly, but not to where it was too much', () => {
  const before = {...firstPace(NOW, MOST), perSecond: 16};
  const after = slower(before, NOW, MOST, NOW - 10);
  expect(after).toMatchObject({perSecond: 8, tokens: 0});
  expect(paceAt(quicker(after, 1), NOW, MOST).perSecond).toBeLessThan(8.2);
  expect(paceAt(quicker(after, 1000), NOW, MOST).perSecond).toBeCloseTo(12.8);
  // What was under way by then says the same thing again.
  expect(slower(after, NOW + 50, MOST, NOW - 5).perSecond).toBe(8);
  expect(slower(after, NOW + 500, MOST, NOW + 400).perSecond).toBeLessThan(8);
});

test('what was learned is lifted step by step, and forgotten after a day', () => {
  const after = quicker(slower({...firstPace(NOW, MOST), perSecond: 10}, NOW, MOST, NOW - 10), 1000);
  const at = (ms: number) => paceAt(after, NOW + ms, MOST).perSecond;
  expect([at(0), at(600_000), at(1_200_000)]).toEqual([8, 10, 12.5]);
  expect(paceAt(after, NOW + 25 * 3_600_000, MOST).ceiling).toBeUndefined();
});

test("one place of the burst is left for a person's own request", () => {
  const {pace, count} = begun(firstPace(NOW, MOST), 1, {isOwn: false});
  expect(count).toBe(19);
  expect(takeTurn(pace, NOW, MOST, false).waitMs).toBeGreaterThan(0);
  expect(takeTurn(pace, NOW, MOST, true).waitMs).toBe(0);
});

test('a pause that the service asked for holds for all, but not one of years', () => {
  const closed = {...firstPace(NOW, MOST), closedUntil: NOW + 5000};
  expect(takeTurn(closed, NOW, MOST, true).waitMs).toBe(5000);
  expect(takeTurn(closed, NOW + 5000, MOST, true).waitMs).toBe(0);
  expect(takeTurn({...closed, closedUntil: NOW * 2}, NOW, MOST, true).waitMs).toBe(0);
});

test('a clock that is set back does not stop the requests', () => {
  const {pace} = begun(firstPace(NOW, MOST), 10_000);
  expect(takeTurn(pace, NOW - 3_600_000, MOST, true).waitMs).toBeLessThanOrEqual(1000);
});

test('the kept text is read again; anything else is no pace', () => {
  const pace = slower(begun(firstPace(NOW, MOST), 3000).pace, NOW + 3000, MOST, NOW + 2000);
  expect(parsePace(formatPace(pace))).toEqual(pace);
  for (const text of [
    undefined,
    '',
    'null',
    '{}',
    '{"perSecond":"x"}',
    '[]',
    formatPace({...pace, perSecond: 0}),
  ])
    expect(parsePace(text)).toBeUndefined();
});
