import {expect, test} from 'vitest';
import {isLookedFor} from '../../../src/domain/outbox-before.ts';
import {networkDown, notFound} from '../failures.ts';
import {createWorld, startOutbox, startPoller, type Fault, type Operation, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const CASE = '11150929';
const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ORDER);
  world.service.add(CASE);
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

test.each([ORDER, CASE])(
  'a note on %s whose answer was lost is found, and not sent again',
  async (ticketId) => {
    const world = createTestWorld();
    failOnce(world, 'addNote', {lost: true});
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(note('x', ticketId));
    await world.time.advance(MINUTE);
    expect(await outbox.settled(id)).toMatchObject({state: 'sent', remoteId: 'N-1', error: undefined});
    expect(world.service.notesOf(ticketId)).toEqual(['x']);
    expect(world.service.count('addNote')).toBe(1);
    await outbox.stop(0);
  },
);

test('one that did not arrive stays unknown with words, until the user sends it again', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {hang: true});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.until(() => world.service.count('addNote') === 1);
  expect(() => outbox.retry(id)).toThrow(/being sent/);
  await world.time.advance(3_600_000);
  expect(() => outbox.withdraw(id)).toThrow(/still being looked up/);
  await world.time.advance(MINUTE);
  const item = await outbox.settled(id);
  expect(item).toMatchObject({
    state: 'unknown',
    error: expect.stringContaining('not found on the ticket'),
    text: 'x',
  });
  expect(isLookedFor(item)).toBe(true);
  await world.time.advance(60 * MINUTE);
  expect(world.service.count('addNote')).toBe(1);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('it is looked for twice, so that an effect some seconds late is seen', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {late: 4000});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('an effect that comes even later is noticed by the next read of the ticket, without sending', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {late: 3 * MINUTE});
  const {outbox} = startOutbox(world);
  const {poller} = startPoller(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(2 * MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'unknown'});
  await world.time.advance(15 * MINUTE);
  expect(world.store.outbox()[0]).toMatchObject({state: 'sent'});
  expect(world.service.count('addNote')).toBe(1);
  poller.stop();
  await outbox.stop(0);
});

test('a retry looks once more before it sends', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {late: 3 * MINUTE});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(2 * MINUTE);
  await world.time.advance(2 * MINUTE);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('two identical notes sent on purpose both arrive, whichever answers are lost', async () => {
  for (const faults of [
    [undefined, {lost: true}],
    [{lost: true}, undefined],
    [{lost: true}, {lost: true}],
  ] as Fault[][]) {
    for (const noteIds of [true, false]) {
      const world = createTestWorld();
      world.service.noteIds = noteIds;
      const left = [...faults];
      world.service.fault = (operation) => (operation === 'addNote' ? left.shift() : undefined);
      const {outbox} = startOutbox(world);
      outbox.send(note('ping'));
      outbox.send(note('ping'));
      await world.time.advance(MINUTE);
      expect(world.store.outbox().map(({state}) => state)).toEqual(['sent', 'sent']);
      expect(world.service.notesOf(ORDER)).toEqual(['ping', 'ping']);
      await outbox.stop(0);
    }
  }
});

test('a second identical note that got lost is not taken for the first', async () => {
  const world = createTestWorld();
  const faults: Fault[] = [undefined, {error: networkDown()}, {hang: true}];
  world.service.fault = (operation) => (operation === 'addNote' ? faults.shift() : undefined);
  const {outbox} = startOutbox(world);
  outbox.send(note('ping'));
  const {id} = outbox.send(note('ping'));
  await world.time.advance(2 * 3_600_000);
  expect(await outbox.settled(id)).toMatchObject({state: 'unknown'});
  await outbox.stop(0);
});

test('a service that trims and encodes is seen through', async () => {
  const world = createTestWorld();
  world.service.normalise = (text) =>
    text.trim().replaceAll('&', '&amp;').replaceAll('\n', '<br>').replaceAll(/ +/g, ' ');
  failOnce(world, 'addNote', {lost: true});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('A  &  B\nC'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  await outbox.stop(0);
});

test('while the ticket cannot be reached the answer stays open, and comes with the network', async () => {
  const world = createTestWorld();
  failOnce(world, 'addNote', {lost: true});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.until(() => world.service.notesOf(ORDER).length === 1);
  world.service.fault = () => ({error: networkDown()});
  await world.time.advance(30 * MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'unknown'});
  world.service.fault = () => undefined;
  await world.time.advance(2 * MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  await outbox.stop(0);
});

test('a ticket that alone cannot be read leaves it unknown, says so, and does not hold up the next note for ever', async () => {
  const world = createTestWorld();
  let isFirst = true;
  world.service.fault = (operation) => {
    if (operation === 'getTicket') return {error: notFound()};
    if (!isFirst) return undefined;
    isFirst = false;
    return {lost: true};
  };
  const {outbox} = startOutbox(world);
  const first = outbox.send(note('x'));
  const second = outbox.send(note('y'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(first.id)).toMatchObject({
    state: 'unknown',
    error: expect.stringContaining('No such ticket'),
  });
  expect(await outbox.settled(second.id)).toMatchObject({state: 'sent'});
  await outbox.stop(0);
});
