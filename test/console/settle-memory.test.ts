import {expect, test} from 'vitest';
import {freeMemoryWhenIdle} from '../../src/console/settle-memory.ts';
import {FakeTime} from '../sync/fake-time.ts';

test('memory is given back once, after the start, and never while somebody types', async () => {
  const time = new FakeTime();
  const typed: string[] = [];
  let times = 0;
  const press = freeMemoryWhenIdle((key: string) => typed.push(key), {
    timers: time.timers,
    settle: () => (times += 1),
  });
  for (let count = 0; count < 100; count += 1) {
    press('j');
    await time.advance(30);
  }
  expect(times, 'keys came all the time').toBe(0);
  await time.advance(1000);
  expect([times, typed.length]).toEqual([1, 100]);
  press('k');
  await time.advance(10_000);
  expect([times, typed.at(-1)]).toEqual([1, 'k']);
});

test('without a key it is given back when the start is over', async () => {
  const time = new FakeTime();
  let times = 0;
  freeMemoryWhenIdle(() => undefined, {timers: time.timers, settle: () => (times += 1)});
  await time.advance(1000);
  expect(times).toBe(0);
  await time.advance(1000);
  expect(times).toBe(1);
});
