import {expect, test} from 'vitest';
import {createGate, type Priority} from '../../src/api/gate/gate.ts';
import {delay} from '../../src/api/timers.ts';
import {FakeTime} from '../sync/fake-time.ts';
import {broken, limited, networkDown} from '../sync/failures.ts';

type Ask = {ms?: number; error?: Error; priority?: Priority};

test('what is asked for aside goes last, and whatever becomes of it the way stays open for the others', async () => {
  const time = new FakeTime();
  const limits = {atOnce: 4, perSecond: 2};
  const gate = createGate({timers: time.timers, clock: time.clock, random: () => 1, limits});
  const begun: string[] = [];
  const ask = (name: string, {ms = 10, error, priority = 'user'}: Ask = {}) =>
    gate.run({priority, operation: 'getTicket'}, async () => {
      begun.push(name);
      await delay(time.timers, ms, new AbortController().signal);
      if (error !== undefined) throw error;
      return name;
    });
  await Promise.all([ask('ok'), time.advance(2000)]);
  begun.length = 0;
  for (const priority of ['aside', 'background', 'list', 'hint'] as const)
    void ask(priority, {priority, ms: 3000});
  void ask('more', {priority: 'aside', ms: 3000});
  await time.advance(10_000);
  expect(begun).toEqual(['aside', 'hint', 'list', 'background', 'more']);
  for (const error of [broken(), broken(), broken(), limited(3_600_000), networkDown()]) {
    const failed = Promise.allSettled([
      ask('aside', {priority: 'aside', error}),
      ask('hint', {priority: 'hint', error}),
    ]);
    await Promise.all([failed, time.advance(2000)]);
    expect(gate.state()).toEqual({state: 'open', error: undefined, until: undefined});
  }
  const list = ask('list', {priority: 'list'});
  await time.advance(1000);
  expect(await list).toBe('list');
});
