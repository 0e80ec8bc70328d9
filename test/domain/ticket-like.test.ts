import {expect, test} from 'vitest';
import {ticketLike} from '../../src/domain/new-ticket/ticket-like.ts';
import type {OutboxItem} from '../../src/domain/records.ts';
import type {Ticket} from '../../src/domain/ticket.ts';

const ticket = {
  id: '1-204976070710',
  kind: 'TROUBLE',
  ibx: ['SV5'],
  category: 'Power',
  subCategory: 'We are having a partial power outage',
  description: 'Feed B is dark.',
  primaryId: 'SV5:02:001',
  customerReferenceId: 'OPS-1',
  contacts: [
    {registeredUser: 'nadia.oyelaran', type: 'NOTIFICATION', details: []},
    {
      firstName: 'Jane',
      lastName: 'Doe',
      type: 'TECHNICAL',
      details: [{type: 'EMAIL', value: 'jane@x.example'}],
    },
  ],
} as unknown as Ticket;

test("what the service tells of a ticket begins one like it, without what is that one's own", () => {
  expect(ticketLike(ticket, [])).toEqual({
    text: 'Feed B is dark.',
    fields: {
      code: '0002-0001',
      primaryId: 'SV5:02:001',
      contacts: [
        {type: 'NOTIFICATION', registeredUsers: ['nadia.oyelaran']},
        {
          firstName: 'Jane',
          lastName: 'Doe',
          type: 'TECHNICAL',
          details: [{type: 'EMAIL', value: 'jane@x.example'}],
        },
      ],
    },
  });
});

test('a category that is none of the published ones gives no code', () => {
  const {fields} = ticketLike({...ticket, category: 'Catering'} as unknown as Ticket, []);
  expect(fields).not.toHaveProperty('code');
});

test('one that was sent from here is known exactly', () => {
  const request = {
    code: '0305-0002',
    description: 'x',
    primaryId: 'A',
    customerReferenceId: 'OPS-1',
    details: {a: 1},
  };
  const item = {kind: 'create', text: 'As it was sent.', extra: JSON.stringify(request), remoteId: ticket.id};
  expect(ticketLike(ticket, [item as unknown as OutboxItem])).toEqual({
    text: 'As it was sent.',
    fields: {code: '0305-0002', primaryId: 'A', details: {a: 1}},
  });
});
