import {expect, test} from 'vitest';
import type {TicketChange} from '../../../src/domain/records.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {networkDown, notFound} from '../failures.ts';
import {addTickets, createWorld, idsRead, startPoller} from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('the first start reads the whole list with progress, later passes only its first page', async () => {
  const world = createWorld();
  addTickets(world, 450, 'CLOSED');
  const {poller} = startPoller(world);
  const progress: number[] = [];
  poller.subscribe(() => {
    const {done} = poller.status().progress ?? {};
    if (done !== undefined && progress.at(-1) !== done) progress.push(done);
  });
  await world.time.advance(10_000);
  expect(world.service.count('searchOrders')).toBe(3);
  expect(progress).toEqual([200, 400, 450]);
  expect(poller.status()).toMatchObject({state: 'idle', error: undefined, progress: undefined});
  expect(poller.status().listAt).toBeGreaterThan(0);
  expect(world.store.counts().all).toBe(450);
  await world.time.advance(10 * MINUTE);
  expect(world.service.count('searchOrders')).toBe(3 + 10);
  poller.stop();
});

test('a pass goes on over new pages and stops at what is known', async () => {
  const world = createWorld();
  addTickets(world, 600, 'CLOSED');
  const {poller} = startPoller(world);
  await world.time.advance(30_000);
  const before = world.service.count('searchOrders');
  for (let index = 0; index < 250; index += 1) {
    const createdDateTime = toSafeText(new Date(world.time.clock.now() + index).toISOString());
    world.service.add(`1-2${String(index).padStart(5, '0')}`, {status: 'CLOSED', createdDateTime});
  }
  await world.time.advance(MINUTE);
  // Pages of 200 new, 50 new and 150 known, and then one that is all known.
  expect(world.service.count('searchOrders') - before).toBe(3);
  expect(world.store.counts().all).toBe(850);
  poller.stop();
});

test('an interrupted full pass goes on where it stopped, and a new process knows of it', async () => {
  const world = createWorld();
  addTickets(world, 1000, 'CLOSED');
  let calls = 0;
  world.service.fault = (operation) =>
    operation === 'searchOrders' && (calls += 1) > 3 ? {error: networkDown()} : undefined;
  const first = startPoller(world);
  await world.time.advance(10_000);
  expect(first.poller.status()).toMatchObject({state: 'offline', listAt: undefined});
  first.poller.stop();
  world.service.fault = () => undefined;
  world.service.calls.length = 0;
  const second = startPoller(world);
  await world.time.advance(5000);
  expect(world.service.count('searchOrders')).toBe(2);
  expect(world.store.counts().all).toBe(1000);
  second.poller.stop();
});

test('the whole list is read again once a day, and when the clock was set back', async () => {
  const world = createWorld();
  addTickets(world, 450, 'CLOSED');
  const {poller} = startPoller(world, {listMs: HOUR});
  const fullPasses = () =>
    world.service.calls.filter(({operation, id}) => operation === 'searchOrders' && id === '2').length;
  await world.time.advance(HOUR);
  // Most of a day the machine sleeps: each second awake is a step of the test.
  world.time.shiftClock(21 * HOUR);
  await world.time.advance(HOUR);
  expect(fullPasses()).toBe(1);
  await world.time.advance(2 * HOUR + MINUTE);
  expect(fullPasses()).toBe(2);
  world.time.shiftClock(-48 * HOUR);
  await world.time.advance(HOUR + MINUTE);
  expect(fullPasses()).toBe(3);
  world.time.shiftClock(18 * HOUR);
  await world.time.advance(2 * HOUR);
  expect(fullPasses()).toBe(3);
  poller.stop();
});

test('details: visible ones first, then ACTION_REQUIRED, then open ones; closed ones only when asked for', async () => {
  const world = createWorld();
  addTickets(world, 4, 'CLOSED');
  addTickets(world, 4, 'IN_PROGRESS');
  addTickets(world, 4, 'ACTION_REQUIRED');
  const ids = [...world.service.tickets.keys()];
  const [closed, open, action] = [ids.slice(0, 4), ids.slice(4, 8), ids.slice(8)];
  const {poller} = startPoller(world);
  poller.setVisible([open[3] ?? '', closed[0] ?? '']);
  await world.time.advance(20_000);
  const read = idsRead(world);
  expect(read[0]).toBe(open[3]);
  expect(read.slice(1, 5).toSorted()).toEqual(action);
  expect(read.slice(5).toSorted()).toEqual(open.slice(0, 3));
  poller.stop();
});

test('a closed ticket is read when opened', async () => {
  const world = createWorld();
  addTickets(world, 1, 'CLOSED');
  const {poller} = startPoller(world);
  await world.time.advance(20_000);
  expect(idsRead(world)).toEqual([]);
  const reading = poller.refresh('1-100000');
  await world.time.advance(1000);
  await reading;
  expect(world.store.row('1-100000')?.fetchedAt).toBeDefined();
  poller.stop();
});

test('how often details are read: the one looked at each minute, ACTION_REQUIRED each two, open ones each ten, quiet ones more rarely; a fifth unfocused', async () => {
  const world = createWorld();
  addTickets(world, 1, 'IN_PROGRESS');
  addTickets(world, 1, 'ACTION_REQUIRED');
  addTickets(world, 1, 'SUBMITTED');
  const updatedDateTime = toSafeText(new Date(world.time.clock.now()).toISOString());
  world.service.add('1-100003', {status: 'ACTION_REQUIRED', updatedDateTime});
  const {poller} = startPoller(world);
  poller.setVisible(['1-100000']);
  await world.time.advance(30 * MINUTE);
  const reads = (id: string) => idsRead(world).filter((read) => read === id).length;
  const each = ['1-100000', '1-100003', '1-100002', '1-100001'].map(reads);
  expect(each[0]).toBeGreaterThanOrEqual(27);
  expect(each[0]).toBeLessThanOrEqual(31);
  expect(each[1]).toBeGreaterThanOrEqual(13);
  expect(each[1]).toBeLessThanOrEqual(16);
  expect(each[2]).toBeGreaterThanOrEqual(3);
  expect(each[2]).toBeLessThanOrEqual(4);
  // Nothing has happened in it for an hour.
  expect(each[3]).toBeGreaterThanOrEqual(7);
  expect(each[3]).toBeLessThanOrEqual(11);
  poller.setFocused(false);
  world.service.calls.length = 0;
  await world.time.advance(30 * MINUTE);
  expect(reads('1-100000')).toBeLessThanOrEqual(7);
  expect(world.service.count('searchOrders')).toBeLessThanOrEqual(6);
  poller.stop();
});

test('a tracked id that the list does not know is read', async () => {
  const world = createWorld();
  world.service.latencyMs = 10;
  const {poller} = startPoller(world);
  await world.time.advance(5000);
  world.service.add('11150929', {kind: 'CASE'});
  world.service.fault = (operation) => (operation === 'searchOrders' ? {error: notFound()} : undefined);
  world.store.track(['11150929'], 'asked', world.time.clock.now());
  await world.time.advance(MINUTE);
  expect(world.store.ticket('11150929')).toBeDefined();
  poller.stop();
});

test('what is new is handed to those who listen, but not what the first pass brought', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  const news: TicketChange[] = [];
  poller.onChanges((changes) => news.push(...changes));
  await world.time.advance(MINUTE);
  expect(news).toEqual([]);
  world.service.addNote('1-100001', 'Technician on site.', 'RESOLUTION_NOTES');
  await world.time.advance(15 * MINUTE);
  expect(news).toEqual([{id: '1-100001', items: [expect.stringMatching(/^note:/)]}]);
  poller.stop();
});

test('a ticket that the list shows closed is read once more, for its last notes', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  world.service.change('1-100001', {status: 'CLOSED'});
  world.service.calls.length = 0;
  await world.time.advance(MINUTE + 5000);
  expect(idsRead(world)).toEqual(['1-100001']);
  poller.stop();
});

test('the status stays the same object as long as it says the same', async () => {
  const world = createWorld();
  const {poller} = startPoller(world);
  await world.time.advance(10_000);
  const before = poller.status();
  await world.time.advance(10_000);
  expect(poller.status()).toBe(before);
  poller.stop();
});

test('a page of new tickets is stored in slices, so that keys are heard in between', async () => {
  const world = createWorld();
  addTickets(world, 200, 'CLOSED');
  const slices: number[] = [];
  let ticks = 0;
  const store: typeof world.store = {
    ...world.store,
    putSummaries(summaries, at) {
      slices.push(summaries.length);
      world.time.timers.setTimeout(() => (ticks += 1), 0);
      expect(ticks).toBe(slices.length - 1);
      return world.store.putSummaries(summaries, at);
    },
  };
  const {poller} = startPoller({...world, store});
  await world.time.advance(1000);
  expect(slices).toEqual([50, 50, 50, 50]);
  expect(world.store.counts().all).toBe(200);
  poller.stop();
});
