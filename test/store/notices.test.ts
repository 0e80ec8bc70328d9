import {expect, test} from 'vitest';
import type {SiteNotice} from '../../src/domain/notices/site-notice.ts';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, safe, START} from './sample.ts';
import {temporaryFolder} from './temporary.ts';

function notice(id: string, fields: Partial<SiteNotice> = {}): SiteNotice {
  return {id: safe(id), ibxs: [safe('SV5')], start: hours(0), status: safe('NEW'), ...fields};
}

function opened() {
  return openStore({file: ':memory:', clock: {now: () => START}});
}

const idsOf = (stored: readonly {readonly notice: SiteNotice}[]) => stored.map(({notice: {id}}) => id);

test('what changes is new again, what is said again is not', () => {
  const store = opened();
  expect(store.putNotices([notice('a'), notice('b')], START)).toEqual(['a', 'b']);
  store.markNoticesSeen(['a', 'b'], START);
  expect(store.putNotices([notice('a'), notice('b', {status: safe('UPDATED')})], START + HOUR)).toEqual([
    'b',
  ]);
  expect(store.notices().map(({notice: {id}, isUnread, revision}) => [id, isUnread, revision])).toEqual([
    ['a', false, 1],
    ['b', true, 2],
  ]);
  expect(store.notices()[1]).toMatchObject({firstAt: START, changedAt: START + HOUR});
});

test('each change is taken once, by whichever process; the first search is no news', () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, other] = [openStore({file}), openStore({file})];
  one.putNotices([notice('a')], START, {silent: true});
  expect(one.takeNotices()).toEqual([]);
  const before = other.lastNotice();
  one.putNotices([notice('b'), notice('c')], START);
  expect(idsOf(other.takeNotices())).toEqual(['b', 'c']);
  expect(one.takeNotices()).toEqual([]);
  one.putNotices([notice('b', {status: safe('RESOLVED')})], START + HOUR);
  expect(idsOf(other.noticesAfter(before))).toEqual(['c', 'b']);
  one.close();
  other.close();
});

test('what is over when it is heard of first is not unread; what was dropped stays dropped', () => {
  const store = opened();
  store.putNotices([notice('over', {end: hours(1)}), notice('goes on')], START + 2 * HOUR);
  expect(store.notices().map(({isUnread}) => isUnread)).toEqual([true, false]);
  store.putNotices([notice('later', {start: hours(70 * 24)})], START + 70 * 24 * HOUR);
  expect(idsOf(store.notices())).toEqual(['later']);
});

test('the full notice brings its text; the search stays the one that knows how it stands', () => {
  const store = opened();
  const full = notice('a', {summary: safe('a long text'), priority: safe('P1'), status: safe('NEW')});
  store.putNotices([notice('a', {summary: safe('title')})], START);
  store.putFullNotice('a', full, START + 1);
  store.putNotices([notice('a', {summary: safe('title'), status: safe('RESOLVED')})], START + 2);
  const [stored] = store.notices();
  expect(stored).toMatchObject({
    notice: {summary: 'title', text: 'a long text', priority: 'P1', status: 'RESOLVED'},
    fullAt: START + 1,
  });
});
