import {expect, test} from 'vitest';
import {AppError} from '../../../src/errors.ts';
import type {Api} from '../../../src/api/api.ts';
import {createSync} from '../../../src/sync/create-sync.ts';
import {createTestGate, gated} from '../gated.ts';
import {networkDown, refused} from '../failures.ts';
import {createWorld, type FakeService} from '../support.ts';

const notUsed = () => Promise.reject(new AppError('bug', 'Not used here.'));

function createTestSync(fault: FakeService['fault'] = () => undefined) {
  const world = createWorld();
  world.service.fault = fault;
  world.service.add('1-204976070710');
  const gate = createTestGate(world);
  const api: Api = {
    listOrderLocations: notUsed,
    ticketLocations: notUsed,
    uploadAttachment: notUsed,
    deleteAttachment: notUsed,
    downloadAttachment: notUsed,
    ticketTypes: notUsed,
    searchNotices: notUsed,
    searchAssets: notUsed,
    getAsset: notUsed,
    getNotice: notUsed,
    findNotices: notUsed,
    identify: notUsed,
    ...gated(world.service.api, gate),
  };
  const sync = createSync({
    api,
    gate,
    store: world.store,
    clock: world.time.clock,
    timers: world.time.timers,
    refresh: {listMs: 60_000, visibleMs: 60_000, openMs: 600_000},
    readOnly: false,
    audit: () => undefined,
  });
  sync.poller.start();
  sync.outbox.start();
  return {...world, ...sync};
}

const note = {kind: 'note' as const, ticketId: '1-204976070710', text: 'x'};

test('poller and outbox share the back-off: what the one learns of the network holds for the other', async () => {
  const {time, service, poller, outbox, store} = createTestSync();
  await time.advance(5000);
  service.fault = () => ({error: networkDown()});
  outbox.send(note);
  await time.advance(30_000);
  expect(poller.status().state).toBe('offline');
  service.fault = () => undefined;
  await Promise.all([poller.refreshAll(), time.advance(10_000)]);
  expect(store.outbox()[0]?.state).toBe('sent');
  poller.stop();
  await outbox.stop(0);
});

test('a refused credential costs one request for both, and signing in again frees both', async () => {
  const {time, service, poller, outbox, store} = createTestSync(() => ({error: refused()}));
  outbox.send(note);
  await time.advance(3_600_000);
  expect(service.calls).toHaveLength(1);
  expect(poller.status().state).toBe('refused');
  service.fault = () => undefined;
  await Promise.all([poller.retry(), time.advance(10_000)]);
  expect(store.outbox()[0]?.state).toBe('sent');
  poller.stop();
  await outbox.stop(0);
});

test('what a read after sending brings is news as any other', async () => {
  const {time, service, poller, outbox} = createTestSync();
  await time.advance(30_000);
  const news: string[] = [];
  poller.onChanges((changes) => news.push(...changes.map(({id}) => id)));
  service.addNote('1-204976070710', 'On our way.', 'RESOLUTION_NOTES');
  outbox.send(note);
  await time.advance(5000);
  expect(news).toEqual(['1-204976070710']);
  poller.stop();
  await outbox.stop(0);
});
