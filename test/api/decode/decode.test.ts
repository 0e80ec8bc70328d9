import {expect, test} from 'vitest';
import {decodeDateTime} from '../../../src/api/decode/decode.ts';
import {decodeEmailDetails} from '../../../src/api/decode/decode-email.ts';
import {decodeTicketLocations, decodeTicketTypes} from '../../../src/api/decode/decode-locations.ts';
import {
  decodeIbxLocations,
  decodeOrderFacts,
  decodeOrderPage,
} from '../../../src/api/decode/decode-orders.ts';

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

test.each(['', 'soon', '2026-13-01T00:00:00Z', '08/29/2023', Number.NaN, 1e20, null, {}])(
  '%s is no moment',
  (given) => {
    expect(decodeDateTime(given)).toBeUndefined();
  },
);

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
  expect(
    decodeEmailDetails({subject: 's', email_content: html, spam: {score: 3}, flag: '\u001b[2J!'}),
  ).toEqual({
    subject: 's',
    to: [],
    cc: [],
    html,
    other: [
      {key: 'spam.score', value: '3'},
      {key: 'flag', value: '!'},
    ],
  });
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
          submittedDate: '7/2/19',
          orderingContact: {name: 'Ann Lee', email: 'ann@example.com', fax: '+1 2'},
          notificationContact: {phone: '+1 408 123 1234'},
          links: [{rel: 'orderFullDetails', href: 'https://api.equinix.com/x'}],
          priority: {level: 'P1'},
        },
        {orderNumber: '1-2', type: ['Smart Hands']},
        {type: ['no number']},
      ],
      page: {size: '25', totalElements: '160', totalPages: '7', number: '0'},
    },
    200,
  );
  expect(decodeOrderFacts(page?.tickets[0]?.raw ?? '')).toEqual({
    types: ['Trouble'],
    status: 'SUBMITTED',
    submittedDate: '7/2/19',
    contacts: [
      {role: 'ORDERING', name: 'Ann Lee', email: 'ann@example.com'},
      {role: 'NOTIFICATION', phone: '+1 408 123 1234'},
    ],
    links: [{rel: 'orderFullDetails', href: 'https://api.equinix.com/x'}],
    other: [
      {key: 'priority.level', value: 'P1'},
      {key: 'orderingContact.fax', value: '+1 2'},
    ],
  });
  expect(JSON.parse(page?.tickets[1]?.raw ?? '')).toEqual({orderNumber: '1-2', type: ['Smart Hands']});
  expect({...page, tickets: page?.tickets.map(({raw: _, ...rest}) => rest)}).toEqual({
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
      {
        id: '1-2',
        orderId: '1-2',
        kind: 'UNKNOWN',
        ibx: [],
      },
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
  expect(decodeOrderPage({content: [], page: {number: 3, totalElements: 6}}, 2)).toMatchObject({
    page: 3,
    totalPages: 3,
  });
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
            accounts: [
              {
                number: '136008',
                name: 'Corp',
                isCreditHold: 'false',
                isPOBearing: true,
                cabinets: [{cabinet: 'AM1:01:001MC3:0718', cabinetType: 'PRIVATE'}],
              },
            ],
          },
        ],
      },
    ],
  };
  expect(decodeTicketLocations(full)).toEqual([
    {
      ibx: 'AM1',
      cages: [
        {
          cage: 'AM1:01:001MC3',
          cageTypes: ['Shared'],
          accounts: [
            {
              number: '136008',
              name: 'Corp',
              isCreditHold: false,
              isPoBearing: true,
              cabinets: [{cabinet: 'AM1:01:001MC3:0718', cabinetType: 'PRIVATE'}],
            },
          ],
        },
      ],
    },
  ]);
  expect(decodeTicketLocations({locations: ['AM1', 'AM2']})).toEqual([
    {ibx: 'AM1', cages: []},
    {ibx: 'AM2', cages: []},
  ]);
  expect(decodeTicketLocations([{ibx: 'AM1', cages: ['AM1:01:1']}])).toEqual([
    {ibx: 'AM1', cages: [{cage: 'AM1:01:1', cageTypes: [], accounts: []}]},
  ]);
  expect(decodeTicketLocations({locations: [{ibx: 'AM1'}]})).toEqual([{ibx: 'AM1', cages: []}]);
  expect(decodeTicketLocations({locations: []})).toEqual([]);
  expect(decodeTicketLocations('AM1')).toEqual([{ibx: 'AM1', cages: []}]);
  expect(decodeTicketLocations({other: 1})).toBeUndefined();
});

test('sites of order history', () => {
  const site = {
    ibx: {code: 'SV1', metro: 'SV', state: null, city: 'San Jose', postalCode: 95119},
    cages: ['SV1:01:0101'],
  };
  expect(decodeIbxLocations([site])).toEqual([
    {code: 'SV1', metro: 'SV', city: 'San Jose', postalCode: '95119', cages: ['SV1:01:0101']},
  ]);
  expect(decodeIbxLocations({locations: [site]})).toHaveLength(1);
});

test.each(['troubleticketTypes', 'troubleTicketTypes'])('problem codes under %s', (key) => {
  const type = {
    category: 'Power',
    code: 'pwr01',
    description: 'Outage',
    severity: '1',
    additionalDetails: {subCategories: ['a'], enabledIBXs: ['SV1']},
  };
  expect(decodeTicketTypes({[key]: [type]})).toEqual([
    {
      code: 'pwr01',
      category: 'Power',
      description: 'Outage',
      severity: '1',
      subCategories: ['a'],
      ibxs: ['SV1'],
    },
  ]);
});

test.each([
  {account: {number: 136_008, name: 'Corp'}},
  {account: {accountNumber: '136008', accountName: 'Corp'}},
])('an account of order history in the form %j', (account) => {
  const row = {orderNumber: '1-1', type: ['TROUBLE_TICKET'], ...account};
  const [ticket] = decodeOrderPage({content: [row]}, 10)?.tickets ?? [];
  expect(ticket).toMatchObject({accountNumber: '136008', accountName: 'Corp', kind: 'TROUBLE'});
  expect(decodeOrderFacts(ticket?.raw ?? '')?.other).toEqual([]);
});
