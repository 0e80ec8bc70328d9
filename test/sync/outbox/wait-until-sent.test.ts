import {expect, test} from 'vitest';
import {waitUntilSent} from '../../../src/sync/outbox/wait-until-sent.ts';
import {networkDown, unanswered} from '../failures.ts';
import {createWorld, startOutbox} from '../support.ts';

const ORDER = '1-204976070710';

test('an answer is lost and then the network: a command ends soon, and what it left is found later', async () => {
  const world = createWorld();
  const {time, service, store} = world;
  service.add(ORDER);
  let isDown = false;
  service.fault = (operation) => {
    if (isDown) return {error: networkDown()};
    if (operation !== 'addNote') return undefined;
    isDown = true;
    service.addNote(ORDER, 'x');
    return {error: unanswered()};
  };
  const {outbox, gate} = startOutbox(world);
  const {id} = outbox.send({kind: 'note', ticketId: ORDER, text: 'x'});
  let end: {readonly state: string; readonly at: number} | undefined;
  const {signal} = new AbortController();
  const limits = {limitMs: 180_000, offlineMs: 3000, patienceMs: 30_000};
  const waiting = {outbox, store, clock: time.clock, timers: time.timers, gate, signal, ...limits};
  void waitUntilSent(waiting, id).then(({item}) => (end = {state: item.state, at: time.elapsed}));
  await time.advance(180_000);
  expect(end?.state).toBe('unknown');
  // Not the half minute that the network is tried for.
  expect(end?.at).toBeLessThan(6000);
  isDown = false;
  service.fault = () => undefined;
  await time.advance(180_000);
  expect(store.outboxItem(id)?.state).toBe('sent');
  expect(service.count('addNote')).toBe(1);
  await outbox.stop(0);
});
