import {expect, test} from 'vitest';
import {decodeOrderPage} from '../../src/api/decode/decode-orders.ts';
import {decodeOrderDetails} from '../../src/api/decode/decode-ticket.ts';

const ROW = {orderNumber: '1-210476070101', orderStatus: 'IN_PROGRESS', ibx: ['DA3']};

function kindsOf(type: unknown, of: 'tickets' | 'others') {
  return decodeOrderPage({content: [{...ROW, type}]}, 1, of)?.tickets.map(({kind}) => kind);
}

test.each<[string, unknown, readonly string[]]>([
  ['one product', ['Smart Hands'], ['SMART_HANDS']],
  ['several in one text: the first that is known', ['Cross Connect, Smart Hands'], ['CROSS_CONNECT']],
  ['several texts', ['Tour', 'Work Visits'], ['WORK_VISIT']],
  ['the name that was asked by', 'SHIPMENT', ['SHIPMENT']],
  ['a kind without a name here', ['Conference Room'], ['ORDER']],
  ['nothing said', undefined, ['ORDER']],
  ['no text at all', [{name: 'Shipment'}, null, 7], ['ORDER']],
  ['a ticket among whatever else', ['Smart Hands, Trouble'], []],
  ['a ticket by another name', ['TROUBLE_TICKET'], []],
])('the kind of an order: %s', (_words, type, kinds) => {
  expect(kindsOf(type, 'others')).toEqual(kinds);
});

test('where tickets were asked for, no row is taken for an order: what is read only cannot be answered', () => {
  expect(kindsOf(['Smart Hands'], 'tickets')).toEqual(['UNKNOWN']);
  expect(kindsOf(['Smart Hands, Trouble'], 'tickets')).toEqual(['TROUBLE']);
});

const ORDER = {
  orderId: '1-210476070101',
  accountName: 'Service Corporation',
  status: 'ON_HOLD',
  createdDateTime: '2026-06-26T08:27:45.000+0000',
  estimatedCompletionDateTime: '2026-06-27T08:27:45Z',
  closedDateTime: null,
  cancellable: 'true',
  notes: [{id: 'N-1', text: 'The crate \u001b[2Jis here.', type: 'TECHNICIAN_NOTES', author: 'Desk'}],
  details: [{lineId: '1-A', parentlineId: '1-B', productType: 'SMART_HANDS', ibx: 'DA3', cabinets: ['0102']}],
};

test('an order in the form of a ticket, alone or as an array of one', () => {
  for (const answer of [ORDER, [ORDER], [[ORDER]]]) {
    expect(decodeOrderDetails(answer, ORDER.orderId)).toMatchObject({
      id: ORDER.orderId,
      kind: 'SMART_HANDS',
      status: 'ON_HOLD',
      ibx: ['DA3'],
      createdDateTime: '2026-06-26T08:27:45.000Z',
      finalScheduledDate: '2026-06-27T08:27:45.000Z',
      cancellable: true,
      notes: [{id: 'N-1', text: 'The crate is here.', author: 'Desk'}],
      lines: [{lineId: '1-A', parentLineId: '1-B', productType: 'SMART_HANDS'}],
      other: [{key: 'details.0.cabinets.0', value: '0102'}],
    });
  }
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'ok'],
  ['an empty array', []],
  ['an error', {errorCode: 'EQ-2014005', errorMessage: 'No such order.'}],
  ['an array of errors', [{errorCode: 'EQ-2014005', errorMessage: 'No such order.'}]],
])('%s is no order', (_words, answer) => {
  expect(decodeOrderDetails(answer, '1-210476070101')).toBeUndefined();
});

test('rows that are none, or have no number, are left out; the others stay', () => {
  const content = [
    ROW,
    {orderNumber: '\u001b[31m'},
    {orderNumber: null},
    null,
    'row',
    {...ROW, orderNumber: 7, ibx: [null, {}]},
  ];
  const page = decodeOrderPage({content}, 200, 'others');
  expect(page?.tickets.map(({id}) => id)).toEqual(['1-210476070101', '7']);
});
