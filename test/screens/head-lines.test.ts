import {expect, test} from 'vitest';
import type {Ticket} from '../../src/domain/ticket.ts';
import type {Line} from '../../src/components/lines.ts';
import {INITIAL_NAV} from '../../src/state/navigation.ts';
import {headLines} from '../../src/screens/ticket/head-lines.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {StoredTicket} from '../../src/domain/records.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const safe = toSafeText;
const NOW = Date.parse('2026-11-23T12:00:00Z');
const text = (line: Line | undefined) => line?.spans.map((part) => part.text).join('') ?? '';

function stored(more: Partial<Ticket> = {}): StoredTicket {
  const store = openStore({file: ':memory:'});
  const ticket: Ticket = {
    id: safe('11150929'),
    kind: 'CASE',
    status: 'IN_PROGRESS',
    ibx: [safe('DA3')],
    createdDateTime: safe('2026-11-23T06:00:00.000Z'),
    updatedDateTime: safe('2026-11-23T11:56:00.000Z'),
    notes: [],
    ...more,
  };
  store.putTicket(ticket, '{}', NOW);
  const found = store.ticket('11150929');
  if (found === undefined) throw new Error('the ticket was not stored');
  return found;
}

const QUIET = {keys: new Set<string>(), lookedAt: undefined};

test('whose turn it is stands first, with how long, and what decides what can be done before how old it is', () => {
  const asked = stored({
    status: 'ACTION_REQUIRED',
    statusHistory: [{status: 'ACTION_REQUIRED', createdDateTime: safe('2026-11-23T09:00:00.000Z')}],
  });
  const [, turn] = headLines(asked, {nav: INITIAL_NAV, width: 76, now: NOW, news: QUIET});
  expect(text(turn)).toMatch(
    /^your turn for 3 h · waits for your answer · updated 4 min ago · opened 6 h ago/,
  );
  const [, theirs] = headLines(stored(), {nav: INITIAL_NAV, width: 76, now: NOW, news: QUIET});
  expect(text(theirs)).toMatch(/^their turn for 6 h · /);
});

test('the zone of all times below is named once, as long as there is room', () => {
  const tabs = (width: number) =>
    text(headLines(stored(), {nav: {...INITIAL_NAV, time: 'site'}, width, now: NOW, news: QUIET}).at(-1));
  expect(tabs(76)).toMatch(/ UTC-6 \(Dallas\)$/);
  expect(tabs(42)).toMatch(/ UTC-6$/);
  expect(tabs(36)).not.toContain('UTC');
});

test('what is new since this person last looked is counted by kind', () => {
  const news = {keys: new Set(['note:1', 'note:2', 'email:1', 'status:x']), lookedAt: NOW - 7_200_000};
  const lines = headLines(stored(), {nav: INITIAL_NAV, width: 100, now: NOW, news});
  expect(text(lines[2])).toBe('● Since you last looked, 2 h ago: 2 new notes, 1 new e-mail, now IN PROGRESS');
  const first = headLines(stored(), {
    nav: INITIAL_NAV,
    width: 100,
    now: NOW,
    news: {...news, lookedAt: undefined},
  });
  expect(text(first[2])).toMatch(/^● Not looked at yet: 2 new notes/);
  expect(headLines(stored(), {nav: INITIAL_NAV, width: 100, now: NOW, news: QUIET})).toHaveLength(3);
});

test('where there are few rows the tabs stay, and what cannot wait', () => {
  const asked = {
    ...stored({status: 'ACTION_REQUIRED'}),
    snooze: {until: NOW + 3_600_000, by: safe('mara'), since: NOW},
    claims: [{by: safe('jon'), since: NOW}],
  };
  const errors = [{spans: [{text: 'Not refreshed: '}]}, {spans: [{text: 'and why'}]}];
  const rows = (most: number) =>
    headLines(asked, {nav: INITIAL_NAV, width: 36, now: NOW, news: QUIET, errors, most}).map(text);
  expect(rows(20)).toHaveLength(7);
  expect(rows(3)).toEqual([expect.any(String), expect.stringContaining('[Time]'), 'Not refreshed: ']);
  expect(rows(1)).toEqual([expect.stringContaining('[Time]')]);
});

test('on a low screen a running incident is told before what the ticket is about, a resolved one behind it', () => {
  const notice = (status: string) => ({
    notice: {
      id: safe('n'),
      type: safe('IBX_INCIDENT'),
      ibxs: [safe('DA3')],
      status: safe(status),
      summary: safe('UPS B-2 has failed over'),
      start: safe(new Date(NOW - 60_000).toISOString()),
      ...(status === 'RESOLVED' ? {end: safe(new Date(NOW - 30_000).toISOString())} : {}),
    },
    revision: 1,
    fullAt: undefined,
    firstAt: NOW - 60_000,
    changedAt: NOW,
    isUnread: true,
  });
  const rows = (status: string) =>
    headLines(
      {...stored(), notices: [notice(status)]},
      {
        ...{nav: INITIAL_NAV, width: 36, now: NOW, news: QUIET},
        most: 2,
      },
    ).map(text);
  expect(rows('NEW')).toEqual([expect.stringContaining('Incident'), expect.stringContaining('[Time]')]);
  expect(rows('RESOLVED')[0]).not.toContain('Incident');
});
