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
