import {expect, test} from 'vitest';
import {oddityHint, type Oddity} from '../../src/api/oddity-watch.ts';
import {clientOf, failureOf, startService, TICKET} from './service.ts';

const ID = TICKET.id;

async function watched() {
  const service = await startService();
  const met: Oddity[] = [];
  const api = clientOf(service, {onOddity: (oddity) => met.push(oddity), retry: {tries: 1}});
  return {api, met, answer: service.answer};
}

test('fields and values that casedeck does not know are told once, without what they hold', async () => {
  const {api, met, answer} = await watched();
  const odd = {
    ...TICKET,
    status: 'ON_HOLD',
    escalation: {level: 'private words'},
    otherDetails: {
      details: [
        {lineId: '1', carrier: 'x'},
        {lineId: '2', carrier: 'y'},
      ],
    },
    'noc@customer.example': 1,
  };
  answer({json: odd}, {json: odd});
  await api.getTicket(ID);
  await api.getTicket(ID);
  expect(met.map(({lookFor}) => lookFor).toSorted()).toEqual([
    'ON_HOLD',
    'escalation.level',
    'otherDetails.details[].carrier',
  ]);
  expect(JSON.stringify(met)).not.toMatch(/private words|customer\.example/);
  expect(met.map(oddityHint).join()).toContain('api-catalog/supportv2');
});

test('notices of both kinds, assets, orders and questions are watched, and have their own page', async () => {
  const {api, met, answer} = await watched();
  const event = {notificationNumber: '5-1', category: 'INCIDENT', productTypes: [], contacts: [{a: 1}]};
  answer(
    {json: {data: [{id: 'GBL1', type: 'IBX_WEATHER', wind: 9}]}},
    {json: {data: [{...event, additionalInfo: [{key: 'ROOM', value: '7'}], audience: 'all'}]}},
    {json: {data: [{assetNumber: '9980813', relatedAccountNumber: '1', warranty: 'x'}]}},
    {
      json: {
        assetNumber: '9980813',
        productDetails: [{key: 'CABINET', value: '0102', tag: 'HEADER', rack: 1}],
      },
    },
    {json: [{orderId: '1-210476070101', status: 'FROZEN'}]},
    {json: [{referenceId: '4-1', urgency: 'high'}], headers: {deprecation: 'true'}},
  );
  await api.searchNotices({from: 0, to: 1, offset: 0});
  await api.findNotices({offset: 0});
  await api.searchAssets({q: '9980813'});
  await api.getAsset('9980813');
  await api.getOrder('1-210476070101');
  await api.listNegotiations('1-210476070101');
  expect(met.map(({operation, lookFor}) => `${operation} ${lookFor}`)).toEqual([
    'searchNotices wind',
    'searchNotices IBX_WEATHER',
    'findNotices audience',
    'searchAssets warranty',
    'getAsset productDetails[].rack',
    'getOrder FROZEN',
    'listNegotiations deprecated',
    'listNegotiations urgency',
  ]);
  const pages = met.map((oddity) => /api-catalog\/(\w+)/.exec(oddityHint(oddity))?.[1]);
  expect([...new Set(pages)]).toEqual(['notificationsv1', 'unifiednotificationv2', 'assetsv1', 'ordersv2']);
});

test('that an operation ends is told with the day and where to read of it', async () => {
  const {api, met, answer} = await watched();
  const headers = {
    deprecation: '@1767225600',
    sunset: 'Wed, 30 Jun 2027 23:59:59 GMT',
    link: '<https://docs.equinix.com/changes>; rel="sunset"',
  };
  answer({json: TICKET, headers});
  await api.getTicket(ID);
  expect(met.map(({words}) => words)).toEqual([
    'The service says that getTicket ends: Wed, 30 Jun 2027 23:59:59 GMT. See https://docs.equinix.com/changes',
    'The service says that getTicket is outdated: since 2026-01-01. See https://docs.equinix.com/changes',
  ]);
});

test('a path that is gone is told; a ticket that is not known is none', async () => {
  const {api, met, answer} = await watched();
  answer({
    status: 404,
    json: [{errorCode: 'EQ-2014005', errorMessage: 'no such ticket', correlationId: 'c'}],
  });
  await failureOf(api.getTicket(ID));
  expect(met).toEqual([]);
  answer({status: 404, json: {message: 'no Route matched with those values'}});
  await failureOf(api.getTicket(ID));
  answer({status: 410, json: {}});
  await failureOf(api.searchOrders({}));
  expect(met.map(({operation, lookFor}) => `${operation} ${lookFor}`)).toEqual([
    'getTicket withdrawn',
    'searchOrders withdrawn',
  ]);
});
