import {expect, test} from 'vitest';
import {watchClock} from '../../src/sync/clock-watch.ts';
import {FakeTime} from './fake-time.ts';

test('a clock that is set, or a sleep, is told once; small corrections are not', async () => {
  const time = new FakeTime();
  const told: string[] = [];
  const stop = watchClock(time.clock, time.timers, (words) => told.push(words));
  await time.advance(60_000);
  time.shiftClock(30_000);
  await time.advance(60_000);
  expect(told).toEqual([]);
  time.shiftClock(-5 * 3_600_000);
  await time.advance(60_000);
  expect(told).toEqual([expect.stringContaining('was set back by 5 h')]);
  time.shiftClock(3 * 86_400_000);
  await time.advance(60_000);
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('3 days have passed');
  stop();
  expect(time.timerCount).toBe(0);
});
