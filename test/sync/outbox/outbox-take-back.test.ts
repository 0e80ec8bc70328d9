import {expect, test} from 'vitest';
import {networkDown} from '../failures.ts';
import {createWorld, startOutbox} from '../support.ts';

const TICKET = '11150929';
const WAIT_MS = 3000;

function createTestWorld() {
  const world = createWorld();
  world.service.add(TICKET);
  return world;
}

const note = (text: string, takeBackMs?: number) => ({
  kind: 'note' as const,
  ticketId: TICKET,
  text,
  ...(takeBackMs === undefined ? {} : {takeBackMs}),
});

test('what can be taken back goes out once its time is over, and not before', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('Second thoughts?', WAIT_MS));
  await world.time.advance(WAIT_MS - 100);
  expect(world.service.calls.filter(({operation}) => operation === 'addNote')).toEqual([]);
  await world.time.advance(1000);
  expect(world.service.notesOf(TICKET)).toEqual(['Second thoughts?']);
  await outbox.stop(0);
});

test('taken back it is a draft again, and is never sent', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('To nobody.', WAIT_MS));
  await world.time.advance(1000);
  outbox.withdraw(id);
  expect(world.store.draft(TICKET, 'note')?.text).toBe('To nobody.');
  await world.time.advance(60_000);
  expect(world.service.notesOf(TICKET)).toEqual([]);
  await outbox.stop(0);
});

test('too late it is said, and the text is on the ticket once and in no draft', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('Gone.', WAIT_MS));
  await world.time.advance(WAIT_MS + 2000);
  expect(() => outbox.withdraw(id)).toThrow(/It was sent already/);
  expect(world.store.draft(TICKET, 'note')).toBeUndefined();
  expect(world.service.notesOf(TICKET)).toEqual(['Gone.']);
  await outbox.stop(0);
});

test('quitting sends it at once', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('Before I go.', WAIT_MS));
  const stopped = outbox.stop(2000);
  await world.time.advance(5000);
  await stopped;
  expect(world.service.notesOf(TICKET)).toEqual(['Before I go.']);
});

test('what a killed console left goes out by the next process, which need not know of it', async () => {
  const world = createTestWorld();
  // Of the killed one nothing is left but the row in the database.
  startOutbox(world).outbox.send(note('Left behind.', WAIT_MS));
  const {outbox: next} = startOutbox(world);
  await world.time.advance(WAIT_MS + 3000);
  expect(world.service.notesOf(TICKET)).toEqual(['Left behind.']);
  await next.stop(0);
});

test('a command does not wait, and the order of a ticket stays', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('first', WAIT_MS));
  outbox.send(note('second'));
  await world.time.advance(1500);
  expect(world.service.notesOf(TICKET)).toEqual(['first', 'second']);
  await outbox.stop(0);
});

test('two that wait go out in their order', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('first', WAIT_MS));
  await world.time.advance(2000);
  outbox.send(note('second', WAIT_MS));
  await world.time.advance(2000);
  expect(world.service.notesOf(TICKET)).toEqual(['first']);
  await world.time.advance(3000);
  expect(world.service.notesOf(TICKET)).toEqual(['first', 'second']);
  await outbox.stop(0);
});

test('a clock that was set back holds nothing for longer than a minute', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('Written before.', WAIT_MS));
  world.time.shiftClock(-86_400_000);
  await world.time.advance(5000);
  expect(world.service.notesOf(TICKET)).toEqual(['Written before.']);
  await outbox.stop(0);
});

test('where the service is away it waits on as everything does, and can still be taken back', async () => {
  const world = createTestWorld();
  world.service.fault = () => ({error: networkDown()});
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('Later.', WAIT_MS));
  await world.time.advance(20_000);
  outbox.withdraw(id);
  expect(world.store.draft(TICKET, 'note')?.text).toBe('Later.');
  world.service.fault = () => undefined;
  await world.time.advance(60_000);
  expect(world.service.notesOf(TICKET)).toEqual([]);
  await outbox.stop(0);
});
