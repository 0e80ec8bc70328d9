import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeDateTime} from '../../src/api/decode-date.ts';
import {decodeEmailDetails} from '../../src/api/decode-email.ts';
import {decodeTicketLocations, decodeTicketTypes} from '../../src/api/decode-locations.ts';
import {decodeIbxLocations, decodeOrderPage} from '../../src/api/decode-orders.ts';
import {decodeTicket} from '../../src/api/decode-ticket.ts';

const FULL = {
  id: '1-204976070710',
  accountNumber: '182389736',
  accountName: 'VjT Existing Reseller',
  customerReferenceId: 'REF-1',
  channel: 'PORTAL',
  orderId: '1-204976070710',
  location: {ibx: ['DA3', 'DA6']},
  status: 'IN_PROGRESS',
  contacts: [{firstName: 'Ann', lastName: 'Lee', type: 'TECHNICAL', details: [{type: 'EMAIL', value: 'a@example.com'}]}],
  notes: [{id: 'n1', createdDateTime: '2023-08-29T04:01:43Z', text: 'line 1\r\nline 2', type: 'CUSTOMER_NOTES'}],
  attachments: [[{id: '56d10de6-f2c0-4edd-ba29-b70736aa2093', name: 'a.pdf', source: 'CUSTOMER'}]],
  email: [
    [
      {
        id: '02s7z00000D30lZAAR',
        createdDateTime: '2026-06-26T08:27:45.000+0000',
        subject: 'Hello',
        author_name: 'Bob',
        FromAddress: 'bob@equinix.com',
        ToAddress: 'x@example.com; y@example.com;',
      },
    ],
  ],
  createdDateTime: '2023-08-29T04:01:43Z',
  otherDetails: {
    contactUCMID: '4711',
    recordType: 'GSD Case',
    subChannel: 'ECP',
    finalScheduledDate: '2026-01-02T00:00:00.000Z',
    category: 'Power',
    subCategory: 'Partial',
    description: 'two\nlines',
    updatedDateTime: '2026-01-01T10:00:00.5Z',
    updatedByFullName: 'Tech Nician',
    requestedTerminationDate: '2026-02-01',
    statusHistory: [{status: 'SUBMITTED', createdDate: '2023-08-29T04:01:43Z'}],
    purchaseOrders: ['PO.1234'],
    products: ['SMART_HANDS'],
    productOfferingCodes: ['SH1'],
    details: [
      {
        lineId: '1-2RCPXBUV',
        parentLineId: '1-1',
        productType: 'SMART_HANDS',
        productOfferingCode: 'SH1',
        productCode: 'P1',
        productName: 'Other',
        status: 'SUBMITTED',
        reOpen: 'false',
        respond: true,
        ibx: 'DA3',
        cage: 'DA3:01:010315',
        requestType: 'ADD',
        activityId: '3-1',
        purchaseOrder: {number: 'PO.1234', amount: 12.5},
        estimatedCompletion: {originalDateTime: '2026-01-03T00:00:00Z'},
        updatedDateTime: '2026-01-01T00:00:00Z',
        additionalInfo: [{key: 'IS_RECURRING', value: false}],
        modifiable: false,
        cancellable: true,
      },
    ],
    additionalInfo: [{key: 'K', value: 'V'}],
    modifiable: false,
    reOpen: false,
    cancellable: true,
    respond: true,
  },
};

test('every field of the page has its place, and nothing is left over', () => {
  expect(decodeTicket(FULL, 'x')).toEqual({
    id: '1-204976070710',
    kind: 'UNKNOWN',
    accountNumber: '182389736',
    accountName: 'VjT Existing Reseller',
    customerReferenceId: 'REF-1',
    channel: 'PORTAL',
    orderId: '1-204976070710',
    ibx: ['DA3', 'DA6'],
    status: 'IN_PROGRESS',
    contacts: [{firstName: 'Ann', lastName: 'Lee', type: 'TECHNICAL', details: [{type: 'EMAIL', value: 'a@example.com'}]}],
    notes: [{id: 'n1', createdDateTime: '2023-08-29T04:01:43.000Z', text: 'line 1\nline 2', type: 'CUSTOMER_NOTES'}],
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
  const flat = decodeTicket({...FULL, attachments: FULL.attachments[0], email: FULL.email[0]}, 'x');
  const nested = decodeTicket(FULL, 'x');
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
    {id: '11150929', status: {name: 'OPEN'}, notes: 'none', createdDateTime: 'yesterday', otherDetails: {cancellable: 'perhaps'}},
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
  const ticket = decodeTicket({id: '11150929', status: null, accountName: '', contacts: null, otherDetails: null}, 'x');
  expect(ticket).toEqual({id: '11150929', kind: 'UNKNOWN', ibx: []});
});

test('an empty list is known to be empty', () => {
  expect(decodeTicket({id: '11150929', notes: [], email: [[]]}, 'x')).toMatchObject({notes: [], emails: []});
});

test('an array around the ticket is unwrapped, a missing id is the one asked for', () => {
  expect(decodeTicket([{status: 'CLOSED'}], '11150929')).toMatchObject({id: '11150929', status: 'CLOSED'});
});

test.each([null, [], 'text', 7, {}, {errors: []}, {message: 'no'}])('%j is no ticket', (answer) => {
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

test.each([
  ['2023-08-29T04:01:43Z', '2023-08-29T04:01:43.000Z'],
  ['2026-06-26T08:27:45.000+0000', '2026-06-26T08:27:45.000Z'],
  ['2026-06-26T08:27:45.123456+05:30', '2026-06-26T02:57:45.123Z'],
  ['2026-06-26T08:27:45-07', '2026-06-26T15:27:45.000Z'],
  ['2026-06-26 08:27', '2026-06-26T08:27:00.000Z'],
  ['2026-06-26', '2026-06-26T00:00:00.000Z'],
  [1782462465000, '2026-06-26T08:27:45.000Z'],
])('%s is the moment %s', (given, moment) => {
  expect(decodeDateTime(given)).toBe(moment);
});

test.each(['', 'soon', '2026-13-01T00:00:00Z', '08/29/2023', Number.NaN, 1e20, null, {}])('%s is no moment', (given) => {
  expect(decodeDateTime(given)).toBeUndefined();
});

test('an e-mail splits its addresses and keeps its HTML as it is', () => {
  const html = '<p>Hi\u001b[31m</p>';
  expect(
    decodeEmailDetails({
      orderId: '11768081',
      createdDateTime: '2026-06-26T08:27:45.000+0000',
      subject: 'Case',
      email_content: html,
      FromAddress: 'abc@equinix.com',
      ToAddress: 'a@example.com;b@example.com ; ',
      CCAddress: '',
    }),
  ).toEqual({
    orderId: '11768081',
    createdDateTime: '2026-06-26T08:27:45.000Z',
    subject: 'Case',
    from: 'abc@equinix.com',
    to: ['a@example.com', 'b@example.com'],
    cc: [],
    html,
  });
  expect(decodeEmailDetails({})).toBeUndefined();
});

test('order history gives summaries, with numbers written as texts', () => {
  const page = decodeOrderPage(
    {
      content: [
        {
          orderNumber: '1-12345678',
          type: ['Trouble'],
          orderStatus: 'SUBMITTED',
          createdAt: '2019-07-02T22:01:50Z',
          account: {accountNumber: 136008, accountName: 'Service Corporation'},
          ibx: ['SV1'],
          customerReferenceNumbers: ['cust-100', 'cust-101'],
          links: [],
        },
        {orderNumber: '1-2', type: ['Smart Hands']},
        {type: ['no number']},
      ],
      page: {size: '25', totalElements: '160', totalPages: '7', number: '0'},
    },
    200,
  );
  expect(page).toEqual({
    tickets: [
      {
        id: '1-12345678',
        orderId: '1-12345678',
        kind: 'TROUBLE',
        status: 'SUBMITTED',
        createdDateTime: '2019-07-02T22:01:50.000Z',
        accountNumber: '136008',
        accountName: 'Service Corporation',
        ibx: ['SV1'],
        customerReferenceId: 'cust-100, cust-101',
      },
      {id: '1-2', orderId: '1-2', kind: 'UNKNOWN', ibx: []},
    ],
    page: 0,
    totalPages: 7,
    totalElements: 160,
  });
});

test('without page numbers a full page means that there is more', () => {
  const row = {orderNumber: '1-1'};
  expect(decodeOrderPage({content: [row, row]}, 2)).toMatchObject({totalPages: 2});
  expect(decodeOrderPage({content: [row]}, 2)).toMatchObject({totalPages: 1, totalElements: 1});
  expect(decodeOrderPage({content: [], page: {number: 3, totalElements: 6}}, 2)).toMatchObject({page: 3, totalPages: 3});
  expect(decodeOrderPage({items: []}, 2)).toBeUndefined();
});

test('places come with and without details, in several forms', () => {
  const full = {
    locations: [
      {
        ibx: 'AM1',
        cages: [
          {
            cage: 'AM1:01:001MC3',
            cageTypes: 'Shared',
            accounts: [{number: '136008', name: 'Corp', isCreditHold: 'false', cabinets: [{cabinet: 'AM1:01:001MC3:0718'}]}],
          },
        ],
      },
    ],
  };
  expect(decodeTicketLocations(full)).toEqual([
    {ibx: 'AM1', cages: [{cage: 'AM1:01:001MC3', accounts: [{number: '136008', name: 'Corp', cabinets: ['AM1:01:001MC3:0718']}]}]},
  ]);
  expect(decodeTicketLocations({locations: ['AM1', 'AM2']})).toEqual([{ibx: 'AM1', cages: []}, {ibx: 'AM2', cages: []}]);
  expect(decodeTicketLocations([{ibx: 'AM1', cages: ['AM1:01:1']}])).toEqual([{ibx: 'AM1', cages: [{cage: 'AM1:01:1', accounts: []}]}]);
  expect(decodeTicketLocations({locations: [{ibx: 'AM1'}]})).toEqual([{ibx: 'AM1', cages: []}]);
  expect(decodeTicketLocations({locations: []})).toEqual([]);
  expect(decodeTicketLocations('AM1')).toEqual([{ibx: 'AM1', cages: []}]);
  expect(decodeTicketLocations({other: 1})).toBeUndefined();
});

test('sites of order history', () => {
  const site = {ibx: {code: 'SV1', metro: 'SV', state: null, city: 'San Jose', postalCode: 95119}, cages: ['SV1:01:0101']};
  expect(decodeIbxLocations([site])).toEqual([{code: 'SV1', metro: 'SV', city: 'San Jose', postalCode: '95119', cages: ['SV1:01:0101']}]);
  expect(decodeIbxLocations({locations: [site]})).toHaveLength(1);
});

test.each(['troubleticketTypes', 'troubleTicketTypes'])('problem codes under %s', (key) => {
  const type = {category: 'Power', code: 'pwr01', description: 'Outage', severity: '1', additionalDetails: {subCategories: ['a'], enabledIBXs: ['SV1']}};
  expect(decodeTicketTypes({[key]: [type]})).toEqual([
    {code: 'pwr01', category: 'Power', description: 'Outage', severity: '1', subCategories: ['a'], ibxs: ['SV1']},
  ]);
});

/** JSON in the service's own shapes, with anything in the place of any value. */
function strayJson(): fc.Arbitrary<unknown> {
  const anything = fc.jsonValue({maxDepth: 4, stringUnit: 'binary'});
  const keys = [...Object.keys(FULL), ...Object.keys(FULL.otherDetails), 'content', 'page', 'locations', 'cages', 'ibx', 'orderNumber', 'text', 'key', 'value'];
  return fc.oneof(
    anything,
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(anything, fc.array(fc.dictionary(fc.constantFrom(...keys), anything), {maxLength: 3})), {maxKeys: 12}),
    fc.tuple(fc.constantFrom(...Object.keys(FULL)), anything).map(([key, value]) => ({...FULL, [key]: value})),
    fc.tuple(fc.constantFrom(...Object.keys(FULL.otherDetails)), anything).map(([key, value]) => ({...FULL, otherDetails: {...FULL.otherDetails, [key]: value}})),
  );
}

test('no JSON breaks a decoder, and none of its control characters come out', () => {
  fc.assert(
    fc.property(strayJson(), (json) => {
      const {html: _html, ...email} = decodeEmailDetails(json) ?? {};
      const decoded = [
        decodeTicket(json, 'x'),
        email,
        decodeOrderPage(json, 200),
        decodeTicketLocations(json),
        decodeIbxLocations(json),
        decodeTicketTypes(json),
      ];
      for (const text of strings(decoded)) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
    {numRuns: 500},
  );
});

test('very deep JSON is no trouble', () => {
  const depth = 50_000;
  const deep: unknown = JSON.parse(`{"id":"11150929","x":${'['.repeat(depth)}1${']'.repeat(depth)},"notes":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(decodeTicket(deep, 'x')?.id).toBe('11150929');
});

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...strings(one)]);
}
