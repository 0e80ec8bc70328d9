import {expect, test} from 'vitest';
import {killable} from '../killable.ts';
import {broken} from '../failures.ts';
import {createWorld, startOutbox, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ORDER);
  return world;
}

test.each([true, false])(
  'what a killed process was sending is decided by the next (arrived: %s)',
  async (hasArrived) => {
    const world = createTestWorld();
    world.service.fault = (operation) => (operation === 'addNote' ? {hang: true} : undefined);
    const process = killable(world);
    const first = startOutbox(process.world, {owner: 'dead'});
    first.outbox.send(note('a'));
    first.outbox.send(note('b'));
    await world.time.until(() => world.service.count('addNote') === 1);
    process.kill();
    world.service.fault = () => undefined;
    if (hasArrived) world.service.addNote(ORDER, 'a');
    const next = startOutbox(world, {owner: 'b', isOwnerGone: (owner) => owner === 'dead'});
    await world.time.advance(8000);
    expect(world.store.outbox().map(({state}) => state)).toEqual([hasArrived ? 'sent' : 'unknown', 'sent']);
    expect(world.service.notesOf(ORDER)).toEqual(hasArrived ? ['a', 'b'] : ['b']);
    await next.outbox.stop(0);
  },
);

test('where it cannot be seen that the process is gone, its lease runs out', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => (operation === 'addNote' ? {hang: true} : undefined);
  const process = killable(world);
  const first = startOutbox(process.world, {owner: 'elsewhere'});
  first.outbox.send(note('a'));
  await world.time.until(() => world.service.count('addNote') === 1);
  process.kill();
  world.service.fault = () => undefined;
  world.service.addNote(ORDER, 'a');
  const next = startOutbox(world, {owner: 'b'});
  await world.time.advance(20_000);
  expect(world.store.outbox()[0]).toMatchObject({state: 'sent'});
  await next.outbox.stop(0);
});

test('a process that was only stopped and goes on does not undo what the other found', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => (operation === 'addNote' ? {hang: true} : undefined);
  const process = killable(world);
  const first = startOutbox(process.world, {owner: 'stopped'});
  first.outbox.send(note('a'));
  await world.time.until(() => world.service.count('addNote') === 1);
  process.freeze();
  world.service.fault = () => undefined;
  const next = startOutbox(world, {owner: 'b'});
  await world.time.advance(MINUTE);
  expect(world.store.outbox()[0]).toMatchObject({state: 'unknown'});
  world.service.addNote(ORDER, 'a');
  process.thaw();
  next.outbox.retry(1);
  // The stopped one still waits for its answer, and may: then the note is found.
  await world.time.advance(2 * 3_600_000);
  expect(world.store.outbox()[0]).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['a']);
  await Promise.all([first.outbox.stop(0), world.time.advance(MINUTE)]);
  await next.outbox.stop(0);
});

test('two processes on one database send each note once and in order', async () => {
  const world = createTestWorld();
  const first = startOutbox(world, {owner: 'a'});
  const second = startOutbox(world, {owner: 'b'});
  const texts = Array.from({length: 10}, (_, index) => `note ${index}`);
  texts.forEach((text, index) => (index % 2 === 0 ? first : second).outbox.send(note(text)));
  const settled = second.outbox.settled(9);
  await world.time.advance(3 * MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(texts);
  expect(await settled).toMatchObject({state: 'sent'});
  await first.outbox.stop(0);
  await second.outbox.stop(0);
});

test('a process that goes on after another took its ticket over leaves the note alone that the other is sending', async () => {
  const world = createTestWorld();
  const process = killable(world);
  world.service.latencyMs = 5000;
  const first = startOutbox(process.world, {owner: 'stopped'});
  first.outbox.send(note('a'));
  await world.time.until(() => world.service.count('addNote') === 1);
  process.freeze();
  const next = startOutbox(world, {owner: 'b'});
  next.outbox.send(note('b'));
  await world.time.until(() => world.service.count('addNote') === 2);
  // What the first still has to do is over before the second has its answer.
  world.service.latencyMs = 10;
  process.thaw();
  await world.time.advance(1000);
  expect(world.store.outbox().map(({text, state}) => [text, state])).toEqual([
    ['a', 'sent'],
    ['b', 'sending'],
  ]);
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['a', 'b']);
  await Promise.all([first.outbox.stop(0), next.outbox.stop(0), world.time.advance(MINUTE)]);
});

test('a late refusal of an attempt that was taken over says nothing about the attempt that followed', async () => {
  const world = createTestWorld();
  const process = killable(world);
  world.service.fault = (operation) => (operation === 'addNote' ? {error: broken()} : undefined);
  const first = startOutbox(process.world, {owner: 'stopped'});
  const {id} = first.outbox.send(note('a'));
  await world.time.until(() => world.service.count('addNote') === 1);
  process.freeze();
  const next = startOutbox(world, {owner: 'b'});
  await world.time.advance(MINUTE);
  world.service.fault = () => undefined;
  world.service.latencyMs = 5000;
  next.outbox.retry(id);
  await world.time.until(() => world.service.count('addNote') === 2);
  process.thaw();
  await world.time.advance(1000);
  expect(world.store.outbox()[0]?.state).toBe('sending');
  await world.time.advance(MINUTE);
  expect(world.store.outbox()[0]?.state).toBe('sent');
  expect(world.service.notesOf(ORDER)).toEqual(['a']);
  await Promise.all([first.outbox.stop(0), next.outbox.stop(0), world.time.advance(MINUTE)]);
});
