import {expect, test} from 'vitest';
import {NO_TEAM} from '../../../src/sync/contracts.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
// Loaded already: what is awaited is then over before the next timer.
import '../../../src/text/html/html-to-text.ts';
import {notFound} from '../failures.ts';
import {createWorld, startPoller, type World} from '../support.ts';

/** A ticket with so many e-mails, the newest last. */
function addMails({service, time}: World, id: string, count: number): void {
  const emails = Array.from({length: count}, (_, index) => ({
    id: toSafeText(`${id}-m${index}`),
    createdDateTime: toSafeText(new Date(time.clock.now() - (count - index) * 1000).toISOString()),
    to: [],
  }));
  service.add(id, {emails});
}

const asked = ({service}: World) =>
  service.calls.filter(({operation}) => operation === 'getEmail').map(({id}) => id);

test('e-mails of tickets on screen are read behind the screen: of the one that is looked at all, then the newest of the others, each once', async () => {
  const world = createWorld();
  addMails(world, '11111111', 5);
  addMails(world, '22222222', 5);
  addMails(world, '33333333', 5);
  const {poller} = startPoller(world);
  await world.time.advance(10_000);
  expect(asked(world)).toEqual([]);
  poller.setVisible(['22222222', '11111111']);
  await world.time.advance(30_000);
  const ids = asked(world);
  expect(ids.slice(0, 5).toSorted()).toEqual([0, 1, 2, 3, 4].map((index) => `22222222-m${index}`));
  expect(ids.slice(5).toSorted()).toEqual([2, 3, 4].map((index) => `11111111-m${index}`));
  const {mails} = world.store.timelineTexts('22222222');
  expect(mails.get('22222222-m4')?.blocks[0]?.text).toBe('The body of 22222222-m4');
  await world.time.advance(300_000);
  expect(asked(world)).toHaveLength(8);
  poller.stop();
});

test('where another of the team asks the service, the e-mails of the ticket that is looked at are read here all the same', async () => {
  const world = createWorld();
  for (const id of ['11111111', '22222222']) addMails(world, id, 2);
  const first = startPoller(world);
  await world.time.advance(10_000);
  first.poller.stop();
  world.service.calls.length = 0;
  const {poller} = startPoller(world, {team: {...NO_TEAM, isAsking: () => false, isShared: () => true}});
  poller.setVisible(['11111111', '22222222']);
  await world.time.advance(300_000);
  expect(asked(world).toSorted()).toEqual(['11111111-m0', '11111111-m1']);
  expect(world.service.calls).toHaveLength(2);
  poller.stop();
});

test('details on screen come before e-mails of other tickets', async () => {
  const world = createWorld();
  for (const id of ['11111111', '22222222', '33333333']) addMails(world, id, 2);
  const {poller} = startPoller(world);
  poller.setVisible(['11111111', '22222222', '33333333']);
  await world.time.advance(30_000);
  const ofOthers = world.service.calls.findIndex(
    ({operation, id}) => operation === 'getEmail' && !id.startsWith('11111111'),
  );
  const lastDetail = world.service.calls.findIndex(
    ({operation, id}) => operation === 'getTicket' && id === '33333333',
  );
  expect(lastDetail).toBeLessThan(ofOthers);
  poller.stop();
});

test('an e-mail that cannot be read has its reason, rests ever longer, and is tried at once when somebody asks', async () => {
  const world = createWorld();
  addMails(world, '11111111', 1);
  world.service.fault = (operation) => (operation === 'getEmail' ? {error: notFound()} : undefined);
  const {poller} = startPoller(world);
  poller.setVisible(['11111111']);
  await world.time.advance(10_000);
  expect(poller.mailFailures().get('11111111-m0')?.error.message).toBe('No such ticket.');
  expect(asked(world)).toHaveLength(1);
  await world.time.advance(3_600_000);
  expect(asked(world).length).toBeLessThan(8);
  world.service.fault = () => undefined;
  const before = asked(world).length;
  const again = poller.refresh('11111111');
  await world.time.advance(5000);
  await again;
  expect(asked(world)).toHaveLength(before + 1);
  expect(poller.mailFailures().size).toBe(0);
  expect(world.store.timelineTexts('11111111').mails.size).toBe(1);
  poller.stop();
});
