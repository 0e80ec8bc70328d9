import {expect, test} from 'vitest';
import {asideState} from '../../../src/domain/aside-state.ts';
import type {Negotiation} from '../../../src/domain/orders/negotiation.ts';
import {ApiError, AppError} from '../../../src/errors.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {broken} from '../failures.ts';
import {createWorld, startPoller, type World} from '../support.ts';

const MINUTE = 60_000;
const ASKED = '1-204976070710';

function question({time}: World, minutes: number): Negotiation {
  const expires = new Date(time.clock.now() + minutes * MINUTE).toISOString();
  return {referenceId: toSafeText('4-1'), expires: toSafeText(expires)};
}

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ASKED, {status: 'ACTION_REQUIRED'});
  world.service.add('1-204976070711', {status: 'ACTION_REQUIRED'});
  world.service.add('1-204976070712', {status: 'IN_PROGRESS'});
  return world;
}

const askedFor = ({service}: World) =>
  service.calls.filter(({operation}) => operation === 'listNegotiations').map(({id}) => id);
const refused = () => new ApiError('forbidden', 'No.', {status: 403, sent: true});

test('only tickets that wait for the customer are asked about; where there is none it is asked again in an hour', async () => {
  const world = createTestWorld();
  world.service.negotiations.set(ASKED, [question(world, 30)]);
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  expect(askedFor(world).toSorted()).toEqual([ASKED, '1-204976070711']);
  expect(world.store.row(ASKED)?.respondBy).toBe(world.time.clock.now() + 29 * MINUTE);
  await world.time.advance(20 * MINUTE);
  expect(askedFor(world).filter((id) => id !== ASKED)).toHaveLength(1);
  expect(askedFor(world).length).toBeGreaterThan(5);
  // It was answered elsewhere.
  world.service.negotiations.set(ASKED, []);
  const reads = world.service.count('getTicket');
  await world.time.advance(4 * MINUTE);
  expect(world.store.row(ASKED)?.respondBy).toBeUndefined();
  // What became of it the ticket says: it is read at once.
  expect(world.service.count('getTicket')).toBeGreaterThan(reads);
  poller.stop();
});

test('without the permission none are read, said once; the list goes on', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => (operation === 'listNegotiations' ? {error: refused()} : undefined);
  const {poller} = startPoller(world);
  await world.time.advance(30 * MINUTE);
  expect(askedFor(world)).toHaveLength(1);
  expect(asideState(world.store, 'questions').off?.words).toMatch(/may not read/);
  expect(poller.status()).toMatchObject({error: undefined});
  poller.stop();
});

test('a refusal where others were read is about that ticket alone', async () => {
  const world = createTestWorld();
  world.service.negotiations.set(ASKED, [question(world, 300)]);
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  world.service.fault = (operation) => (operation === 'listNegotiations' ? {error: refused()} : undefined);
  await world.time.advance(10 * MINUTE);
  expect(asideState(world.store, 'questions').off).toBeUndefined();
  poller.stop();
});

test('a question that one empty answer hides is back within minutes', async () => {
  const world = createTestWorld();
  world.service.negotiations.set(ASKED, [question(world, 300)]);
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  world.service.negotiations.set(ASKED, []);
  await world.time.advance(3 * MINUTE);
  expect(world.store.row(ASKED)?.respondBy).toBeUndefined();
  world.service.negotiations.set(ASKED, [question(world, 296)]);
  await world.time.advance(4 * MINUTE);
  expect(world.store.row(ASKED)?.respondBy).toBeDefined();
  poller.stop();
});

test('what fails is tried again ever more rarely, and takes nothing from what is known', async () => {
  const world = createTestWorld();
  world.service.negotiations.set(ASKED, [question(world, 300)]);
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  world.service.fault = (operation) => (operation === 'listNegotiations' ? {error: broken()} : undefined);
  await world.time.advance(60 * MINUTE);
  expect(askedFor(world).length).toBeLessThan(15);
  expect(world.store.ticket(ASKED)?.negotiations?.list).toHaveLength(1);
  poller.stop();
});

test('what the store cannot keep is not asked for every moment', async () => {
  const world = createTestWorld();
  world.service.negotiations.set(ASKED, [question(world, 300)]);
  const putNegotiations = () => {
    throw new AppError('store', 'The disk is full.');
  };
  const {poller} = startPoller({...world, store: {...world.store, putNegotiations}});
  await world.time.advance(10 * MINUTE);
  expect(askedFor(world).length).toBeLessThan(8);
  poller.stop();
});
