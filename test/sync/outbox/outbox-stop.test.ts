import {expect, test} from 'vitest';
import {AppError} from '../../../src/errors.ts';
import {networkDown} from '../failures.ts';
import {createWorld, startOutbox} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';

function createTestWorld() {
  const world = createWorld();
  world.service.add(ORDER);
  return world;
}

const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

test('held items wait and others pass; what is held, queued or failed can be withdrawn into the draft', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const first = outbox.send(note('first'));
  outbox.hold(first.id);
  outbox.send(note('second'));
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['second']);
  world.store.saveDraft({
    ticketId: ORDER,
    kind: 'note',
    text: 'begun meanwhile',
    updatedAt: 1,
  });
  outbox.withdraw(first.id);
  expect(await outbox.settled(first.id)).toMatchObject({state: 'withdrawn'});
  expect(world.store.draft(ORDER, 'note')?.text).toBe('first\n\nbegun meanwhile');
  expect(() => outbox.withdraw(first.id)).toThrow(/withdrawn already/);
  const held = outbox.send(note('third'));
  outbox.hold(held.id);
  outbox.retry(held.id);
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['second', 'third']);
  expect(() => outbox.hold(held.id)).toThrow(/sent already/);
  await outbox.stop(0);
});

test('withdrawing joins the files of both, and never mixes two new tickets', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  world.service.fault = () => ({error: networkDown()});
  const files = ['a', 'b'].map((letter) => ({id: letter.repeat(36), name: `file-${letter}.txt`}));
  const item = outbox.send({...note('x'), extra: JSON.stringify({attachments: files.slice(0, 1)})});
  world.store.saveDraft({
    ticketId: ORDER,
    kind: 'note',
    text: 'y',
    attachments: files.slice(1),
    updatedAt: 1,
  });
  outbox.withdraw(item.id);
  expect(world.store.draft(ORDER, 'note')?.attachments).toEqual(files);
  const create = {kind: 'create' as const, ticketId: '', text: 'Power is out', extra: '{"code":"0002-0000"}'};
  const created = outbox.send(create);
  world.store.saveDraft({ticketId: '', kind: 'create', text: 'another', updatedAt: 1});
  expect(() => outbox.withdraw(created.id)).toThrow(expect.objectContaining({kind: 'conflict'}));
  expect(world.store.outbox(['queued'])).toHaveLength(1);
  await outbox.stop(0);
});

test('stopping waits for the note under way and not for those behind it', async () => {
  const world = createTestWorld();
  world.service.latencyMs = 3000;
  const {outbox} = startOutbox(world);
  outbox.send(note('a'));
  outbox.send(note('b'));
  await world.time.until(() => world.service.count('addNote') === 1);
  await Promise.all([outbox.stop(10_000), world.time.advance(10_000)]);
  expect(world.store.outbox().map(({state}) => state)).toEqual(['sent', 'queued']);
  expect(world.service.count('addNote')).toBe(1);
});

test('when the limit is up a note under way is given up as unknown, and decided at the next start', async () => {
  const world = createTestWorld();
  const {outbox, gate} = startOutbox(world);
  world.service.fault = (operation) => (operation === 'addNote' ? {hang: true} : undefined);
  const {id} = outbox.send(note('a'));
  const settled = outbox.settled(id);
  await world.time.until(() => world.service.count('addNote') === 1);
  await Promise.all([outbox.stop(1000), world.time.advance(5000)]);
  expect(await settled).toMatchObject({state: 'unknown'});
  gate.clear();
  expect(world.time.timerCount).toBe(0);
  world.service.fault = () => undefined;
  world.service.addNote(ORDER, 'a');
  const next = startOutbox(world);
  await world.time.advance(MINUTE);
  expect(world.store.outbox()[0]).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['a']);
  await next.outbox.stop(0);
});

test('a store that fails after the sending is told until it has written it down', async () => {
  const world = createTestWorld();
  let full = false;
  const {moveOutbox} = world.store;
  const store = {
    ...world.store,
    moveOutbox: (...move: Parameters<typeof moveOutbox>) => {
      if (full) throw new AppError('store', 'The disk is full.');
      return moveOutbox(...move);
    },
  };
  world.service.fault = (operation) => {
    if (operation === 'addNote') full = true;
    return undefined;
  };
  const {outbox} = startOutbox({...world, store});
  const {id} = outbox.send(note('a'));
  await world.time.advance(MINUTE);
  expect(world.store.outbox()[0]?.state).toBe('sending');
  full = false;
  await world.time.advance(10_000);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.notesOf(ORDER)).toEqual(['a']);
  await outbox.stop(0);
});
