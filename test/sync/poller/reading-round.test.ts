import {expect, test} from 'vitest';
import type {SyncStatus} from '../../../src/sync/contracts.ts';
import {addTickets, createWorld, idsRead, startPoller, type World} from '../support.ts';

const HOUR = 3_600_000;
/** The pace of the settings' defaults. */
const limits = {atOnce: 6, perSecond: 30};

function lively(world: World): World {
  world.service.latencyMs = 150;
  return world;
}

/** What the header could show in turn, and when the list was told to look again. */
function watched(
  {time}: World,
  poller: {subscribe: (listener: () => void) => () => void; status: () => SyncStatus},
) {
  const told: {at: number; reading: SyncStatus['reading']}[] = [];
  poller.subscribe(() => told.push({at: time.elapsed, reading: poller.status().reading}));
  return told;
}

test('a first start: every one of 50 open tickets has its words within two seconds and a half, those on screen first', async () => {
  const world = lively(createWorld());
  addTickets(world, 50, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  const screen = [...world.service.tickets.keys()].slice(20, 40);
  await world.time.until(() => world.store.counts().all === 50);
  poller.setVisible(screen);
  await world.time.until(() => screen.every((id) => world.store.row(id)?.fetchedAt !== undefined));
  expect(world.time.elapsed).toBeLessThan(1300);
  await world.time.until(() => world.store.stale(1, 1).length === 0);
  expect(world.time.elapsed).toBeLessThan(2500);
  poller.stop();
});

test('at a first start the rows on top are asked for before the list is drawn', async () => {
  const world = lively(createWorld());
  addTickets(world, 50, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  let askedBefore: readonly string[] | undefined;
  poller.subscribe(() => {
    if (world.store.counts().all > 0) askedBefore ??= idsRead(world);
  });
  await world.time.until(() => askedBefore !== undefined);
  const onTop = world.store.page({filter: {}, sort: 'attention'}, 0, 5);
  expect(askedBefore).toEqual(onTop.map(({id}) => id));
  poller.stop();
});

test('what is on screen has its words as they come, drawn ten times a second at most', async () => {
  const world = lively(createWorld());
  addTickets(world, 50, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  const screen = [...world.service.tickets.keys()].slice(20, 40);
  await world.time.until(() => world.store.counts().all === 50);
  poller.setVisible(screen);
  const begun = world.time.elapsed;
  const told = watched(world, poller);
  await world.time.until(() => screen.every((id) => world.store.row(id)?.fetchedAt !== undefined));
  // Four answers after each other, of which the second finds rows still empty.
  expect(world.time.elapsed - begun).toBeLessThan(900);
  const times = [...new Set(told.map(({at}) => at))].filter((at) => at > begun);
  expect(times.length).toBeGreaterThanOrEqual(3);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThanOrEqual(100);
  poller.stop();
});

test('200 open tickets have their words within twelve seconds', async () => {
  const world = lively(createWorld());
  addTickets(world, 200, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  await world.time.until(() => world.store.counts().all === 200);
  await world.time.until(() => world.store.stale(1, 1).length === 0);
  expect(world.time.elapsed).toBeLessThan(10_000);
  poller.stop();
});

test('what is being read shows how far it is, and the list is told of it once a second', async () => {
  const world = lively(createWorld());
  addTickets(world, 200, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  const told = watched(world, poller);
  await world.time.advance(20_000);
  const steps = told.filter(({reading}) => reading !== undefined);
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.every(({reading}) => reading?.total === 200 && reading.since === undefined)).toBe(true);
  const times = [...new Set(steps.slice(1).map(({at}) => at))];
  const gaps = times.slice(2).map((at, index) => at - (times[index + 1] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990);
  expect(poller.status().reading).toBeUndefined();
  poller.stop();
});

test('after a weekend all open tickets are read again: on screen, then what needs us, then the rest; the age of the rest is told', async () => {
  const world = lively(createWorld());
  addTickets(world, 30, 'IN_PROGRESS');
  addTickets(world, 10, 'ACTION_REQUIRED');
  const friday = startPoller(world, {limits});
  await world.time.advance(20_000);
  friday.poller.stop();
  const until = world.time.clock.now();
  world.time.shiftClock(60 * HOUR);
  world.service.calls.length = 0;
  world.service.addNote('1-100005', 'Done.', 'RESOLUTION_NOTES');
  const {poller} = startPoller(world, {limits});
  const ids = [...world.service.tickets.keys()];
  poller.setVisible(ids.slice(10, 14));
  const told = watched(world, poller);
  await world.time.advance(20_000);
  const read = idsRead(world);
  // Some of what needs us was on its way before anything was on screen.
  const [screen, needy] = [ids.slice(10, 14), ids.slice(30)];
  for (const id of screen) expect(read.indexOf(id)).toBeLessThan(10);
  expect(new Set(read.slice(0, 14))).toEqual(new Set([...screen, ...needy]));
  expect(new Set(read).size).toBe(40);
  const known = told.find(({reading}) => (reading?.done ?? 0) > 0)?.reading?.since ?? 0;
  expect(Math.abs(known - until)).toBeLessThan(60_000);
  expect(world.store.row('1-100005')?.unread).toBe(1);
  expect(poller.status().reading).toBeUndefined();
  poller.stop();
});

test('what a person asks for is told at once, in the middle of the rest', async () => {
  const world = lively(createWorld());
  addTickets(world, 200, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  await world.time.until(() => world.store.counts().all === 200);
  await world.time.advance(2000);
  const last =
    [...world.service.tickets.keys()].find((id) => world.store.row(id)?.fetchedAt === undefined) ?? '';
  const told = watched(world, poller);
  const asked = world.time.elapsed;
  await Promise.all([poller.refresh(last), world.time.advance(400)]);
  const at = told.find(() => world.store.row(last)?.fetchedAt !== undefined)?.at ?? Infinity;
  expect(at - asked).toBeLessThan(400);
  poller.stop();
});

test('whoever asks for everything has every open ticket read again: the list, what is on screen, what needs us, the rest', async () => {
  const world = lively(createWorld());
  addTickets(world, 30, 'IN_PROGRESS');
  addTickets(world, 10, 'ACTION_REQUIRED');
  const {poller} = startPoller(world, {limits});
  const ids = [...world.service.tickets.keys()];
  poller.setVisible(ids.slice(10, 14));
  await world.time.advance(20_000);
  world.service.calls.length = 0;
  world.service.addNote('1-100005', 'Done.', 'RESOLUTION_NOTES');
  const told = watched(world, poller);
  const [left] = await Promise.all([poller.refreshOpen(), world.time.advance(8000)]);
  expect(left).toBe(36);
  const read = idsRead(world);
  expect(read.length).toBe(40);
  expect(new Set(read.slice(0, 4))).toEqual(new Set(ids.slice(10, 14)));
  expect(new Set(read.slice(4, 14))).toEqual(new Set(ids.slice(30)));
  expect(new Set(read).size).toBe(40);
  expect(told.some(({reading}) => reading?.total === 36)).toBe(true);
  expect(world.store.row('1-100005')?.unread).toBe(1);
  poller.stop();
});

test('asking for everything again and again reads it once', async () => {
  const world = lively(createWorld());
  addTickets(world, 60, 'IN_PROGRESS');
  const {poller} = startPoller(world, {limits});
  await world.time.advance(20_000);
  world.service.calls.length = 0;
  const asked = [0, 1, 2].map(() => poller.refreshOpen());
  await Promise.all([...asked, world.time.advance(20_000)]);
  expect(idsRead(world).length).toBe(60);
  poller.stop();
});
