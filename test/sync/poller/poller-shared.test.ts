import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openStore} from '../../../src/store/open-store.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {settle} from '../fake-time.ts';
import {addTickets, createWorld, startPoller} from '../support.ts';

const MINUTE = 60_000;

test('of two on one database one polls and both notice; when it ends the other takes over', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const first = startPoller(world, {owner: 'a'});
  const second = startPoller(world, {owner: 'b'});
  let noticed = 0;
  second.poller.subscribe(() => (noticed += 1));
  await world.time.advance(5 * MINUTE);
  expect(world.service.count('searchOrders')).toBeLessThanOrEqual(6);
  expect(noticed).toBeGreaterThan(0);
  expect(second.poller.status().listAt).toBe(first.poller.status().listAt);
  first.poller.stop();
  world.service.calls.length = 0;
  await world.time.advance(2 * MINUTE);
  expect(world.service.count('searchOrders')).toBeGreaterThanOrEqual(1);
  second.poller.stop();
});

test('what is new is told by one of two, also where a third process reads it', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const first = startPoller(world, {owner: 'a'});
  const second = startPoller(world, {owner: 'b'});
  await world.time.advance(2 * MINUTE);
  const news: string[] = [];
  for (const {poller} of [first, second])
    poller.onChanges((changes) => news.push(...changes.flatMap(({items}) => items)));
  const stored = world.store.ticket('1-100001');
  if (stored === undefined) throw new Error('not read');
  const note = {id: toSafeText('n1'), text: toSafeText('On our way.'), type: toSafeText('RESOLUTION_NOTES')};
  world.store.putTicket({...stored.ticket, notes: [note]}, '{}', world.time.clock.now());
  await world.time.advance(5000);
  expect(news).toEqual(['note:n1']);
  first.poller.stop();
  second.poller.stop();
});

test('the lease of a process that was killed is taken at once where it is seen to be gone', async () => {
  const world = createWorld();
  world.store.tryLease('poller', 'dead', 45_000, world.time.clock.now());
  world.store.setMeta('poller.holder', 'dead');
  const {poller} = startPoller(world, {isOwnerGone: (owner) => owner === 'dead'});
  await world.time.advance(1000);
  expect(world.service.count('searchOrders')).toBe(1);
  poller.stop();
});

test('that the lease goes on is no news: nobody reads the list anew for it', async () => {
  const world = createWorld();
  const folder = mkdtempSync(join(tmpdir(), 'lease-'));
  const stores = [0, 1].map(() => openStore({file: join(folder, 'default.db')}));
  const pollers = stores.map(
    (store, index) => startPoller({...world, store}, {owner: `console ${index}`}).poller,
  );
  await world.time.advance(1000);
  world.service.fault = () => ({hang: true});
  await world.time.advance(2 * MINUTE);
  let heard = 0;
  for (const poller of pollers) poller.subscribe(() => (heard += 1));
  await world.time.advance(2 * MINUTE);
  expect(heard).toBe(0);
  for (const one of [...pollers.map((poller) => ({close: () => poller.stop()})), ...stores]) one.close();
});

test('stopping ends requests, timers and the status; it can be started again', async () => {
  const world = createWorld();
  addTickets(world, 30, 'IN_PROGRESS');
  const {poller, gate} = startPoller(world);
  await world.time.advance(2050);
  const asked = poller.refresh('1-100000').catch((error: unknown) => error);
  poller.stop();
  gate.clear();
  await settle();
  expect(await asked).toMatchObject({kind: 'cancelled'});
  expect(world.service.underWay).toBe(0);
  expect(world.time.timerCount).toBe(0);
  expect(poller.status().state).toBe('stopped');
  await expect(poller.refresh('1-100000')).rejects.toMatchObject({kind: 'cancelled'});
  const {length} = world.service.calls;
  poller.start();
  await world.time.advance(MINUTE + 5000);
  expect(world.service.calls.length).toBeGreaterThan(length);
  expect(poller.status().state).toBe('idle');
  poller.stop();
});

test('a ticket that nobody waits for any more is not read to its end; one of two who leaves stops nothing', async () => {
  const world = createWorld();
  addTickets(world, 2, 'IN_PROGRESS');
  const {poller} = startPoller(world);
  await world.time.advance(30_000);
  world.service.fault = () => ({hang: true});
  const [first, second] = [new AbortController(), new AbortController()];
  const gone = poller.refresh('1-100000', first.signal).catch((error: unknown) => error);
  const stays = poller.refresh('1-100000', second.signal).catch((error: unknown) => error);
  await world.time.advance(1000);
  expect(world.service.underWay).toBe(1);
  first.abort();
  await settle();
  expect(await gone).toMatchObject({kind: 'cancelled'});
  expect(world.service.underWay).toBe(1);
  second.abort();
  await settle();
  await stays;
  expect(world.service.underWay).toBe(0);
  expect(poller.status().error).toBeUndefined();
  // Who comes back gets a reading of its own.
  world.service.fault = () => undefined;
  await Promise.all([poller.refresh('1-100000'), world.time.advance(2000)]);
  poller.stop();
});
