import {expect, test} from 'vitest';
import {decodeEventPage, decodeNotice, decodeNoticePage} from '../../src/api/decode/decode-notices.ts';
import {clientOf, failureOf, startService} from './service.ts';

const ROW = {
  id: 'GBL000006121231',
  type: 'IBX_MAINTENANCE',
  startTimestamp: '2020-03-19T06:00:00Z',
  endTimestamp: null,
  ibxs: ['SV5'],
  status: 'COMPLETED',
  summary: 'UPS B-2',
};
const PAGE = {offset: 0, limit: 2};

test.each<[string, object, boolean]>([
  ['a page that is not full', {data: [ROW]}, true],
  ['a full page without a number', {data: [ROW, ROW]}, false],
  ['a number that says there are more', {data: [ROW], pagination: {total: 9}}, false],
  ['a number in words', {data: [ROW, ROW], pageInfo: {totalCount: '2'}}, true],
  ['a number that is less than what came', {data: [ROW, ROW], pagination: {total: 0}}, false],
  ['an empty page, whatever it says', {data: [], pagination: {total: 900}}, true],
])('%s ends the list, or not', (_words, answer, isLast) => {
  expect(decodeNoticePage(answer, PAGE)?.isLast).toBe(isLast);
});

test('what is none is no notice; numbers, flags and lists come in any form', () => {
  expect(decodeNotice({status: 'NEW'})).toBeUndefined();
  expect(decodeNoticePage({error: 'x'}, PAGE)).toBeUndefined();
  const odd = {...ROW, id: undefined, notificationNumber: '5-1', globalNotification: 'true', ibxs: 'SV5'};
  expect(decodeNotice({data: odd})).toMatchObject({id: '5-1', isGlobal: true, ibxs: ['SV5']});
  expect(decodeNotice({...ROW, wind: 'strong'})).toMatchObject({other: [{key: 'wind', value: 'strong'}]});
});

test('an event of the newer API is a notice with its times', () => {
  const event = {
    notificationNumber: '5-1',
    category: 'INCIDENT',
    type: 'IBX_INCIDENT',
    ibxs: ['LD8'],
    createdDateTime: '2026-01-01T00:00:00Z',
    summary: 's',
    status: 'RESOLVED',
    additionalInfo: [
      {key: 'START_DATETIME', value: '2017-11-28T17:41:56.218013Z'},
      {key: 'ROOM', value: '7'},
    ],
  };
  const page = decodeEventPage({data: [event, {summary: 'no number'}]}, PAGE);
  expect(page).toMatchObject({
    rows: 2,
    notices: [
      {
        id: '5-1',
        start: '2017-11-28T17:41:56.218Z',
        other: expect.arrayContaining([{key: 'ROOM', value: '7'}]),
      },
    ],
  });
});

test('the search asks for a range and the latest start first; HTML becomes text', async () => {
  const service = await startService();
  const api = clientOf(service);
  service.answer({
    json: {data: [{...ROW, summary: '<p>UPS <b>B-2</b></p><p>on bypass</p>'}], pagination: {total: 1}},
  });
  const {notices} = await api.searchNotices({from: 0, to: 86_400_000, offset: 100});
  expect(notices[0]?.summary).toBe('UPS B-2\non bypass');
  const [call] = service.calls();
  expect(call?.url).toBe('/v1/notifications/ibx/search?offset=100&limit=100&sorts=-startDate');
  expect(JSON.parse(String(call?.body))).toEqual({
    filter: {dateRange: {fromDate: '1970-01-01T00:00:00.000Z', toDate: '1970-01-02T00:00:00.000Z'}},
  });
  service.answer({json: {message: 'hello'}});
  expect(await failureOf(api.getNotice('GBL1'))).toMatchObject({
    kind: 'service',
    message: expect.stringContaining('hello'),
  });
});
