import {expect, test} from 'vitest';
import {decodeTicket} from '../../../src/api/decode/decode-ticket.ts';
import {FULL_TICKET} from './full-ticket.ts';

test('every field of the page has its place, and nothing is left over', () => {
  expect(decodeTicket(FULL_TICKET, FULL_TICKET.id)).toEqual({
    id: '1-204976070710',
    kind: 'UNKNOWN',
    accountNumber: '182389736',
    accountName: 'VjT Existing Reseller',
    customerReferenceId: 'REF-1',
    channel: 'PORTAL',
    orderId: '1-204976070710',
    ibx: ['DA3', 'DA6'],
    status: 'IN_PROGRESS',
    contacts: [
      {
        firstName: 'Ann',
        lastName: 'Lee',
        type: 'TECHNICAL',
        details: [{type: 'EMAIL', value: 'a@example.com'}],
      },
    ],
    notes: [
      {id: 'n1', createdDateTime: '2023-08-29T04:01:43.000Z', text: 'line 1\nline 2', type: 'CUSTOMER_NOTES'},
    ],
    attachments: [{id: '56d10de6-f2c0-4edd-ba29-b70736aa2093', name: 'a.pdf', source: 'CUSTOMER'}],
    emails: [
      {
        id: '02s7z00000D30lZAAR',
        createdDateTime: '2026-06-26T08:27:45.000Z',
        subject: 'Hello',
        authorName: 'Bob',
        from: 'bob@equinix.com',
        to: ['x@example.com', 'y@example.com'],
      },
    ],
    createdDateTime: '2023-08-29T04:01:43.000Z',
    contactUcmId: '4711',
    recordType: 'GSD Case',
    subChannel: 'ECP',
    finalScheduledDate: '2026-01-02T00:00:00.000Z',
    category: 'Power',
    subCategory: 'Partial',
    description: 'two\nlines',
    updatedDateTime: '2026-01-01T10:00:00.500Z',
    updatedBy: 'Tech Nician',
    requestedTerminationDate: '2026-02-01',
    statusHistory: [{status: 'SUBMITTED', createdDateTime: '2023-08-29T04:01:43.000Z'}],
    purchaseOrders: ['PO.1234'],
    products: ['SMART_HANDS'],
    productOfferingCodes: ['SH1'],
    lines: [
      {
        lineId: '1-2RCPXBUV',
        parentLineId: '1-1',
        productType: 'SMART_HANDS',
        productOfferingCode: 'SH1',
        productCode: 'P1',
        productName: 'Other',
        status: 'SUBMITTED',
        reOpen: false,
        respond: true,
        ibx: 'DA3',
        cage: 'DA3:01:010315',
        requestType: 'ADD',
        activityId: '3-1',
        purchaseOrder: [
          {key: 'number', value: 'PO.1234'},
          {key: 'amount', value: '12.5'},
        ],
        estimatedCompletion: '2026-01-03T00:00:00.000Z',
        updatedDateTime: '2026-01-01T00:00:00.000Z',
        additionalInfo: [{key: 'IS_RECURRING', value: 'false'}],
        modifiable: false,
        cancellable: true,
      },
    ],
    additionalInfo: [{key: 'K', value: 'V'}],
    modifiable: false,
    reOpen: false,
    cancellable: true,
    respond: true,
  });
});

test('attachments and e-mails may be flat', () => {
  const flat = decodeTicket(
    {...FULL_TICKET, attachments: FULL_TICKET.attachments[0], email: FULL_TICKET.email[0]},
    'x',
  );
  const nested = decodeTicket(FULL_TICKET, 'x');
  expect(flat).toEqual(nested);
});

test('unknown fields are kept by name, unknown values pass', () => {
  const ticket = decodeTicket(
    {
      id: '11150929',
      type: 'case',
      status: 'PENDING_QA',
      severity: 2,
      location: {ibx: 'SV5', floor: '3'},
      notes: [{text: 'hi', mood: {level: 'calm'}}],
      otherDetails: {owner: {name: 'X', tags: ['a', 'b']}, reOpen: 'TRUE', empty: '', nothing: null},
    },
    'x',
  );
  expect(ticket).toMatchObject({kind: 'CASE', status: 'PENDING_QA', ibx: ['SV5'], reOpen: true});
  expect(ticket?.other).toEqual([
    {key: 'severity', value: '2'},
    {key: 'otherDetails.owner.name', value: 'X'},
    {key: 'otherDetails.owner.tags.0', value: 'a'},
    {key: 'otherDetails.owner.tags.1', value: 'b'},
    {key: 'location.floor', value: '3'},
    {key: 'notes.0.mood.level', value: 'calm'},
  ]);
});

test('a known field of an impossible type is kept among the others', () => {
  const ticket = decodeTicket(
    {
      id: '11150929',
      status: {name: 'OPEN'},
      notes: 'none',
      createdDateTime: 'yesterday',
      otherDetails: {cancellable: 'perhaps'},
    },
    'x',
  );
  expect(ticket).not.toHaveProperty('status');
  expect(ticket?.other).toEqual(
    expect.arrayContaining([
      {key: 'status.name', value: 'OPEN'},
      {key: 'notes', value: 'none'},
      {key: 'createdDateTime', value: 'yesterday'},
      {key: 'otherDetails.cancellable', value: 'perhaps'},
    ]),
  );
});

test('null and empty mean unknown, and are left out', () => {
  const ticket = decodeTicket(
    {id: '11150929', status: null, accountName: '', contacts: null, otherDetails: null},
    '11150929',
  );
  expect(ticket).toEqual({id: '11150929', kind: 'UNKNOWN', ibx: []});
});

test('an empty list is known to be empty', () => {
  expect(decodeTicket({id: '11150929', notes: [], email: [[]]}, 'x')).toMatchObject({notes: [], emails: []});
});

test('an array around the ticket is unwrapped, a missing id is the one asked for', () => {
  expect(decodeTicket([{status: 'CLOSED'}], '11150929')).toMatchObject({id: '11150929', status: 'CLOSED'});
});

test.each([
  null,
  [],
  'text',
  7,
  {},
  {errors: []},
  {message: 'no'},
  {status: 'FAILED'},
  {status: 500, error: 'Internal Server Error', path: '/x'},
  {id: 7, status: 'UP'},
  [{errorCode: 'EQ-1', errorMessage: 'no', id: '11150929'}],
])('%j is no ticket', (answer) => {
  expect(decodeTicket(answer, 'x')).toBeUndefined();
});

test('hostile text is made safe, one-line fields stay on one line', () => {
  const ticket = decodeTicket(
    {
      id: '11150929',
      accountName: 'Evil\u001b]0;title\u0007\nCorp',
      notes: [{text: '\u001b[2Jcleared\r\nnext'}],
      email: [{id: 'e', subject: '\u202egnp.exe'}],
      evil: {'\u001b[31mkey': 'x\u009b2J'},
    },
    'x',
  );
  expect(JSON.stringify(ticket)).not.toMatch(/\\u00|\u009b|\u202e/);
  expect(ticket?.accountName).not.toContain('\n');
  expect(ticket?.notes?.[0]?.text).toContain('cleared\nnext');
});

test('the number that was asked for is one of its numbers, whatever the answer calls it', () => {
  const numbers = (answer: object, asked: string) => {
    const {id, orderId, otherIds} = decodeTicket(answer, asked) ?? {};
    return {id, orderId, otherIds};
  };
  const order = '1-204976070799';
  expect(numbers({id: '11150999'}, order)).toEqual({id: '11150999', otherIds: [order]});
  expect(numbers({id: '11150999', orderId: order}, order)).toEqual({id: '11150999', orderId: order});
  expect(numbers({id: order}, '5-987654321')).toEqual({id: order, otherIds: ['5-987654321']});
  // Too short for a number of a ticket: it stays to be seen.
  expect(decodeTicket({id: 7, status: 'CLOSED'}, order)).toMatchObject({
    id: order,
    other: [{key: 'id', value: '7'}],
  });
});

test('fields of the page are found flat or nested, and those beyond it have their place', () => {
  const file = {id: '56d10de6-f2c0-4edd-ba29-b70736aa2093', name: 'a.pdf'};
  const ticket = decodeTicket(
    {
      id: '11150929',
      type: 'TROUBLE_TICKET',
      category: 'Power',
      description: 'dark',
      primaryId: 'SV5:01:010315',
      modifiable: 'false',
      details: [{lineId: 'L1', respond: 'true'}],
      statusHistory: [{status: 'SUBMITTED'}],
      notes: [{id: 'n', text: 'see the file', attachments: [[file]]}],
      contacts: [{registeredUser: 'nadia', availability: 'ANYTIME', timezone: 'Europe/Berlin'}],
      otherDetails: {accountNumber: '136008', secondaryId: 'SV5:01:010315:0101'},
    },
    '11150929',
  );
  expect(ticket).toMatchObject({
    kind: 'TROUBLE',
    category: 'Power',
    description: 'dark',
    primaryId: 'SV5:01:010315',
    secondaryId: 'SV5:01:010315:0101',
    accountNumber: '136008',
    modifiable: false,
    lines: [{lineId: 'L1', respond: true}],
    statusHistory: [{status: 'SUBMITTED'}],
    notes: [{text: 'see the file', attachments: [file]}],
    attachments: [file],
    contacts: [{registeredUser: 'nadia', availability: 'ANYTIME', timezone: 'Europe/Berlin'}],
    other: [{key: 'type', value: 'TROUBLE_TICKET'}],
  });
});
