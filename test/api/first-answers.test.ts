import {expect, test} from 'vitest';
import {createGate} from '../../src/api/gate/gate.ts';
import {delay} from '../../src/api/timers.ts';
import {FakeTime} from '../sync/fake-time.ts';
import {limited} from '../sync/failures.ts';

test('answers that come together are all heard before more is asked: none is refused once a 429 was told', async () => {
  const time = new FakeTime();
  const limits = {atOnce: 6, perSecond: 30};
  const gate = createGate({timers: time.timers, clock: time.clock, random: () => 1, limits});
  const begun: string[] = [];
  const ask = (name: string) =>
    gate
      .run({priority: 'background', operation: 'getTicket'}, async () => {
        begun.push(name);
        await delay(time.timers, 150, new AbortController().signal);
        if (name === 'limited') throw limited(1000);
      })
      .catch(() => undefined);
  await Promise.all([ask('first'), time.advance(2000)]);
  for (const name of ['a', 'b', 'c', 'd', 'limited', 'e', 'f', 'g', 'h']) void ask(name);
  await time.advance(900);
  expect(begun).toEqual(['first', 'a', 'b', 'c', 'd', 'limited']);
  await time.advance(10_000);
  expect(begun).toHaveLength(10);
});
