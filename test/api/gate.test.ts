import {expect, test} from 'vitest';
import {createGate, type Gate, type GateLimits, type Priority} from '../../src/api/gate/gate.ts';
import type {PaceKeeper} from '../../src/api/gate/keep-pace.ts';
import {AppError} from '../../src/errors.ts';
import {delay} from '../../src/api/timers.ts';
import {FakeTime, settle} from '../sync/fake-time.ts';
import {broken, limited, networkDown, notFound, refused} from '../sync/failures.ts';

function createTestGate(limits: Partial<GateLimits> = {atOnce: 4, perSecond: 2}) {
  const time = new FakeTime();
  const gate = createGate({timers: time.timers, clock: time.clock, random: () => 1, limits});
  const begun: {name: string; at: number}[] = [];
  const ask = (name: string, {ms = 10, error, priority = 'user', signal, patienceMs}: Ask = {}) =>
    gate.run({priority, signal, operation: 'getTicket', patienceMs}, async () => {
      begun.push({name, at: time.elapsed});
      await delay(time.timers, ms, new AbortController().signal);
      if (error !== undefined) throw error;
      return name;
    });
  return {time, gate, begun, ask};
}

type Ask = {ms?: number; error?: Error; priority?: Priority; signal?: AbortSignal; patienceMs?: number};

test('until a first success one request is out, then four at a time and two a second', async () => {
  const {time, begun, ask} = createTestGate();
  const all = Array.from({length: 9}, (_, index) => ask(`r${index}`, {ms: 3000}));
  await time.advance(2999);
  expect(begun.map(({name}) => name)).toEqual(['r0']);
  await time.advance(2000);
  expect(begun.map(({at}) => at)).toEqual([0, 3000, 3000, 4000, 4000]);
  await time.advance(20_000);
  await Promise.all(all);
  expect(begun).toHaveLength(9);
});

test('what the user waits for goes first', async () => {
  const {time, begun, ask} = createTestGate();
  for (const priority of ['background', 'list', 'visible', 'user'] as const) void ask(priority, {priority});
  await time.advance(5000);
  expect(begun.map(({name}) => name)).toEqual(['background', 'user', 'visible', 'list']);
});

test('a 429 holds everything for as long as it says, the user too', async () => {
  const {time, gate, begun, ask} = createTestGate();
  await Promise.all([ask('ok'), time.advance(2000)]);
  const first = ask('limited', {error: limited(90_000)}).catch((error: unknown) => error);
  const second = ask('waits', {priority: 'user'});
  await time.advance(100);
  expect(gate.state()).toMatchObject({state: 'waiting', until: time.clock.now() + 90_000 - 90});
  const third = ask('later', {priority: 'user'});
  gate.endOutagePause();
  await time.advance(89_900);
  expect(begun.map(({name}) => name)).toEqual(['ok', 'limited', 'waits']);
  await time.advance(2000);
  await Promise.all([first, second, third]);
  expect(begun.at(-1)?.name).toBe('later');
  expect(gate.state()).toEqual({state: 'open', error: undefined, until: undefined});
});

test('an outage waits longer each time, tries with one request, and ends with the first success', async () => {
  const {time, gate, begun, ask} = createTestGate();
  const pauses: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.all([
      ask('down', {error: networkDown()}).catch(() => undefined),
      time.until(() => !gate.isOpen()),
    ]);
    expect(gate.state().state).toBe('offline');
    pauses.push((gate.state().until ?? 0) - time.clock.now());
    await time.until(() => gate.isOpen());
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  begun.length = 0;
  void ask('probe', {ms: 500});
  void ask('after');
  await time.advance(499);
  expect(begun.map(({name}) => name)).toEqual(['probe']);
  await time.advance(2000);
  expect(begun.map(({name}) => name)).toEqual(['probe', 'after']);
  expect(gate.state().error).toBeUndefined();
});

test('requests under way when the network died count as one failure', async () => {
  const {time, gate, ask} = createTestGate({atOnce: 4, perSecond: 4});
  await Promise.all([ask('ok'), time.advance(2000)]);
  for (let index = 0; index < 4; index += 1)
    ask(`r${index}`, {ms: 100 + index, error: networkDown()}).catch(() => undefined);
  await time.advance(110);
  expect((gate.state().until ?? 0) - time.clock.now()).toBe(500 - 10);
});

test('the user ends the pause of an outage', async () => {
  const {time, gate, begun, ask} = createTestGate();
  await Promise.all([ask('down', {error: networkDown()}).catch(() => undefined), time.advance(100)]);
  void ask('now', {priority: 'user'});
  await time.advance(300);
  expect(begun).toHaveLength(1);
  gate.endOutagePause();
  await time.advance(100);
  expect(begun.map(({name}) => name)).toEqual(['down', 'now']);
});

test('a refused credential costs one request, and the rest is refused until it is tried again', async () => {
  const {time, gate, begun, ask} = createTestGate();
  const results = ['a', 'b', 'c'].map((name) =>
    ask(name, {error: refused()}).catch((error: unknown) => error),
  );
  await time.advance(3_600_000);
  expect(await Promise.all(results)).toEqual([refused(), refused(), refused()]);
  await expect(ask('d')).rejects.toMatchObject({kind: 'auth'});
  gate.endOutagePause();
  expect(gate.state().state).toBe('refused');
  expect(begun).toHaveLength(1);
  const known = new AppError('auth', 'One attempt of five is used.');
  gate.refuse(known);
  expect(gate.state().error).toBe(known);
  gate.retryCredential();
  void ask('e');
  await time.advance(1000);
  expect(begun.map(({name}) => name)).toEqual(['a', 'e']);
  expect(gate.state().state).toBe('open');
});

test('one ticket that is missing or broken stops nobody; three 500 in a row, or a 503, are an outage', async () => {
  const {time, gate, ask} = createTestGate();
  const stateAfter = async (error?: Error) => {
    await time.advance(2000);
    await Promise.all([
      ask('x', error === undefined ? {} : {error}).catch(() => undefined),
      time.advance(20),
    ]);
    return gate.state().state;
  };
  for (const error of [notFound(), broken(), broken(), undefined, broken(), broken()])
    expect(await stateAfter(error)).toBe('open');
  expect(await stateAfter(broken())).toBe('waiting');
  expect(await stateAfter()).toBe('open');
  expect(await stateAfter(broken(503))).toBe('waiting');
});

test('what waits can be taken back, and is dropped when all is cleared', async () => {
  const {time, gate, begun, ask} = createTestGate();
  const stopper = new AbortController();
  void ask('a');
  const gone = ask('b', {signal: stopper.signal});
  const dropped = ask('c');
  stopper.abort();
  await expect(gone).rejects.toMatchObject({kind: 'cancelled'});
  gate.clear();
  await expect(dropped).rejects.toMatchObject({kind: 'cancelled'});
  await time.advance(5000);
  await settle();
  expect(begun.map(({name}) => name)).toEqual(['a']);
  expect(time.timerCount).toBe(0);
});

test('a rate below one a second', async () => {
  const {time, begun, ask} = createTestGate({atOnce: 4, perSecond: 0.5});
  for (let index = 0; index < 4; index += 1) void ask(`r${index}`);
  await time.advance(6000);
  expect(begun.map(({at}) => at)).toEqual([0, 2000, 4000, 6000]);
});

test("a person's own request overtakes a long queue, and finds a place where all others are taken", async () => {
  const {time, begun, ask} = createTestGate({});
  await Promise.all([ask('ok'), time.advance(100)]);
  for (let index = 0; index < 100; index += 1) void ask(`b${index}`, {priority: 'background', ms: 10_000});
  await time.advance(5000);
  expect(begun).toHaveLength(6);
  void ask('mine');
  await time.advance(1);
  expect(begun.at(-1)?.name).toBe('mine');
});

test('whoever waits at a prompt hears of a long pause at once; others wait for its end', async () => {
  const {time, ask} = createTestGate();
  await Promise.all([ask('ok'), time.advance(2000)]);
  const told = ask('limited', {error: limited(3_600_000)}).catch((error: unknown) => error);
  await time.advance(100);
  const impatient = ask('prompt', {patienceMs: 60_000}).catch((error: unknown) => error);
  const patient = ask('poller', {priority: 'background'});
  await time.advance(100);
  expect(await told).toMatchObject({kind: 'rate-limited'});
  expect(await impatient).toMatchObject({
    kind: 'rate-limited',
    hint: 'Nothing was sent. Try again in 59 min.',
  });
  await time.advance(3_600_000);
  expect(await patient).toBe('poller');
});

test('a service that allows five a second: half as quick after its 429, never two in a row, and all is read', async () => {
  const time = new FakeTime();
  const gate = createGate({timers: time.timers, clock: time.clock, random: () => 0.5});
  const served: {at: number; isRefused: boolean}[] = [];
  const serve = async (): Promise<void> => {
    const lately = served.filter(({at, isRefused}) => !isRefused && time.elapsed - at < 1000).length;
    served.push({at: time.elapsed, isRefused: lately >= 5});
    await delay(time.timers, 150, new AbortController().signal);
    if (lately >= 5) throw limited();
  };
  const read = async (): Promise<void> => {
    await gate.run({priority: 'background', operation: 'getTicket'}, serve).catch(read);
  };
  await Promise.all([...Array.from({length: 200}, read), time.advance(120_000)]);
  const refused = served.filter(({isRefused}) => isRefused);
  expect(served.length - refused.length).toBe(200);
  // The burst meets the limit, and what was under way by then with it; after that hardly anything.
  expect(refused.filter(({at}) => at < 1000).length).toBeLessThanOrEqual(15);
  expect(refused.filter(({at}) => at >= 1000).length).toBeLessThanOrEqual(4);
  const later = served.filter(({at}) => at >= 1000);
  expect(later.some(({isRefused}, index) => isRefused && later[index - 1]?.isRefused === true)).toBe(false);
});

test('answers that take three times as long as the best halve the pace as well', async () => {
  const {time, begun, ask} = createTestGate({atOnce: 16});
  const during = async (ms: number) => {
    const first = begun.length;
    const queue = Array.from({length: 300}, () => ask('b', {priority: 'background', ms}));
    await Promise.all([...queue, time.advance(120_000)]);
    const times = begun.slice(first).map(({at}) => at);
    return (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
  };
  const before = await during(150);
  expect(before).toBeGreaterThan(20);
  expect(await during(600)).toBeLessThan(before * 0.8);
});

test('the pace is kept, so that the next process begins as the last one ended, and two share one', async () => {
  const time = new FakeTime();
  let kept: string | undefined;
  const keeper: PaceKeeper = {
    change: (change) => {
      const changed = change(kept);
      kept = changed.kept;
      return changed.result;
    },
  };
  const open = () => createGate({timers: time.timers, clock: time.clock, random: () => 0.5, keeper});
  const begun: number[] = [];
  const ask = (gate: Gate, error?: Error) =>
    gate.run({priority: 'background'}, async () => {
      begun.push(time.elapsed);
      await delay(time.timers, 10, new AbortController().signal);
      if (error !== undefined) throw error;
    });
  const [one, two] = [open(), open()];
  await Promise.all([ask(one), ask(two), time.advance(5000)]);
  begun.length = 0;
  for (let index = 0; index < 40; index += 1) void ask(index % 2 === 0 ? one : two);
  await time.advance(1000);
  expect(begun.length).toBeLessThanOrEqual(30);
  await time.advance(60_000);
  await Promise.all([ask(one, limited(5000)).catch(() => undefined), time.advance(100)]);
  begun.length = 0;
  void ask(two);
  void ask(open());
  await time.advance(4000);
  expect(begun).toEqual([]);
  await time.advance(2000);
  expect(begun).toHaveLength(2);
});
