import {expect, test} from 'vitest';
import {NOW, signedIn} from './support.ts';

const POWER = {code: '0002-0000', description: 'Both feeds are dark.', primaryId: 'AM1:01:001MC3'};

test('a trouble code gives an order that can be read and listed', async () => {
  const {get, post} = await signedIn();
  const created = await post('/support/v2/tickets', {
    ...POWER,
    customerReferenceId: 'NEW-1',
    secondaryId: 'AM1:01:001MC3:0102',
  });
  expect(created.status).toBe(201);
  expect(created.json['type']).toBe('TROUBLE');
  const id = String(created.json['id']);
  expect(id).toMatch(/^1-\d{12}$/);
  expect(created.headers.get('location')).toBe(`/support/v2/tickets/${id}`);
  const ticket = await get(`/support/v2/tickets/${id}`);
  expect(ticket.json).toMatchObject({
    id,
    orderId: id,
    status: 'SUBMITTED',
    location: {ibx: ['AM1']},
    customerReferenceId: 'NEW-1',
    otherDetails: {category: 'Power', description: 'Both feeds are dark.', cancellable: true},
  });
  const {json: orders} = await post('/v1/retrieve-orders', {
    q: 'NEW-1',
    source: ['CUSTOMER_REFERENCE_NUMBER'],
  });
  expect(orders['content']?.[0]).toMatchObject({orderNumber: id, orderStatus: 'SUBMITTED'});
});

test('other codes give a case of eight digits, which order history does not list', async () => {
  const {get, post} = await signedIn();
  const body = {
    code: '0305-0000',
    description: 'Two lines for one service.',
    primaryId: '136008',
    details: {invoice: '1'},
  };
  const {json} = await post('/support/v2/tickets', body);
  expect(json['type']).toBe('CASE');
  expect(json['id']).toMatch(/^\d{8}$/);
  const ticket = await get(`/support/v2/tickets/${String(json['id'])}`);
  expect(ticket.json).toMatchObject({
    accountName: 'Brightwater Payments plc',
    otherDetails: {recordType: 'GSD Case'},
  });
  expect(ticket.json['orderId']).toBeUndefined();
  const {json: orders} = await post('/v1/retrieve-orders', {q: String(json['id'])});
  expect(orders['content']).toEqual([]);
});

test('a termination needs its date and shows it', async () => {
  const {get, post} = await signedIn();
  const body = {code: '0302-0400', description: 'Please end it.'};
  const refused = await post('/support/v2/tickets', body);
  expect(refused.status).toBe(400);
  const {json} = await post('/support/v2/tickets', {
    ...body,
    details: {requestedTerminationDate: '2027-01-31'},
  });
  const ticket = await get(`/support/v2/tickets/${String(json['id'])}`);
  expect(ticket.json['otherDetails']?.['requestedTerminationDate']).toBe('2027-01-31');
});

test('contacts are kept: each registered user, and the others by name', async () => {
  const {get, post} = await signedIn();
  const contacts = [
    {registeredUsers: ['noc1', 'noc2'], type: 'NOTIFICATION'},
    {
      firstName: 'Ana',
      lastName: 'Lima',
      type: 'TECHNICAL',
      details: [{type: 'EMAIL', value: 'ana@vjt.example'}],
    },
  ];
  const {json} = await post('/support/v2/tickets', {...POWER, contacts});
  const ticket = await get(`/support/v2/tickets/${String(json['id'])}`);
  expect(
    ticket.json['contacts']?.map((contact) => contact['registeredUser'] ?? contact['firstName']),
  ).toEqual(['noc1', 'noc2', 'Ana']);
});

test.each([
  ['an unknown code', {...POWER, code: '0001-0000'}, 'code'],
  ['no description', {code: '0002-0001'}, 'description'],
  ['a description of 4,001 characters', {...POWER, description: 'x'.repeat(4001)}, 'description'],
  ['a reference of 201 characters', {...POWER, customerReferenceId: 'x'.repeat(201)}, 'customerReferenceId'],
  ['a primary id of 101 characters', {...POWER, primaryId: 'x'.repeat(101)}, 'primaryId'],
  [
    'a time in the future',
    {...POWER, occurredDateTime: new Date(NOW + 3_600_000).toISOString()},
    'occurredDateTime',
  ],
  ['a time without zone', {...POWER, occurredDateTime: '2026-11-23T10:00:00'}, 'occurredDateTime'],
  ['a total outage without a cage', {...POWER, primaryId: undefined}, 'primaryId'],
  [
    'eleven registered users',
    {...POWER, contacts: [{registeredUsers: Array.from({length: 11}, () => 'a'), type: 'ORDERING'}]},
    'contacts[0].registeredUsers',
  ],
])('%s is refused and the field is named', async (_, body, property) => {
  const {post} = await signedIn();
  const {status, json} = await post('/support/v2/tickets', body);
  expect(status).toBe(400);
  expect(json[0]?.['additionalInfo']?.map((info) => info['property'])).toContain(property);
});
