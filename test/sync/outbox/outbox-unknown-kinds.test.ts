import {expect, test} from 'vitest';
import type {OrderPage} from '../../../src/api/api.ts';
import {AppError} from '../../../src/errors.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {broken, notFound, unanswered} from '../failures.ts';
import {createWorld, startOutbox, type Fault, type Operation, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

const CREATE = {kind: 'create' as const, ticketId: '', text: 'Power is out', extra: '{"code":"0002-0000"}'};

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ORDER);
  return world;
}

/** The first call of `operation` meets this fault. */
function failOnce({service}: World, operation: Operation, fault: Fault): void {
  let isOver = false;
  service.fault = (asked) => {
    if (asked !== operation || isOver) return undefined;
    isOver = true;
    return fault;
  };
}

test('a gateway that lost the answer makes it unknown, not failed', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => {
    if (operation !== 'addNote') return undefined;
    world.service.addNote(ORDER, 'x');
    return {error: broken(504)};
  };
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('a wrong clock on this machine does not hide the note', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {lost: true});
  const {outbox} = startOutbox({
    ...world,
    time: Object.assign(Object.create(world.time), {
      clock: {now: () => world.time.clock.now() + 5 * 3_600_000},
    }),
  });
  const {id} = outbox.send(note('x'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  await outbox.stop(0);
});

test('whether a cancellation happened is seen at the status', async () => {
  for (const [fault, state] of [
    [{lost: true}, 'sent'],
    [{hang: true}, 'unknown'],
  ] as [Fault, string][]) {
    const world = createTestWorld();
    failOnce(world, 'cancelTicket', fault);
    const {outbox} = startOutbox(world);
    const {id} = outbox.send({kind: 'cancel', ticketId: ORDER, text: 'Duplicate'});
    await world.time.advance(2 * 3_600_000);
    expect(await outbox.settled(id)).toMatchObject({state});
    await outbox.stop(0);
  }
});

test('whether a ticket was created is seen in order history', async () => {
  for (const [fault, state] of [
    [{lost: true}, 'sent'],
    [{hang: true}, 'unknown'],
  ] as [Fault, string][]) {
    const world = createTestWorld();
    world.service.create({code: '0002-0000', description: 'Power is out'});
    failOnce(world, 'createTicket', fault);
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(CREATE);
    await world.time.advance(2 * 3_600_000);
    const item = await outbox.settled(id);
    expect(item).toMatchObject({state});
    if (state === 'sent') expect(world.store.tracked()).toEqual([item.remoteId]);
    else expect(item.error).toContain('order history');
    expect(world.service.count('createTicket')).toBe(1);
    await outbox.stop(0);
  }
});

/** The ticket is created beside `count` others, whose pages `change` alters; the answer is lost. */
async function createdAmong(world: World, count: number, change: (page: OrderPage) => OrderPage) {
  const {api} = world.service;
  const honest = api.searchOrders;
  api.searchOrders = async (...args) => change(await honest(...args));
  failOnce(world, 'createTicket', {lost: true});
  const {outbox} = startOutbox(world, {limits: {atOnce: 6, perSecond: 1000}});
  for (let i = 0; i < count; i += 1) world.service.create({code: '0002-0000', description: `Other ${i}`});
  const {id} = outbox.send(CREATE);
  await world.time.advance(MINUTE);
  return {item: await outbox.settled(id), outbox};
}

test('a service that does not sort order history as asked: the ticket is found on its last page', async () => {
  const world = createTestWorld();
  for (let i = 0; i < 250; i += 1) {
    const createdDateTime = toSafeText(new Date(world.time.clock.now() - i * 86_400_000).toISOString());
    world.service.add(`1-${300_000 + i}`, {createdDateTime});
  }
  const {api} = world.service;
  const honest = api.searchOrders;
  // The oldest first, but for one.
  api.searchOrders = async ({page = 0, ...search}, options) => {
    const all = await Promise.all([0, 1].map((number) => honest({...search, page: number}, options)));
    const rows = all.flatMap(({tickets}) => tickets).toReversed();
    const mixed = [...rows.slice(100, 101), ...rows.slice(0, 100), ...rows.slice(101)];
    return {
      tickets: mixed.slice(page * 200, page * 200 + 200),
      page,
      totalPages: 2,
      totalElements: mixed.length,
    };
  };
  const {item, outbox} = await createdAmong(world, 0, (page) => page);
  expect(item).toMatchObject({state: 'sent'});
  expect(world.service.count('createTicket')).toBe(1);
  await outbox.stop(0);
});

test('a list of tickets that repeats its first page says nothing of what it does not show', async () => {
  const world = createTestWorld();
  let first: OrderPage | undefined;
  const {item, outbox} = await createdAmong(world, 300, (page) => {
    // What was created while nobody looked is never shown.
    first ??= {...page, totalPages: 1e9, totalElements: 2e11};
    return first;
  });
  expect(item).toMatchObject({
    state: 'unknown',
    error: expect.stringContaining('It cannot be looked for: The list was ended early'),
  });
  const asked = world.service.count('searchOrders');
  expect(asked).toBeLessThan(12);
  expect(world.service.count('createTicket')).toBe(1);
  await outbox.stop(0);
});

test('another new ticket that cannot be read does not hide the one that was created', async () => {
  for (const isThere of [true, false]) {
    const world = createTestWorld();
    let isOver = false;
    world.service.fault = (operation, id) => {
      if (operation === 'getTicket' && world.service.tickets.get(id)?.description === 'Other')
        return {error: notFound()};
      if (operation !== 'createTicket' || isOver) return undefined;
      isOver = true;
      if (isThere) world.service.create({code: '0002-0000', description: 'Power is out'});
      world.service.create({code: '0002-0000', description: 'Other'});
      return {error: unanswered()};
    };
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(CREATE);
    await world.time.advance(MINUTE);
    expect(await outbox.settled(id)).toMatchObject(
      isThere
        ? {state: 'sent'}
        : {state: 'unknown', error: expect.stringContaining('It cannot be looked for: No such ticket.')},
    );
    expect(world.service.count('createTicket')).toBe(1);
    await outbox.stop(0);
  }
});

test('two identical tickets of which one answer is lost are two', async () => {
  const world = createTestWorld();
  failOnce(world, 'createTicket', {lost: true});
  const {outbox} = startOutbox(world);
  outbox.send(CREATE);
  outbox.send(CREATE);
  await world.time.advance(MINUTE);
  const ids = world.store.outbox(['sent']).map(({remoteId}) => remoteId);
  expect(new Set(ids).size).toBe(2);
  expect(world.service.count('createTicket')).toBe(2);
  await outbox.stop(0);
});

test('what cannot be stored is still believed: the note is not sent again', async () => {
  const world = createTestWorld();
  const store = {
    ...world.store,
    putTicket: () => {
      throw new AppError('store', 'The disk is full.');
    },
  };
  failOnce(world, 'addNote', {lost: true});
  const {outbox} = startOutbox({...world, store});
  const {id} = outbox.send(note('x'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});
