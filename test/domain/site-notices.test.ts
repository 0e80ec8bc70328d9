import {expect, test} from 'vitest';
import {axisDays, barAxis, noticeBar} from '../../src/domain/notices/notice-bars.ts';
import {
  noticesAt,
  noticesTouching,
  overlapping,
  shownNotices,
} from '../../src/domain/notices/notice-choice.ts';
import {noticeLine, noticeName} from '../../src/domain/notices/notice-text.ts';
import {phaseOf, type SiteNotice, type StoredNotice} from '../../src/domain/notices/site-notice.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const NOW = Date.UTC(2026, 10, 27, 3, 10);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Given = Partial<Record<'id' | 'type' | 'status' | 'summary', string>> & {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly ibxs?: readonly string[];
  readonly isGlobal?: boolean;
};

/** A notice; `from` and `to` are hours from now. */
function notice({from = -1, to, ibxs = ['SV5'], isGlobal, ...texts}: Given): StoredNotice {
  const iso = (hours: number) => toSafeText(new Date(NOW + hours * HOUR).toISOString());
  const words = Object.entries({
    id: 'n',
    type: 'IBX_INCIDENT',
    status: 'NEW',
    summary: 'UPS B-2 on bypass',
    ...texts,
  });
  const safe = Object.fromEntries(words.map(([key, text]) => [key, toSafeText(text)]));
  return {
    notice: {
      ...(safe as Pick<SiteNotice, 'id'>),
      ibxs: ibxs.map((ibx) => toSafeText(ibx)),
      start: iso(from),
      ...(to === undefined ? {} : {end: iso(to)}),
      ...(isGlobal === undefined ? {} : {isGlobal}),
    },
    firstAt: NOW,
    changedAt: NOW,
    revision: 1,
    isUnread: true,
    fullAt: undefined,
  };
}

const ids = (notices: readonly StoredNotice[]) => notices.map(({notice: {id}}) => id);

test.each<[string, Given, string]>([
  ['began and has no end', {from: -1}, 'running'],
  ['is in its window', {from: -1, to: 1}, 'running'],
  ['is still to come', {from: 2, to: 3}, 'planned'],
  ['is behind its end', {from: -3, to: -1}, 'past'],
  [
    'says that it is under way, although its end has passed',
    {from: -5, to: -1, status: 'IN_PROGRESS'},
    'running',
  ],
  ['says so for days after its end', {from: -90, to: -50, status: 'IN_PROGRESS'}, 'past'],
  ['says so before its start', {from: 1, to: 2, status: 'IN_PROGRESS'}, 'running'],
  ['was resolved before its end', {from: -1, to: 1, status: 'RESOLVED'}, 'past'],
  ['is a plan that was cancelled', {from: 5, to: 6, status: 'CANCELLED'}, 'past'],
  ['never got its last word', {from: -15 * 24}, 'past'],
  ['ends before it begins', {from: -1, to: -5}, 'running'],
  ['has a status that nobody knows', {from: -1, to: 1, status: 'EN COURS'}, 'running'],
])('a notice that %s', (_words, given, phase) => {
  expect(phaseOf(notice(given), NOW)).toBe(phase);
});

test('one line says what, where and since when', () => {
  const place = {zone: 'utc', now: NOW} as const;
  expect(noticeLine(notice({}), place)).toBe('Incident at SV5 since 02:10: UPS B-2 on bypass');
  expect(noticeLine(notice({from: 26, to: 30, type: 'IBX_MAINTENANCE'}), place)).toBe(
    'Maintenance at SV5 planned 28 Nov 05:10 to 09:10: UPS B-2 on bypass',
  );
  expect(noticeLine(notice({from: -3, to: -1, status: 'RESOLVED'}), place)).toBe(
    'Incident at SV5 00:10 to 02:10 (resolved): UPS B-2 on bypass',
  );
  expect(noticeLine(notice({ibxs: [], isGlobal: true}), place)).toMatch(/^Incident at all sites since/);
});

test.each([
  ['IBX_INCIDENT', 'Incident'],
  ['NETWORK_MAINTENANCE', 'Network maintenance'],
  ['IBX_SMARTVIEW', 'SmartView notice'],
  ['IBX_SECURITY_INCIDENT', 'Incident'],
  ['WEATHER_WARNING', 'Notice (weather warning)'],
  ['', 'Notice'],
])('%s is called %s', (type, name) => {
  expect(noticeName(notice({type}).notice)).toBe(name);
});

test('a ticket hears of what touches its time: not of plans far ahead, nor of what was long before', () => {
  const all = [
    notice({id: 'now'}),
    notice({id: 'tomorrow', from: 20, to: 24, type: 'IBX_MAINTENANCE'}),
    notice({id: 'next week', from: 170, to: 172, type: 'IBX_MAINTENANCE'}),
    notice({id: 'just before', from: -9, to: -6, status: 'RESOLVED'}),
    notice({id: 'long before', from: -60, to: -50, status: 'RESOLVED'}),
    notice({id: 'elsewhere', ibxs: ['LD8']}),
    notice({id: 'everywhere', ibxs: [], isGlobal: true, type: 'IBX_ADVISORY'}),
  ];
  const open = {ibx: ['SV5'], createdAt: NOW - 3 * HOUR, updatedAt: NOW, isOver: false};
  expect(ids(noticesTouching(all, open, NOW))).toEqual(['now', 'everywhere', 'tomorrow', 'just before']);
  const closed = {ibx: ['SV5'], createdAt: NOW - 55 * HOUR, updatedAt: NOW - 52 * HOUR, isOver: true};
  expect(ids(noticesTouching(all, closed, NOW))).toEqual(['long before']);
  expect(noticesTouching(all, {...open, ibx: []}, NOW)).toEqual([]);
  expect(ids(noticesAt(all, ['sv5'], NOW))).toEqual(['now', 'everywhere', 'tomorrow', 'next week']);
});

test('views show what is over for 30 days, incidents first among what goes on', () => {
  const all = [
    notice({id: 'old', from: -800, to: -790}),
    notice({id: 'over', from: -300, to: -290}),
    notice({id: 'work', from: -2, to: 3, type: 'IBX_MAINTENANCE'}),
    notice({id: 'fire'}),
    notice({id: 'later', from: 30, to: 31}),
    notice({id: 'soon', from: 3, to: 4}),
  ];
  expect(ids(shownNotices(all, NOW))).toEqual(['fire', 'work', 'soon', 'later', 'over']);
});

test('what is at the same time at the same site is told', () => {
  const one = notice({id: 'one', from: 1, to: 4});
  const all = [
    one,
    notice({id: 'into it', from: 3, to: 6}),
    notice({id: 'after', from: 4, to: 6}),
    notice({id: 'other site', from: 1, to: 4, ibxs: ['LD8']}),
  ];
  expect(ids(overlapping(one, all, NOW))).toEqual(['into it']);
});

const GLYPHS = {
  incident: '#',
  maintenance: '=',
  advisory: '-',
  other: '.',
  earlier: '<',
  later: '>',
  now: '|',
};

test('bars over the same days show what overlaps, and what lies beyond them', () => {
  // Two cells a day, from three days ago.
  const axis = barAxis(NOW, 'utc', 28);
  const bar = (given: Given) => noticeBar(notice(given), axis, NOW, GLYPHS);
  expect(axisDays(axis, 'utc')).toBe('24  26  28  30  2 3 4 5 6 7 ');
  expect(bar({from: -1})).toBe('      #                     ');
  expect(bar({from: 24, to: 60, type: 'IBX_MAINTENANCE'})).toBe('      | ====                ');
  expect(bar({from: -700, to: -690})).toBe('<     |                     ');
  expect(bar({from: 700, to: 720})).toBe('      |                    >');
  expect(bar({from: -700, to: 2, type: 'IBX_ADVISORY'})).toBe('-------                     ');
  expect(bar({from: -1}).length).toBe(28);
});

test('days change their length with the clocks, and their labels stay on them', () => {
  const autumn = Date.UTC(2026, 9, 25, 12);
  const axis = barAxis(autumn, 'Europe/Berlin', 112);
  expect(axis.to - axis.from).toBe(14 * DAY + HOUR);
  expect(axisDays(axis, 'Europe/Berlin')).toMatch(/^Thu 22 +Fri 23 +Sat 24 +Sun 25 +Mon 26 /);
});
