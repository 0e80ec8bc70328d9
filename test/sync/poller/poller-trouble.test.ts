import {expect, test} from 'vitest';
import {AppError} from '../../../src/errors.ts';
import {broken, limited, networkDown, notFound, refused} from '../failures.ts';
import {addTickets, createWorld, idsRead, startPoller} from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('one ticket that is missing or broken does not stop the rest, and is not asked for all the time', async () => {
  const world = createWorld();
  addTickets(world, 5, 'IN_PROGRESS');
  const fates: Record<string, ReturnType<typeof notFound>> = {'1-100001': notFound(), '1-100002': broken()};
  world.service.fault = (operation, id) =>
    operation === 'getTicket' && fates[id] ? {error: fates[id]} : undefined;
  const {poller} = startPoller(world);
  await world.time.advance(HOUR + 5000);
  for (const id of ['1-100000', '1-100003', '1-100004']) expect(world.store.row(id)?.fetchedAt).toBeDefined();
  expect(idsRead(world).filter((id) => id === '1-100001').length).toBeLessThanOrEqual(6);
  expect(poller.status()).toMatchObject({state: 'idle', error: undefined});
  await expect(Promise.all([poller.refresh('1-100001'), world.time.advance(1000)])).rejects.toMatchObject({
    kind: 'not-found',
  });
  poller.stop();
});

test('a 429 waits as told, with the time of the next try', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  await world.time.advance(30_000);
  world.service.fault = () => ({error: limited(5 * MINUTE)});
  await world.time.until(() => poller.status().state === 'waiting');
  const {length} = world.service.calls;
  expect(poller.status().nextAt).toBe(world.time.clock.now() + 5 * MINUTE);
  expect(poller.status().error?.kind).toBe('rate-limited');
  world.service.fault = () => undefined;
  await world.time.advance(5 * MINUTE - 1);
  expect(world.service.calls).toHaveLength(length);
  await world.time.advance(2000);
  expect(world.service.calls.length).toBeGreaterThan(length);
  expect(poller.status()).toMatchObject({state: 'idle', error: undefined});
  poller.stop();
});

test('a dead network keeps what is known, says so, tries ever more rarely and catches up when it is back', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  await world.time.advance(30_000);
  const {listAt} = poller.status();
  world.service.fault = () => ({error: networkDown()});
  await world.time.advance(2 * MINUTE);
  expect(poller.status()).toMatchObject({state: 'offline', listAt, error: {kind: 'network'}});
  expect(poller.status().nextAt).toBeGreaterThan(world.time.clock.now());
  world.service.calls.length = 0;
  await world.time.advance(HOUR);
  expect(world.service.calls.length).toBeLessThan(100);
  expect(world.store.counts().all).toBe(3);
  world.service.fault = () => undefined;
  await world.time.advance(MINUTE + 5000);
  expect(poller.status()).toMatchObject({state: 'idle', error: undefined});
  expect(poller.status().listAt).toBeGreaterThan(listAt ?? 0);
  poller.stop();
});

test('offline, a change of the network or the user ends the wait', async () => {
  const world = createWorld();
  let network = 'none';
  const {poller} = startPoller(world, {networkKey: () => network});
  world.service.fault = () => ({error: networkDown()});
  await world.time.advance(10 * MINUTE);
  await world.time.until(() => (poller.status().nextAt ?? 0) - world.time.clock.now() > 40_000);
  world.service.calls.length = 0;
  network = 'vpn';
  await world.time.advance(4000);
  expect(world.service.calls.length).toBeGreaterThan(0);
  expect(poller.status().state).toBe('offline');
  world.service.fault = () => undefined;
  const asked = poller.refreshAll();
  await world.time.advance(1000);
  await asked;
  expect(poller.status().state).toBe('idle');
  poller.stop();
});

test('a refused credential is one request, however long one waits; the user may try again', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  world.service.fault = () => ({error: refused()});
  const {poller} = startPoller(world);
  poller.setVisible(['1-100000', '1-100001']);
  await world.time.advance(24 * HOUR);
  expect(world.service.calls).toHaveLength(1);
  expect(poller.status()).toMatchObject({state: 'refused', error: {kind: 'auth'}, nextAt: undefined});
  await expect(poller.refresh('1-100000')).rejects.toMatchObject({kind: 'auth'});
  await expect(Promise.all([poller.refreshAll(), world.time.advance(5000)])).rejects.toMatchObject({
    kind: 'auth',
  });
  expect(world.service.calls).toHaveLength(2);
  world.service.fault = () => undefined;
  await Promise.all([poller.retry(), world.time.advance(5000)]);
  expect(poller.status()).toMatchObject({state: 'idle', error: undefined});
  expect(world.store.row('1-100000')?.fetchedAt).toBeDefined();
  poller.stop();
});

test('a list that is forbidden does not stop the details', async () => {
  const world = createWorld();
  addTickets(world, 1, 'IN_PROGRESS');
  world.service.fault = (operation) => (operation === 'searchOrders' ? {error: notFound()} : undefined);
  const {poller} = startPoller(world);
  poller.setVisible(['1-100000']);
  await world.time.advance(HOUR);
  expect(world.store.row('1-100000')?.fetchedAt).toBeDefined();
  expect(world.service.count('searchOrders')).toBeLessThanOrEqual(13);
  expect(poller.status().error?.kind).toBe('not-found');
  poller.stop();
});

test('after a sleep everything due is read at once', async () => {
  const world = createWorld();
  addTickets(world, 2, 'IN_PROGRESS');
  const {poller} = startPoller(world, {listMs: HOUR});
  await world.time.advance(MINUTE);
  world.service.calls.length = 0;
  world.time.shiftClock(20 * MINUTE);
  await world.time.advance(4000);
  expect(world.service.count('searchOrders')).toBe(1);
  expect(idsRead(world).toSorted()).toEqual(['1-100000', '1-100001']);
  poller.stop();
});

test('a clock that is set back stalls nothing and hurries nothing', async () => {
  const world = createWorld();
  addTickets(world, 2, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  poller.setVisible(['1-100000']);
  await world.time.advance(30 * MINUTE);
  world.service.calls.length = 0;
  world.time.shiftClock(-5 * HOUR);
  await world.time.advance(30 * MINUTE);
  expect(world.service.count('searchOrders')).toBeGreaterThanOrEqual(29);
  expect(world.service.count('searchOrders')).toBeLessThanOrEqual(33);
  const reads = idsRead(world);
  expect(reads.filter((id) => id === '1-100000').length).toBeGreaterThanOrEqual(28);
  expect(reads.filter((id) => id === '1-100001').length).toBeGreaterThanOrEqual(3);
  expect(reads.length).toBeLessThanOrEqual(40);
  poller.stop();
});

test('a ticket that cannot be stored is said, and not read again and again', async () => {
  const world = createWorld();
  addTickets(world, 2, 'IN_PROGRESS');
  const {putTicket} = world.store;
  const store = {
    ...world.store,
    putTicket: (...read: Parameters<typeof putTicket>) => {
      if (read[0].id === '1-100000') throw new AppError('store', 'The disk is full.');
      return putTicket(...read);
    },
  };
  const {poller} = startPoller({...world, store});
  const errors = new Set<string | undefined>();
  poller.subscribe(() => errors.add(poller.status().error?.kind));
  await world.time.advance(10 * MINUTE);
  expect(errors).toContain('store');
  expect(idsRead(world).filter((id) => id === '1-100000').length).toBeLessThanOrEqual(6);
  expect(world.store.row('1-100001')?.fetchedAt).toBeDefined();
  poller.stop();
});
