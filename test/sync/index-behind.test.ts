import {expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {indexBehind} from '../../src/sync/index-behind.ts';
import {FakeTime} from './fake-time.ts';

test('texts are indexed a few at a time, after the first moments, and again when there are new ones', async () => {
  const time = new FakeTime();
  let left = 120;
  const at: number[] = [];
  const store = {
    indexParts: (most: number) => {
      at.push(time.elapsed);
      if (at.length === 2) throw new AppError('store', 'The disk is full.');
      const done = Math.min(most, left);
      left -= done;
      return done === most;
    },
  };
  const stop = indexBehind({store}, time.timers);
  await time.advance(2000);
  expect(at).toEqual([]);
  await time.advance(28_000);
  expect(left).toBe(0);
  left = 10;
  await time.advance(6000);
  expect(left).toBe(0);
  const asked = at.length;
  expect(asked).toBeLessThan(12);
  stop();
  await time.advance(60_000);
  expect(at).toHaveLength(asked);
});

test('while keys come nothing is indexed: no key waits for it', async () => {
  const time = new FakeTime();
  let [keys, asked] = [0, 0];
  const stop = indexBehind({store: {indexParts: () => (asked += 1) > 0}}, time.timers, () => keys);
  for (; keys < 100; keys += 1) await time.advance(200);
  expect(asked).toBe(0);
  await time.advance(3000);
  expect(asked).toBeGreaterThan(5);
  stop();
});
