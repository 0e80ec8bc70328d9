import {expect, test} from 'vitest';
import {joinNews} from '../../src/sync/join-news.ts';
import {FakeTime} from './fake-time.ts';

/** A reader that tells when it is made to. */
function createTeller() {
  const listeners = new Set<() => void>();
  return {
    listeners,
    tell: () => listeners.forEach((listener) => listener()),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

test('what five accounts tell within a moment is told at once, and once more for all that came behind the first', async () => {
  const time = new FakeTime();
  const tellers = Array.from({length: 5}, createTeller);
  const news = joinNews(tellers, time.timers);
  const told: number[] = [];
  const unsubscribe = news.subscribe(() => told.push(time.elapsed));
  for (const {tell} of tellers) tell();
  await time.advance(5000);
  expect(told).toHaveLength(2);
  expect(told[0]).toBe(0);
  tellers[3]?.tell();
  expect(told).toHaveLength(3);
  unsubscribe();
  expect(tellers.map(({listeners}) => listeners.size)).toEqual([0, 0, 0, 0, 0]);
  news.stop();
  expect(time.timerCount).toBe(0);
});
