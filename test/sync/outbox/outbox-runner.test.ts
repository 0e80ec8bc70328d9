import {expect, test} from 'vitest';
import {AppError} from '../../../src/errors.ts';
import type {WriteAudit} from '../../../src/sync/contracts.ts';
import {broken, limited, networkDown, notFound, refused, unanswered} from '../failures.ts';
import {createWorld, startOutbox} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const CASE = '11150929';

function createTestWorld() {
  const world = createWorld();
  world.service.add(ORDER);
  world.service.add(CASE);
  return world;
}

const note = (text: string, ticketId = ORDER) => ({kind: 'note' as const, ticketId, text});

test('a note is queued at once and on the ticket soon', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const item = outbox.send(note('Please reseat it.'));
  expect(item).toMatchObject({state: 'queued', text: 'Please reseat it.'});
  const settled = outbox.settled(item.id);
  await world.time.advance(5000);
  expect(await settled).toMatchObject({state: 'sent', attempts: 1, error: undefined});
  expect(world.service.notesOf(ORDER)).toEqual(['Please reseat it.']);
  expect(world.store.ticket(ORDER)?.ticket.notes).toHaveLength(1);
  await outbox.stop(0);
});

test('the id that the answer tells is kept, and where it tells none, the one found on the ticket', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  outbox.send(note('to the case', CASE));
  outbox.send(note('to the order'));
  await world.time.advance(10_000);
  expect(world.store.outbox(['sent']).map(({remoteId}) => remoteId)).toEqual(['N-1', 'N-2']);
  await outbox.stop(0);
});

test('sending takes the draft with it', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  world.store.saveDraft({ticketId: ORDER, kind: 'note', text: 'half', updatedAt: 1});
  outbox.send(note('whole'));
  expect(world.store.draft(ORDER, 'note')).toBeUndefined();
  await outbox.stop(0);
});

test('texts at the limits pass, one past them is refused with the field, and nothing is queued', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const send = (text: string) => () => outbox.send(note(text));
  expect(send(' \n ')).toThrow(
    expect.objectContaining({kind: 'input', fields: [expect.objectContaining({field: 'text'})]}),
  );
  expect(send('x'.repeat(4001))).toThrow(/4001 characters; at most 4000/);
  expect(() => outbox.send({kind: 'cancel', ticketId: ORDER, text: ''})).toThrow(
    expect.objectContaining({kind: 'input', fields: [expect.objectContaining({field: 'reason'})]}),
  );
  expect(() => outbox.send(note('x', ''))).toThrow(AppError);
  expect(world.store.outbox()).toEqual([]);
  expect(outbox.send(note(`\n \n${'x'.repeat(4000)}\n`)).text).toHaveLength(4000);
  expect(outbox.send(note('  two  columns\nx')).text).toBe('  two  columns\nx');
  await outbox.stop(0);
});

test('five files go with a note, six are refused', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const files = Array.from({length: 6}, (_, index) => ({
    id: `${index}`.repeat(36),
    name: `file${index}.txt`,
  }));
  const extra = (count: number) => JSON.stringify({attachments: files.slice(0, count)});
  expect(() => outbox.send({...note('x'), extra: extra(6)})).toThrow(/6; at most 5/);
  expect(() => outbox.send({...note('x'), extra: 'nonsense'})).toThrow(
    expect.objectContaining({kind: 'input'}),
  );
  expect(outbox.send({...note('x'), extra: extra(5)}).state).toBe('queued');
  await outbox.stop(0);
});

test('a read-only profile queues nothing and sends nothing of before', async () => {
  const world = createTestWorld();
  world.store.enqueue(
    {kind: 'note', ticketId: ORDER, text: 'older', extra: undefined},
    world.time.clock.now(),
  );
  const {outbox} = startOutbox(world, {readOnly: true});
  expect(() => outbox.send(note('x'))).toThrow(expect.objectContaining({kind: 'read-only'}));
  await world.time.advance(MINUTE);
  expect(world.service.calls).toEqual([]);
  await outbox.stop(0);
});

test('the notes of a ticket go out in order, two tickets at a time', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  world.service.add('1-3');
  world.service.add('1-300000');
  for (const text of ['a', 'b', 'c']) for (const id of [ORDER, CASE, '1-300000']) outbox.send(note(text, id));
  await world.time.advance(2 * MINUTE);
  for (const id of [ORDER, CASE, '1-300000']) expect(world.service.notesOf(id)).toEqual(['a', 'b', 'c']);
  expect(world.service.mostUnderWay).toBeLessThanOrEqual(2);
  await outbox.stop(0);
});

test('offline the notes wait, say why, and go in order when the network is back', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  world.service.fault = () => ({error: networkDown()});
  for (const text of ['a', 'b', 'c']) outbox.send(note(text));
  await world.time.advance(10 * MINUTE);
  expect(world.store.outbox().map(({state}) => state)).toEqual(['queued', 'queued', 'queued']);
  expect(world.store.outbox()[0]?.error).toBe('Cannot reach the service.');
  expect(world.service.count('addNote')).toBe(0);
  world.service.fault = () => undefined;
  await world.time.advance(2 * MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['a', 'b', 'c']);
  expect(world.store.outbox().map(({state, error}) => [state, error])).toEqual(
    ['sent', 'sent', 'sent'].map((state) => [state, undefined]),
  );
  await outbox.stop(0);
});

test('a write that never went out is sent again, one that was limited too, after the wait that was told', async () => {
  const world = createTestWorld();
  const faults = [{error: networkDown()}, {error: limited(3 * MINUTE)}];
  world.service.fault = (operation) => (operation === 'addNote' ? faults.shift() : undefined);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('x'));
  await world.time.advance(3 * MINUTE);
  expect(world.service.count('addNote')).toBe(2);
  expect(world.store.outbox()[0]).toMatchObject({
    state: 'queued',
    error: expect.stringContaining('Too many requests.'),
  });
  await world.time.advance(10_000);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent', attempts: 3});
  expect(world.service.notesOf(ORDER)).toEqual(['x']);
  await outbox.stop(0);
});

test('a refused credential holds the notes with a single request; signing in lets them go', async () => {
  const world = createTestWorld();
  world.service.fault = () => ({error: refused()});
  const {outbox, gate} = startOutbox(world);
  outbox.send(note('x'));
  outbox.send(note('y', CASE));
  await world.time.advance(60 * MINUTE);
  expect(world.service.calls).toHaveLength(1);
  expect(world.store.outbox(['queued'])).toHaveLength(2);
  world.service.fault = () => undefined;
  gate.retryCredential();
  await world.time.advance(MINUTE);
  expect(world.store.outbox(['sent'])).toHaveLength(2);
  await outbox.stop(0);
});

test.each([
  ['a 500', broken(), 'unknown', 'Internal error. (HTTP 500 · correlation id c-1) The note is not found'],
  ['a refusal', notFound(), 'failed', 'No such ticket. (HTTP 404)'],
])('%s keeps the text, and the user may try again', async (_what, error, state, words) => {
  const world = createTestWorld();
  world.service.fault = (operation) => (operation === 'addNote' ? {error} : undefined);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note('Please reseat it.'));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({
    state,
    text: 'Please reseat it.',
    error: expect.stringContaining(words),
  });
  expect(outbox.failureOf(id)).toBe(error);
  expect(world.service.count('addNote')).toBe(1);
  world.service.fault = () => undefined;
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent', error: undefined});
  expect(world.service.notesOf(ORDER)).toEqual(['Please reseat it.']);
  await outbox.stop(0);
});

test('cancelling and creating go the same way', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const cancel = outbox.send({kind: 'cancel', ticketId: ORDER, text: 'Duplicate'});
  const create = outbox.send({
    kind: 'create',
    ticketId: '',
    text: 'Power is out',
    extra: '{"code":"0002-0000"}',
  });
  await world.time.advance(MINUTE);
  expect(await outbox.settled(cancel.id)).toMatchObject({state: 'sent'});
  expect(world.store.row(ORDER)?.status).toBe('CANCELLED');
  const {remoteId} = await outbox.settled(create.id);
  expect(world.service.tickets.get(remoteId ?? '')?.description).toBe('Power is out');
  expect(world.store.tracked()).toEqual([remoteId]);
  expect(world.store.row(remoteId ?? '')).toMatchObject({kind: 'TROUBLE', status: 'SUBMITTED'});
  expect(() => outbox.send({kind: 'create', ticketId: '', text: 'x', extra: '{"code":"2"}'})).toThrow(
    /code must be/,
  );
  expect(() => outbox.send({kind: 'create', ticketId: '', text: 'x'})).toThrow(
    expect.objectContaining({kind: 'input'}),
  );
  await outbox.stop(0);
});

test('each attempt is audited with the hash of its text, and an audit that fails changes nothing', async () => {
  const world = createTestWorld();
  const entries: WriteAudit[] = [];
  const faults = [{error: networkDown()}, {error: broken()}, {error: unanswered()}];
  world.service.fault = (operation) => (operation === 'addNote' ? faults.shift() : undefined);
  const audit = (entry: WriteAudit) => {
    entries.push(entry);
    throw new Error('disk full');
  };
  const {outbox} = startOutbox(world, {audit});
  const {id} = outbox.send(note('abc', CASE));
  await world.time.advance(MINUTE);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  // Each was written down before it went out.
  expect(entries.map(({result}) => result)).toEqual([
    'sending',
    'not sent: network',
    'sending',
    'unknown: service',
    'not found',
    'sending',
    'unknown: unknown-outcome',
    'not found',
    'sending',
    'sent',
  ]);
  expect(entries[3]).toMatchObject({
    operation: 'addCaseNote',
    ticket: CASE,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    length: 3,
    correlationId: 'c-1',
  });
  expect(entries.at(-1)?.remoteId).toBe('N-1');
  await outbox.stop(0);
});
