import {expect, test} from 'vitest';
import {call, NOW, signIn, signedIn, testSandbox, type Answer, type Json} from './support.ts';

const HOUR = 3_600_000;
const rowsOf = ({json}: Pick<Answer, 'json'>): readonly Json[] => [...(json['data'] ?? [])];
const SEARCH = '/v1/notifications/ibx/search';

test('notices are found by site, type, status and date, sorted and page by page', async () => {
  const {post} = await signedIn();
  const all = await post(`${SEARCH}?limit=100`, {});
  expect(all.status).toBe(200);
  const starts = rowsOf(all).map((row) => String(row['startTimestamp']));
  expect(starts).toEqual(starts.toSorted().toReversed());
  expect(all.json['pagination']).toMatchObject({offset: 0, limit: 100, total: starts.length});
  const page = await post(`${SEARCH}?offset=2&limit=1&sorts=startDate`, {});
  expect(rowsOf(page).map((row) => row['startTimestamp'])).toEqual([starts.at(-3)]);
  const some = await post(SEARCH, {
    filter: {ibxs: ['FR5'], types: ['IBX_MAINTENANCE'], statuses: ['IN_PROGRESS']},
  });
  expect(rowsOf(some).map((row) => row['ibxs'])).toEqual([['FR5']]);
  const range = {fromDate: new Date(NOW).toISOString(), toDate: new Date(NOW + 24 * HOUR).toISOString()};
  expect(rowsOf(await post(SEARCH, {filter: {dateRange: range}}))).toHaveLength(1);
  expect((await post(`${SEARCH}?limit=101`, {})).status).toBe(400);
  expect((await post(SEARCH, {filter: {types: ['WEATHER']}})).status).toBe(400);
});

test('a window begins and ends with the clock; a notice in full has its mails', async () => {
  let now = NOW;
  const sandbox = await testSandbox({now: () => now, tokenLifeSeconds: 1_000_000});
  const {get, post} = await signIn(sandbox);
  const idOf = async () => {
    const found = await post(SEARCH, {filter: {ibxs: ['PA3']}});
    // One that is about all sites comes, too.
    return rowsOf(found).find((row) => row['ibxs']?.length === 2);
  };
  const planned = await idOf();
  expect(planned?.['status']).toBe('RESCHEDULED');
  now += 3 * HOUR;
  expect((await idOf())?.['status']).toBe('IN_PROGRESS');
  now += 12 * HOUR;
  expect((await idOf())?.['status']).toBe('COMPLETED');
  const {json} = await get(`/v1/notifications/ibx/${String(planned?.['id'])}`);
  expect(json).toMatchObject({
    notificationNumber: '5-231188401698',
    globalNotification: false,
    priority: null,
  });
  expect(json['emails']).toHaveLength(2);
  expect((await get('/v1/notifications/ibx/GBL999')).status).toBe(404);
});

test('the newer API tells each mail as an event, the latest first', async () => {
  const {post} = await signedIn();
  const {json} = await post('/notifications/v2/events/findAll', {
    filter: {type: ['IBX_INCIDENT']},
    pagination: {offset: 0, limit: 2},
  });
  expect(rowsOf({json}).map((row) => row['status'])).toEqual(['RESOLVED', 'RESOLVED']);
  expect(json['pagination']).toMatchObject({total: 4, next: '2'});
});

test('an incident is played: it begins, a ticket is opened for it, it is updated, resolved, and another comes', async () => {
  const {sandbox} = await signedIn();
  const step = async () => (await call(sandbox, 'POST', '/__sandbox/incident')).json['act'];
  const acts: unknown[] = [];
  for (let count = 0; count < 34; count += 1) acts.push(await step());
  expect(acts.slice(0, 8)).toEqual([
    'rests',
    'rests',
    'begins',
    'ticket',
    'updated',
    'updated again',
    'resolved',
    'rests',
  ]);
  expect(acts.slice(-2)).toEqual(['begins', 'ticket']);
  const played = sandbox.notices.all().filter(({summary}) => summary.startsWith('UPS B-2 has failed'));
  expect(played).toMatchObject([{status: 'RESOLVED', ibxs: ['SV5'], end: NOW}]);
  expect(played[0]?.mails.map(({subject}) => subject.split(':')[0])).toEqual([
    'RESOLVED',
    'UPDATED',
    'UPDATED',
    'NEW',
  ]);
});
