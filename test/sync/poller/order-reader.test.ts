import {expect, test} from 'vitest';
import {asideState} from '../../../src/domain/aside-state.ts';
import {ApiError, AppError} from '../../../src/errors.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {createWorld, startOutbox, startPoller, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-210476070101';
const TICKET = '1-204976070710';

function orderWorld(): World {
  const world = createWorld();
  world.service.add(TICKET);
  world.service.add(ORDER, {kind: 'SMART_HANDS', category: toSafeText('Smart Hands')});
  return world;
}

const orders = {everyMs: 5 * MINUTE};

test('orders are read where they are wanted alone, each by the operation of its own', async () => {
  const world = orderWorld();
  const {poller} = startPoller(world);
  await world.time.advance(MINUTE);
  expect(world.store.row(ORDER)).toBeUndefined();
  expect(world.service.count('getOrder')).toBe(0);
  poller.stop();

  const {poller: wanting} = startPoller(world, {orders, owner: 'host/1/b'});
  await world.time.advance(MINUTE);
  expect(world.store.row(ORDER)).toMatchObject({kind: 'SMART_HANDS', turn: 'them'});
  const asked = world.service.calls.filter(({operation}) => /^get(Ticket|Order)$/.test(operation));
  expect(asked.filter(({id}) => id === ORDER).map(({operation}) => operation)).toContain('getOrder');
  expect(asked.filter(({id}) => id === ORDER).map(({operation}) => operation)).not.toContain('getTicket');
  expect(asked.filter(({id}) => id === TICKET).map(({operation}) => operation)).not.toContain('getOrder');
  wanting.stop();
});

test('what comes with the first list of orders is no news; one that comes later is', async () => {
  const world = orderWorld();
  const {poller} = startPoller(world, {orders});
  const told: string[] = [];
  poller.onChanges((changes) => told.push(...changes.map(({id}) => id)));
  await world.time.advance(MINUTE);
  expect(told).not.toContain(ORDER);
  expect(world.store.row(ORDER)?.unread).toBe(0);
  const created = toSafeText(new Date(world.time.clock.now()).toISOString());
  world.service.add('1-210476070999', {kind: 'SHIPMENT', createdDateTime: created});
  await world.time.advance(6 * MINUTE);
  expect(told).toContain('1-210476070999');
  poller.stop();
});

test('without the permission orders are off for hours, and nothing else notices', async () => {
  const world = orderWorld();
  const {api} = world.service;
  let refusals = 0;
  const refusing = {
    ...api,
    searchOrders: (...[search, options]: Parameters<typeof api.searchOrders>) => {
      if (search.productTypes?.includes('TROUBLE') !== false) return api.searchOrders(search, options);
      refusals += 1;
      return Promise.reject(new ApiError('forbidden', 'You may not.', {status: 403, sent: true}));
    },
  };
  const {poller} = startPoller(world, {orders, api: refusing});
  await world.time.advance(60 * MINUTE);
  expect(refusals).toBe(1);
  expect(poller.status().error).toBeUndefined();
  expect(asideState(world.store, 'orders').off?.words).toContain('You may not.');
  poller.stop();
});

test('what the list of tickets has stays a ticket, whatever the list of orders calls it', async () => {
  const world = createWorld();
  world.service.add(TICKET, {kind: 'UNKNOWN'});
  const {api} = world.service;
  const lying = {
    ...api,
    searchOrders: async (...[search, options]: Parameters<typeof api.searchOrders>) => {
      const page = await api.searchOrders({...search, productTypes: ['TROUBLE']}, options);
      const isOrders = search.productTypes?.includes('TROUBLE') === false;
      return isOrders
        ? {...page, tickets: page.tickets.map((row) => ({...row, kind: 'ORDER' as const}))}
        : page;
    },
  };
  const {poller} = startPoller(world, {orders, api: lying});
  await world.time.advance(20 * MINUTE);
  expect(world.store.row(TICKET)?.kind).toBe('TROUBLE');
  poller.stop();
});

test('nothing is ever queued for an order', async () => {
  const world = orderWorld();
  const {poller} = startPoller(world, {orders});
  await world.time.advance(MINUTE);
  const {outbox} = startOutbox(world);
  for (const kind of ['note', 'reply', 'cancel'] as const) {
    expect(() => outbox.send({kind, ticketId: ORDER, text: 'Please hurry.'})).toThrow(AppError);
  }
  expect(world.store.outbox()).toEqual([]);
  poller.stop();
  await outbox.stop(0);
});

test('orders that are not wanted any more leave the list, and what was read of the tickets stays', async () => {
  const world = orderWorld();
  const {poller} = startPoller(world, {orders});
  await world.time.advance(MINUTE);
  poller.stop();
  world.store.forgetOrders();
  expect(world.store.row(ORDER)).toBeUndefined();
  expect(world.store.counts().all).toBe(1);
  expect(world.store.search('Smart Hands', 10)).toEqual([]);
  const {poller: again} = startPoller(world, {orders, owner: 'host/1/b'});
  await world.time.advance(MINUTE);
  expect(world.store.row(ORDER)?.kind).toBe('SMART_HANDS');
  again.stop();
});
