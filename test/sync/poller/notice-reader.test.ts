import {expect, test} from 'vitest';
import type {NoticePage, NoticeSearch} from '../../../src/api/api.ts';
import {delay} from '../../../src/api/timers.ts';
import {asideState} from '../../../src/domain/aside-state.ts';
import type {SiteNotice} from '../../../src/domain/notices/site-notice.ts';
import {ApiError} from '../../../src/errors.ts';
import type {NoticeSource} from '../../../src/sync/poller/notice-reader.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {addTickets, createWorld, startPoller, type World} from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Told = {readonly search?: NoticeSearch; readonly id?: string};

/** The service's notices, and what it was asked for. */
function noticeService(world: World) {
  const notices = new Map<string, SiteNotice>();
  const asked: Told[] = [];
  let fail: (() => Error | undefined) | undefined;
  const answer = <T>(told: Told, value: () => T): Promise<T> => {
    asked.push(told);
    const error = fail?.();
    return error === undefined ? Promise.resolve(value()) : Promise.reject(error);
  };
  const page = (found: readonly SiteNotice[]): NoticePage => ({
    notices: found,
    rows: found.length,
    isLast: true,
  });
  const api: NoticeSource['api'] = {
    searchNotices: (search) =>
      answer({search}, () =>
        page([...notices.values()].filter(({start = ''}) => Date.parse(start) >= search.from)),
      ),
    getNotice: (id) => answer({id}, () => ({...got(notices, id), summary: toSafeText(`all of ${id}`)})),
    findNotices: () => answer({}, () => page([...notices.values()])),
  };
  const put = (id: string, hours: number, more: Partial<Record<keyof SiteNotice, unknown>> = {}) =>
    notices.set(id, {
      id: toSafeText(id),
      ibxs: [toSafeText('SV5')],
      type: toSafeText('IBX_INCIDENT'),
      status: toSafeText('NEW'),
      summary: toSafeText(`about ${id}`),
      start: toSafeText(new Date(world.time.clock.now() + hours * HOUR).toISOString()),
      ...more,
    } as SiteNotice);
  return {
    put,
    asked,
    searches: () => asked.flatMap(({search}) => search ?? []),
    failWith: (make: (() => Error | undefined) | undefined) => (fail = make),
    source: {api, source: 'v1', everyMs: MINUTE} satisfies NoticeSource,
  };
}

function got(notices: ReadonlyMap<string, SiteNotice>, id: string): SiteNotice {
  const notice = notices.get(id);
  if (notice === undefined) throw new ApiError('not-found', 'no such notice', {status: 404, sent: true});
  return notice;
}

const refused = (status: number) => () =>
  new ApiError(status === 403 ? 'forbidden' : 'not-found', 'No.', {status, sent: true});

test('an incident that begins is in the store within a minute, is read in full and told once', async () => {
  const world = createWorld();
  const service = noticeService(world);
  service.put('old', -20 * 24);
  const {poller} = startPoller(world, {notices: service.source});
  const told: string[] = [];
  poller.onNotices((notices) => told.push(...notices.map(({notice}) => notice.id)));
  await world.time.advance(5000);
  // The first look brings years of them, as it were: no news.
  expect(world.store.notices().map(({notice}) => notice.id)).toEqual(['old']);
  expect(told).toEqual([]);
  service.put('fire', -0.1);
  await world.time.advance(MINUTE);
  expect(world.store.notices().find(({notice}) => notice.id === 'fire')).toMatchObject({
    isUnread: true,
    notice: {summary: 'about fire', text: 'all of fire'},
  });
  expect(told).toEqual(['fire']);
  await world.time.advance(10 * MINUTE);
  expect(service.asked.filter(({id}) => id === 'fire')).toHaveLength(1);
  service.put('fire', -0.3, {status: toSafeText('RESOLVED')});
  await world.time.advance(MINUTE);
  expect(told).toEqual(['fire', 'fire']);
  poller.stop();
});

test('a look asks for what is new or goes on, and now and then for all that is shown', async () => {
  const world = createWorld();
  const service = noticeService(world);
  service.put('long', -6 * 24);
  const {poller} = startPoller(world, {notices: service.source});
  await world.time.advance(20 * MINUTE);
  const days = service.searches().map(({from}, index) => {
    const now = world.time.clock.now() - (20 - index) * MINUTE;
    return Math.round((now - from) / (24 * HOUR));
  });
  expect(days[0]).toBe(30);
  // What goes on since six days stays among what is asked for.
  expect(new Set(days.slice(1, 15))).toEqual(new Set([6]));
  expect(days.filter((day) => day === 30)).toHaveLength(2);
  poller.stop();
});

test.each([403, 404])(
  'after %i they are off, said once, and asked for again half a day later',
  async (status) => {
    const world = createWorld();
    const service = noticeService(world);
    service.failWith(refused(status));
    const {poller} = startPoller(world, {notices: service.source});
    await world.time.advance(10 * MINUTE);
    expect(service.asked).toHaveLength(1);
    const {off} = asideState(world.store, 'notices');
    expect(off?.words).toMatch(status === 403 ? /IBX Services Notifications/ : /searchNotices/);
    expect(Math.round(((off?.until ?? 0) - world.time.clock.now()) / HOUR)).toBe(12);
    // The list knows nothing of it.
    expect(poller.status()).toMatchObject({error: undefined});
    service.failWith(undefined);
    service.put('fire', -0.1);
    // Who wants to know now is not kept waiting.
    await poller.readNotices();
    expect(world.store.notices()).toHaveLength(1);
    expect(asideState(world.store, 'notices').off).toBeUndefined();
    poller.stop();
  },
);

test('trouble of their own keeps the list from nothing, and is tried again ever more rarely', async () => {
  const world = createWorld();
  addTickets(world, 3, 'IN_PROGRESS');
  const service = noticeService(world);
  service.failWith(() => new ApiError('service', 'Internal error', {status: 500, sent: true}));
  const {poller} = startPoller(world, {notices: service.source});
  await world.time.advance(HOUR);
  expect(poller.status()).toMatchObject({error: undefined});
  expect(world.service.count('searchOrders')).toBeGreaterThan(55);
  expect(service.asked.length).toBeLessThan(10);
  expect(asideState(world.store, 'notices').trouble).toBe('Internal error');
  // What screens say of it goes when it is over, and a look that brings nothing new draws none of them anew.
  service.failWith(undefined);
  const versions = [world.store.version()];
  for (const _ of ['over', 'the same']) {
    await poller.readNotices();
    versions.push(world.store.version());
  }
  expect(asideState(world.store, 'notices').trouble).toBeUndefined();
  expect(versions[1]).toBeGreaterThan(versions[0] ?? 0);
  expect(versions[2]).toBe(versions[1]);
  poller.stop();
});

test('one that cannot be read in full is shown as the search has it', async () => {
  const world = createWorld();
  const service = noticeService(world);
  service.put('fire', -0.1);
  let searches = 0;
  service.failWith(() => {
    searches += 1;
    return searches % 2 === 0 ? refused(404)() : undefined;
  });
  const {poller} = startPoller(world, {notices: service.source});
  await world.time.advance(MINUTE);
  const [stored] = world.store.notices();
  expect(stored?.notice.summary).toBe('about fire');
  expect(stored?.fullAt).toBeUndefined();
  expect(asideState(world.store, 'notices').trouble).toBeUndefined();
  poller.stop();
});

test('by the newer API: the search alone, and of several words about one notice the latest', async () => {
  const world = createWorld();
  const service = noticeService(world);
  service.put('fire', -0.1);
  const {poller} = startPoller(world, {notices: {...service.source, source: 'v2'}});
  await world.time.advance(MINUTE);
  expect(world.store.notices().map(({notice}) => notice.id)).toEqual(['fire']);
  expect(service.asked.every(({id, search}) => id === undefined && search === undefined)).toBe(true);
  poller.stop();
});

test('after a long pause the look that somebody waits for comes to its end', async () => {
  const world = createWorld();
  const {source, put, failWith} = noticeService(world);
  failWith(() => new ApiError('service', 'Internal error', {status: 500, sent: true}));
  const slow: NoticeSource['api'] = {
    ...source.api,
    async searchNotices(...asked) {
      await delay(world.time.timers, 10_000, new AbortController().signal);
      return await source.api.searchNotices(...asked);
    },
  };
  const {poller} = startPoller(world, {notices: {...source, api: slow}});
  await world.time.advance(HOUR);
  failWith(undefined);
  put('fire', -0.1);
  await Promise.all([poller.readNotices(), world.time.advance(MINUTE)]);
  expect(world.store.notices()).toHaveLength(1);
  poller.stop();
});

test('one that a bad link keeps from being read in full is read a little later', async () => {
  const world = createWorld();
  const service = noticeService(world);
  service.put('fire', -0.1);
  let asked = 0;
  service.failWith(() => {
    asked += 1;
    return asked === 2 ? new ApiError('network', 'The connection was cut.', {sent: true}) : undefined;
  });
  const {poller} = startPoller(world, {notices: service.source});
  await world.time.advance(10 * MINUTE);
  expect(world.store.notices()[0]?.notice.text).toBe('all of fire');
  poller.stop();
});
