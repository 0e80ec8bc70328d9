import {expect, test} from 'vitest';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {answered} from '../failures.ts';
import {killable} from '../killable.ts';
import {createWorld, startOutbox, type Operation, type World} from '../support.ts';

const MINUTE = 60_000;
const ORDER = '1-204976070710';

function createTestWorld(inMinutes = 60): World {
  const world = createWorld();
  world.service.add(ORDER, {status: 'ACTION_REQUIRED'});
  const expires = toSafeText(new Date(world.time.clock.now() + inMinutes * MINUTE).toISOString());
  world.service.negotiations.set(ORDER, [{referenceId: toSafeText('4-1'), expires}]);
  return world;
}

function answerOf({service}: World, action = 'APPROVE') {
  const expires = service.negotiations.get(ORDER)?.[0]?.expires;
  const extra = JSON.stringify({orderId: ORDER, referenceId: '4-1', action, expires});
  return {kind: 'answer' as const, ticketId: ORDER, text: '', extra};
}

/** The first call of the operation takes effect, and its answer is lost. */
function loseOnce({service}: World, operation: Operation): void {
  let isOver = false;
  service.fault = (asked) => {
    if (asked !== operation || isOver) return undefined;
    isOver = true;
    return {lost: true};
  };
}

test('an answer goes out once, and what the order asks is read again', async () => {
  const world = createTestWorld();
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(answerOf(world));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
  expect(world.service.answers).toEqual(['APPROVE 4-1']);
  expect(world.store.row(ORDER)?.status).toBe('IN_PROGRESS');
  await outbox.stop(0);
});

test.each(['APPROVE', 'CANCEL'])(
  '%s whose own answer was lost is found and not sent again',
  async (action) => {
    const world = createTestWorld();
    loseOnce(world, 'answerNegotiation');
    const {outbox} = startOutbox(world);
    const {id} = outbox.send(answerOf(world, action));
    await world.time.advance(MINUTE);
    expect(await outbox.settled(id)).toMatchObject({state: 'sent'});
    expect(world.service.answers).toEqual([`${action} 4-1`]);
    expect(world.service.count('answerNegotiation')).toBe(1);
    await outbox.stop(0);
  },
);

test('where the question still waits nobody knows, until the user sends it again: once', async () => {
  const world = createTestWorld();
  let isOver = false;
  world.service.fault = (operation) => {
    if (operation !== 'answerNegotiation' || isOver) return undefined;
    isOver = true;
    return {hang: true};
  };
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(answerOf(world));
  await world.time.advance(2 * 60 * MINUTE);
  // By then its time has run out: an answer that is gone is no proof.
  expect(world.store.outboxItem(id)).toMatchObject({state: 'unknown'});
  outbox.retry(id);
  await world.time.advance(MINUTE);
  expect(world.store.outboxItem(id)).toMatchObject({state: 'sent'});
  expect(world.service.answers).toEqual(['APPROVE 4-1']);
  await outbox.stop(0);
});

test('a process that is killed while it sends leaves one answer', async () => {
  const world = createTestWorld();
  const first = killable(world);
  const {outbox} = startOutbox(first.world, {owner: 'host/1/a'});
  const {id} = outbox.send(answerOf(world));
  await world.time.advance(250);
  first.kill();
  await world.time.advance(1000);
  const second = startOutbox(world, {owner: 'host/2/b', isOwnerGone: () => true});
  await world.time.advance(MINUTE);
  expect(world.store.outboxItem(id)).toMatchObject({state: 'sent'});
  expect(world.service.answers).toEqual(['APPROVE 4-1']);
  await second.outbox.stop(0);
});

test('an answer that comes too late is refused with words', async () => {
  const world = createTestWorld();
  world.service.fault = (operation) => (operation === 'answerNegotiation' ? {error: answered()} : undefined);
  const {outbox} = startOutbox(world);
  const {id} = outbox.send(answerOf(world));
  await world.time.advance(MINUTE);
  expect(await outbox.settled(id)).toMatchObject({state: 'failed'});
  expect(world.store.outboxItem(id)?.error).toMatch(/No pending negotiation/);
  await outbox.stop(0);
});
