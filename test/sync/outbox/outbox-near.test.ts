import {expect, test} from 'vitest';
import {beforeOf} from '../../../src/domain/outbox-before.ts';
import type {WriteAudit} from '../../../src/sync/contracts.ts';
import {unanswered} from '../failures.ts';
import {createWorld, startOutbox, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';
const TEXT = 'Please reseat the optics in DA3:01:010315, port 14.';
const note = (text: string) => ({kind: 'note' as const, ticketId: ORDER, text});

function createTestWorld(): World {
  const world = createWorld();
  world.service.add(ORDER);
  return world;
}

/** The first note takes effect, changed by the service, and is never answered. */
function loseChanged({service}: World, change: (text: string) => string): void {
  service.normalise = change;
  let isOver = false;
  service.fault = (operation) => {
    if (operation !== 'addNote' || isOver) return undefined;
    isOver = true;
    return {lost: true};
  };
}

const SIGNED = (text: string) =>
  `${text}\n--\nNadia Oyelaran, Network Operations, Example Corp., +1 408 555 0100`;

test('a note that the service signed is shown beside ours; saying that it is it sends nothing', async () => {
  const world = createTestWorld();
  loseChanged(world, SIGNED);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  const item = await outbox.settled(id);
  expect(item).toMatchObject({state: 'unknown', error: expect.stringContaining('resembles it')});
  const near = outbox.nearNote(item);
  expect(near?.note.text).toContain('Nadia Oyelaran');
  outbox.accept(id, near?.key ?? '');
  expect(world.store.outboxItem(id)).toMatchObject({state: 'sent', remoteId: 'N-1'});
  expect(() => outbox.accept(id, near?.key ?? '')).toThrow(/sent already/);
  expect(world.service.count('addNote')).toBe(1);
  await outbox.stop(0);
});

test('asked to send again, it sends only once the user has seen what resembles it', async () => {
  const world = createTestWorld();
  loseChanged(world, SIGNED);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  // Meanwhile another one like it comes, which nobody has seen here.
  world.service.addNote(ORDER, `On behalf of the customer: ${TEXT}`);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(world.store.outboxItem(id)).toMatchObject({state: 'unknown'});
  // The first one is known not to be it.
  expect(beforeOf(world.store.outboxItem(id) ?? {before: undefined})?.near).toEqual(['N-2']);
  expect(world.service.count('addNote')).toBe(1);
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(world.service.count('addNote')).toBe(2);
  await outbox.stop(0);
});

test('a ticket that was created on a busy day is found among hundreds of others', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => {
    if (operation !== 'createTicket') return undefined;
    for (let i = 0; i < 260; i += 1)
      world.service.create({code: '0002-0000', description: `Other ticket ${i}`});
    world.service.create({code: '0002-0000', description: 'Power is out'});
    return {error: unanswered()};
  };
  const {outbox} = startOutbox(world, {limits: {atOnce: 6, perSecond: 1000}});
  const {id} = outbox.send({
    kind: 'create',
    ticketId: '',
    text: 'Power is out',
    extra: '{"code":"0002-0000"}',
  });
  await world.time.until(() => world.store.outboxItem(id)?.state === 'sent');
  const {remoteId = ''} = world.store.outboxItem(id) ?? {};
  expect(world.service.tickets.get(remoteId)?.description).toBe('Power is out');
  expect(world.service.count('createTicket')).toBe(1);
  // None of the others is read a second time.
  expect(world.service.count('getTicket')).toBeLessThan(300);
  await outbox.stop(0);
});

function auditOf(world: World) {
  const entries: WriteAudit[] = [];
  const audited = (since: number) => entries.filter(({time}) => Date.parse(time) >= since);
  return {entries, more: {audit: (entry: WriteAudit) => void entries.push(entry), audited}, world};
}

test.each([true, false])(
  'what an older copy of the database believes unsent and the audit log says was sent is looked up (there: %s)',
  async (isThere) => {
    const world = createTestWorld();
    const {more} = auditOf(world);
    const first = startOutbox(world, more);
    const {id} = first.outbox.send(note(TEXT));
    await world.time.advance(MINUTE);
    await first.outbox.stop(0);
    // The backup was made between queueing and sending.
    world.store.moveOutbox(id, 'sent', 'queued', {before: undefined, remoteId: undefined, attempts: 0}, 1);
    if (!isThere) world.service.change(ORDER, {notes: []});
    const next = startOutbox(world, more);
    await world.time.advance(MINUTE);
    expect(world.store.outboxItem(id)).toMatchObject(
      isThere
        ? {state: 'sent'}
        : {state: 'unknown', error: expect.stringContaining('The audit log says that it was sent at')},
    );
    expect(world.service.count('addNote')).toBe(1);
    // Told, the user may send it all the same.
    if (!isThere) next.outbox.retry(id);
    await world.time.advance(MINUTE);
    expect(world.service.notesOf(ORDER)).toEqual([TEXT]);
    await next.outbox.stop(0);
  },
);

test('two notes with the same text, one sent: the audit log of the one says nothing of the other', async () => {
  const world = createTestWorld();
  const {more} = auditOf(world);
  const {outbox} = startOutbox(world, more);
  outbox.send(note('ping'));
  await world.time.advance(10);
  outbox.send(note('ping'));
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual(['ping', 'ping']);
  await outbox.stop(0);
});

test.each([true, false])(
  'killed in the midst of sending, with the last changes of the database lost: it is looked up (there: %s)',
  async (isThere) => {
    const world = createTestWorld();
    const {entries, more} = auditOf(world);
    const first = startOutbox(world, more);
    const {id} = first.outbox.send(note(TEXT));
    await world.time.advance(MINUTE);
    await first.outbox.stop(0);
    // Nobody was there to write down what came of it.
    while (entries.at(-1)?.result !== 'sending') entries.pop();
    world.store.moveOutbox(id, 'sent', 'queued', {before: undefined, remoteId: undefined, attempts: 0}, 1);
    if (!isThere) world.service.change(ORDER, {notes: []});
    const next = startOutbox(world, more);
    await world.time.advance(MINUTE);
    expect(world.store.outboxItem(id)?.state).toBe(isThere ? 'sent' : 'unknown');
    expect(world.service.count('addNote')).toBe(1);
    await next.outbox.stop(0);
  },
);

test('a text that the audit log knows as sent, from a database that is lost, goes out only when asked again', async () => {
  const world = createTestWorld();
  const {more} = auditOf(world);
  const first = startOutbox(world, more);
  first.outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  await first.outbox.stop(0);
  // An older copy of the database, in which the text is a draft.
  const restored = {...createWorld(), time: world.time, service: world.service};
  const next = startOutbox(restored, more);
  const {id} = next.outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  const item = await next.outbox.settled(id);
  expect(item).toMatchObject({state: 'unknown', error: expect.stringContaining('resembles it')});
  expect(next.outbox.nearNote(item)?.note.text).toBe(TEXT);
  expect(world.service.count('addNote')).toBe(1);
  // It is meant twice.
  next.outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(restored.store.outboxItem(id)?.state).toBe('sent');
  expect(world.service.notesOf(ORDER)).toEqual([TEXT, TEXT]);
  await next.outbox.stop(0);
});

test('what the audit log knows from the day before yesterday is sent as it is', async () => {
  const world = createTestWorld();
  const {more} = auditOf(world);
  const first = startOutbox(world, more);
  first.outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  await first.outbox.stop(0);
  const restored = {...createWorld(), time: world.time, service: world.service};
  world.time.shiftClock(25 * 60 * MINUTE);
  const next = startOutbox(restored, more);
  next.outbox.send(note(TEXT));
  await world.time.advance(MINUTE);
  expect(world.service.notesOf(ORDER)).toEqual([TEXT, TEXT]);
  await next.outbox.stop(0);
});
