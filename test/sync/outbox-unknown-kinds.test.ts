import {expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {broken, createWorld, startOutbox, type Fault, type Operation, type World} from './support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

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
    const {id} = outbox.send({
      kind: 'create',
      ticketId: '',
      text: 'Power is out',
      extra: '{"code":"0002-0000"}',
    });
    await world.time.advance(2 * 3_600_000);
    const item = await outbox.settled(id);
    expect(item).toMatchObject({state});
    if (state === 'sent') expect(world.store.tracked()).toEqual([item.remoteId]);
    else expect(item.error).toContain('order history');
    expect(world.service.count('createTicket')).toBe(1);
    await outbox.stop(0);
  }
});

test('two identical tickets of which one answer is lost are two', async () => {
  const world = createTestWorld();
  failOnce(world, 'createTicket', {lost: true});
  const {outbox} = startOutbox(world);
  const create = {kind: 'create' as const, ticketId: '', text: 'Power is out', extra: '{"code":"0002-0000"}'};
  outbox.send(create);
  outbox.send(create);
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
