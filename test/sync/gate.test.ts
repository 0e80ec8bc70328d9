import {expect, test} from 'vitest';
import {createGate, type GateLimits, type Priority} from '../../src/sync/gate.ts';
import {delay} from '../../src/sync/timers.ts';
import {FakeTime, settle} from './fake-time.ts';
import {broken, limited, networkDown, notFound, refused} from './support.ts';

function createTestGate(limits?: GateLimits) {
  const time = new FakeTime();
  const gate = createGate({timers: time.timers, clock: time.clock, random: () => 1, limits});
  const begun: {name: string; at: number}[] = [];
  const ask = (name: string, {ms = 10, error, priority = 'list', signal}: Ask = {}) =>
    gate.run(
      priority,
      async () => {
        begun.push({name, at: time.elapsed});
        await delay(time.timers, ms, new AbortController().signal);
        if (error !== undefined) throw error;
        return name;
      },
      signal,
    );
  return {time, gate, begun, ask};
}

type Ask = {ms?: number; error?: Error; priority?: Priority; signal?: AbortSignal};

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
  gate.nudge();
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
  expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
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
  const {time, gate, ask} = createTestGate({concurrent: 4, perSecond: 4});
  await Promise.all([ask('ok'), time.advance(2000)]);
  for (let index = 0; index < 4; index += 1)
    ask(`r${index}`, {ms: 100 + index, error: networkDown()}).catch(() => undefined);
  await time.advance(110);
  expect((gate.state().until ?? 0) - time.clock.now()).toBe(2000 - 10);
});

test('the user ends the pause of an outage', async () => {
  const {time, gate, begun, ask} = createTestGate();
  await Promise.all([ask('down', {error: networkDown()}).catch(() => undefined), time.advance(100)]);
  void ask('now', {priority: 'user'});
  await time.advance(1000);
  expect(begun).toHaveLength(1);
  gate.nudge();
  await time.advance(100);
  expect(begun.map(({name}) => name)).toEqual(['down', 'now']);
});

test('a refused credential costs one request, and the rest is refused until forgiven', async () => {
  const {time, gate, begun, ask} = createTestGate();
  const results = ['a', 'b', 'c'].map((name) =>
    ask(name, {error: refused()}).catch((error: unknown) => error),
  );
  await time.advance(3_600_000);
  expect(await Promise.all(results)).toEqual([refused(), refused(), refused()]);
  await expect(ask('d')).rejects.toMatchObject({kind: 'auth'});
  gate.nudge();
  expect(gate.state().state).toBe('refused');
  expect(begun).toHaveLength(1);
  gate.forgive();
  void ask('e');
  await time.advance(1000);
  expect(begun.map(({name}) => name)).toEqual(['a', 'e']);
  expect(gate.state().state).toBe('open');
});

test('one ticket that is missing or broken stops nobody; three 500 in a row, or a 503, are an outage', async () => {
  const {time, gate, ask} = createTestGate();
  const stateAfter = async (fault: Error) => {
    ask('x', {error: fault}).catch(() => undefined);
    await time.advance(2000);
    return gate.state().state;
  };
  expect(await stateAfter(notFound())).toBe('open');
  expect(await stateAfter(broken())).toBe('open');
  expect(await stateAfter(broken())).toBe('open');
  await Promise.all([ask('ok'), time.advance(2000)]);
  expect(await stateAfter(broken())).toBe('open');
  expect(await stateAfter(broken())).toBe('open');
  expect(await stateAfter(broken())).toBe('waiting');
  await time.until(() => gate.isOpen());
  await Promise.all([ask('ok'), time.advance(2000)]);
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
  const {time, begun, ask} = createTestGate({concurrent: 4, perSecond: 0.5});
  for (let index = 0; index < 4; index += 1) void ask(`r${index}`);
  await time.advance(6000);
  expect(begun.map(({at}) => at)).toEqual([0, 2000, 4000, 6000]);
});
