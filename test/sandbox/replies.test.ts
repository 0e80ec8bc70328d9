import {expect, test} from 'vitest';
import {loadOpenapi} from '../../src/sandbox/page/openapi.ts';
import {primaryId} from '../../src/sandbox/model.ts';
import {seedTickets} from '../../src/sandbox/seed/seed-tickets.ts';
import {NOW, signedIn, type Answer} from './support.ts';

const openapi = await loadOpenapi();

/** Problems of an answer against the schema that openapi.yaml gives for it. */
function strays({json}: Answer, schema: string): readonly unknown[] {
  return openapi.check(`/components/schemas/${schema}`, json, '');
}

test('answers are what openapi.yaml says', async () => {
  const {get, post, sandbox} = await signedIn({tickets: 200});
  for (const ticket of seedTickets(NOW, 1).filter(({foreign}) => foreign === undefined)) {
    const known = strays(await get(`/support/v2/tickets/${primaryId(ticket)}`), 'Ticket');
    // One ticket has a channel that the page does not list, for clients to bear.
    expect(known, primaryId(ticket)).toEqual(
      ticket.channel === 'API'
        ? [{property: 'channel', reason: 'must be one of OFFLINE, PORTAL', value: 'API'}]
        : [],
    );
    for (const email of ticket.emails) {
      if (ticket.caseNumber === undefined) continue;
      const answer = await get(
        `/support/v1/tickets/emailDetails/${email.id}/caseNumber/${ticket.caseNumber}`,
      );
      expect(strays(answer, 'EmailDetails')).toEqual([]);
    }
  }
  expect(strays(await post('/v1/retrieve-orders', {page: {number: 0, size: 200}}), 'OrderPage')).toEqual([]);
  expect(strays(await get('/v1/orders/troubleticket/locations?detail=true'), 'TicketLocations')).toEqual([]);
  expect(strays(await get('/v1/orders/troubleticket/types'), 'TicketTypes')).toEqual([]);
  const created = await post('/support/v2/tickets', {code: '0305-0000', description: 'a'});
  expect(strays(created, 'CreateTicketReply')).toEqual([]);
  const id = String(created.json['id']);
  expect(strays(await post(`/support/v1/tickets/${id}/notes`, {text: 'a'}), 'CaseNoteReply')).toEqual([]);
  expect(strays(await post(`/support/v2/tickets/${id}/notes`, {text: 'a'}), 'TicketNoteReply')).toEqual([]);
  expect(strays(await post(`/support/v2/tickets/${id}/cancel`, {reason: 'a'}), 'CancelReply')).toEqual([]);
  expect(strays(await post(`/support/v2/tickets/${id}/cancel`, {reason: 'a'}), 'ErrorList')).toEqual([]);
  expect(strays(await post('/v1/retrieve-orders', {q: 1}), 'ErrorEnvelope')).toEqual([]);
  for (const {headers} of sandbox.log()) expect(headers['authorization'] ?? '***').toBe('***');
});

test('the sandbox serves every operation of openapi.yaml', async () => {
  const {HANDLERS} = await import('../../src/sandbox/operations/handlers.ts');
  expect(openapi.operations.map(({id}) => id).toSorted()).toEqual([...HANDLERS.keys()].toSorted());
});
