import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createGate, type Gate} from '../../src/api/gate/gate.ts';
import {parsePace} from '../../src/api/gate/pace.ts';
import {ApiError} from '../../src/errors.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {Store} from '../../src/store/store.ts';
import {FakeTime} from '../sync/fake-time.ts';

/** The gate of a process with this store. */
function gateOn(store: Store, time: FakeTime): Gate {
  const keeper = {
    change: <T>(change: Parameters<typeof store.changeMeta<T>>[1]) => store.changeMeta('pace', change),
  };
  return createGate({timers: time.timers, clock: time.clock, random: () => 0.5, keeper});
}

test('two processes on one database share the pace, and what the one learns holds for the other', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pace-')), 'default.db');
  const time = new FakeTime();
  const stores = [openStore({file}), openStore({file})] as const;
  const gates = [gateOn(stores[0], time), gateOn(stores[1], time)] as const;
  const begun: number[] = [];
  const ask = (gate: Gate, error?: Error) =>
    gate.run({priority: 'background'}, async () => {
      begun.push(time.elapsed);
      await new Promise<void>((resolve) => void time.timers.setTimeout(resolve, 5));
      if (error !== undefined) throw error;
    });
  const versions = stores.map((store) => store.version());
  for (let index = 0; index < 60; index += 1) void ask(gates[index % 2 === 0 ? 0 : 1]);
  await time.advance(999);
  expect(begun.length).toBeGreaterThanOrEqual(20);
  expect(begun.length).toBeLessThanOrEqual(30);
  // What is written with every request is no news: nobody reads the list again for it.
  expect(stores[0].version() - (versions[0] ?? 0)).toBeLessThanOrEqual(1);
  await time.advance(20_000);
  const refused = new ApiError('rate-limited', 'Too many requests.', {status: 429, retryAfterMs: 30_000});
  await Promise.all([ask(gates[0], refused).catch(() => undefined), time.advance(10)]);
  begun.length = 0;
  void ask(gates[1]);
  await time.advance(29_000);
  expect(begun).toEqual([]);
  await time.advance(2000);
  expect(begun).toHaveLength(1);
  for (const store of stores) store.close();
  const next = openStore({file});
  expect(
    parsePace(next.changeMeta('pace', (kept) => ({kept: kept ?? '', result: kept})))?.ceiling,
  ).toBeDefined();
  next.close();
});

test('where the store fails requests go on, each process by itself', async () => {
  const time = new FakeTime();
  const store = openStore({file: ':memory:'});
  const gate = gateOn(store, time);
  store.close();
  const [answer] = await Promise.all([
    gate.run({priority: 'user'}, () => Promise.resolve('answered')),
    time.advance(10),
  ]);
  expect(answer).toBe('answered');
});
