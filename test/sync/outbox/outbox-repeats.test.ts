import {expect, test} from 'vitest';
import {AppError, type ApiError} from '../../../src/errors.ts';
import {isLookedFor} from '../../../src/domain/outbox-before.ts';
import {broken, limited, networkDown, notFound, renewed, unanswered} from '../failures.ts';
import {createWorld, startOutbox, type Operation, type World} from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ORDER = '1-204976070710';
const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ORDER);
  return world;
}

/** Every sending takes effect and is answered with this error. */
function keptButRefused({service}: World, error: () => Error): void {
  service.fault = (operation) => {
    if (operation !== 'addNote') return undefined;
    service.addNote(ORDER, 'x');
    return {error: error() as ApiError};
  };
}

/** Hours go by, of which the timers see a few seconds each: beats every two seconds would take long. */
async function hours({time}: World, count: number): Promise<void> {
  for (let hour = 0; hour < count; hour += 1) {
    await time.advance(5000);
    time.shiftClock(HOUR - 5000);
    await time.advance(5000);
  }
}

function fail({service}: World, failing: Operation, error: () => ApiError): void {
  service.fault = (operation) => (operation === failing ? {error: error()} : undefined);
}

test.each([
  ['a 429', () => limited()],
  ['a 429 that asks for no pause', () => limited(0)],
  ['a 401', renewed],
  ['a 500', () => broken()],
  ['a 503', () => broken(503)],
])('a note that took effect and was answered with %s is found, and there once', async (_what, error) => {
  const world = createTestWorld();
  keptButRefused(world, error);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(10 * MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent', remoteId: 'N-1'});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test.each([
  ['limited', () => limited()],
  ['refused with an old token', renewed],
])(
  "what is %s again and again goes out three times, each after a look, and then is the user's",
  async (_what, error) => {
    const world = createTestWorld();
    fail(world, 'addNote', error);
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(note('x'));
    await world.time.advance(10 * MINUTE);
    const item = await outbox.settled(id);
    expect(item).toMatchObject({state: 'unknown', error: expect.stringContaining('Sent 3 times')});
    expect(isLookedFor(item)).toBe(true);
    const calls = world.service.calls.map(({operation}) => operation).slice(0, 6);
    expect(calls).toEqual(['getTicket', 'addNote', 'getTicket', 'addNote', 'getTicket', 'addNote']);
    expect(world.service.count('addNote')).toBe(3);
    world.service.fault = () => undefined;
    outbox.retry(id);
    await world.time.advance(MINUTE);
    expect(world.service.notesOf(ORDER)).toEqual(['x']);
    await outbox.stop(0);
  },
);

test('a token that is refused once costs one look and no pause', async () => {
  const world = createTestWorld();
  const errors = [renewed()];
  world.service.fault = (operation) => {
    const error = operation === 'addNote' ? errors.shift() : undefined;
    return error === undefined ? undefined : {error};
  };
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(2000);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent', attempts: 2});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('what never left this machine is tried for as long as it takes', async () => {
  const world = createTestWorld();
  fail(world, 'addNote', networkDown);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(20 * MINUTE);
  expect(world.store.outbox()[0]).toMatchObject({id, state: 'queued', before: undefined});
  world.service.fault = () => undefined;
  await world.time.advance(2 * MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('a second sending waits for a look: by hand only once it was told that there can be none', async () => {
  const world = createTestWorld();
  fail(world, 'addNote', () => limited());
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.until(() => world.service.count('addNote') === 1);
  fail(world, 'getTicket', notFound);
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({
    state: 'unknown',
    error: expect.stringContaining('It cannot be looked for: No such ticket.'),
  });
  expect(world.service.count('addNote')).toBe(1);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('what was withdrawn after a sending in vain is looked for first when the same is sent within a day', async () => {
  for (const [after, copies] of [
    [MINUTE, 1],
    [25 * HOUR, 2],
  ] as const) {
    const world = createTestWorld();
    fail(world, 'addNote', notFound);
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(note('x'));
    await world.time.advance(MINUTE);
    outbox.withdraw(id);
    // What was refused was done all the same.
    world.service.addNote(ORDER, 'x');
    world.service.fault = () => undefined;
    world.time.shiftClock(after);
    outbox.send(note('x'));
    await world.time.advance(MINUTE);
    expect(world.store.outbox().map(({state}) => state)).toEqual(['withdrawn', 'sent']);
    expect(world.service.notesOf(ORDER)).toHaveLength(copies);
    // The same once more is meant: it was told that the other one is there.
    outbox.send(note('x'));
    await world.time.advance(MINUTE);
    expect(world.service.notesOf(ORDER)).toHaveLength(copies + 1);
    await outbox.stop(0);
  }
});

test('the same words with another file are another note', async () => {
  const world = createTestWorld();
  const extra = (name: string) => JSON.stringify({attachments: [{id: 'f'.repeat(36), name}]});
  fail(world, 'addNote', notFound);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send({...note('see file'), extra: extra('one.txt')});
  await world.time.advance(MINUTE);
  outbox.withdraw(id);
  world.service.addNote(ORDER, 'see file');
  world.service.fault = () => undefined;
  outbox.send({...note('see file'), extra: extra('two.txt')});
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toHaveLength(2);
  await outbox.stop(0);
});

test('one that was not found is looked for again for a day, less and less often, and never sent', async () => {
  const world = createTestWorld();
  fail(world, 'addNote', unanswered);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await hours(world, 20);
  expect(await outbox.settled(id)).toMatchObject({state: 'unknown'});
  expect(world.service.count('getTicket')).toBeLessThan(30);
  world.service.addNote(ORDER, 'x');
  await hours(world, 2);
  expect(world.store.outbox()[0]).toMatchObject({state: 'sent', remoteId: 'N-1'});
  expect(world.service.count('addNote')).toBe(1);
  await outbox.stop(0);
});

test('after a day nothing is asked for any more, until somebody wants to know', async () => {
  const world = createTestWorld();
  fail(world, 'addNote', unanswered);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await hours(world, 26);
  const asked = world.service.calls.length;
  await hours(world, 5);
  expect(world.service.calls).toHaveLength(asked);
  outbox.lookForUnknown();
  const again = outbox.settled(id);
  await world.time.advance(1000);
  expect(await again).toMatchObject({state: 'unknown'});
  expect(world.service.calls).toHaveLength(asked + 1);
  world.service.addNote(ORDER, 'x');
  outbox.lookForUnknown(ORDER);
  const found = outbox.settled(id);
  await world.time.advance(1000);
  expect(await found).toMatchObject({state: 'sent'});
  await outbox.stop(0);
});

test('the search for one note does not hold up the next', async () => {
  const world = createTestWorld();
  const faults = [{error: unanswered()}];
  world.service.fault = (operation) => (operation === 'addNote' ? faults.shift() : undefined);
  const {outbox} = startOutbox(world);
  outbox.send(note('x'));
  outbox.send(note('y'));
  await world.time.advance(MINUTE);
  expect(world.store.outbox().map(({state}) => state)).toEqual(['unknown', 'sent']);
  await outbox.stop(0);
});

test('what cannot be sent at all fails before its turn, and the next one goes; what the network keeps back was no attempt', async () => {
  const world = createTestWorld();
  world.service.add('11150929');
  const early: Record<string, Error> = {
    bad: new AppError('input', 'No note can say that.'),
    later: networkDown(),
  };
  const {api} = world.service;
  const addNote: typeof api.addNote = async (id, sent, options) => {
    const error = early[sent.text];
    if (error !== undefined) throw error;
    options?.onTurn?.();
    return await api.addNote(id, sent, options);
  };
  const {outbox} = startOutbox(world, {api: {...api, addNote}});
  for (const text of ['bad', 'good']) outbox.send(note(text));
  outbox.send(note('later', '11150929'));
  await world.time.advance(MINUTE);
  expect(world.store.outbox().map(({text, state, attempts}) => [text, state, attempts])).toEqual([
    ['bad', 'failed', 1],
    ['good', 'sent', 1],
    ['later', 'queued', 0],
  ]);
  expect(world.store.outbox(['failed'])[0]?.error).toContain('No note can say that.');
  await outbox.stop(0);
});
