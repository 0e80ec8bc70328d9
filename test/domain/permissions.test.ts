import {expect, test} from 'vitest';
import {allows, differingLines, lineRemarks, wantsAnswer} from '../../src/domain/permissions.ts';
import type {TicketLine} from '../../src/domain/ticket.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';

function item(id: string, flags: Partial<TicketLine>): TicketLine {
  return {
    lineId: toSafeLine(id),
    productName: toSafeLine('Install'),
    purchaseOrder: [],
    additionalInfo: [],
    ...flags,
  };
}

test.each([
  [{cancellable: false, lines: [item('1', {cancellable: true})]}, false],
  [{lines: [item('1', {cancellable: false}), item('2', {cancellable: true})]}, true],
  [{lines: [item('1', {cancellable: false})]}, false],
  [{lines: [item('1', {})]}, undefined],
  [{}, undefined],
])('the ticket says what may be done, else one of its line items', (ticket, expected) => {
  expect(allows(ticket, 'cancellable')).toBe(expected);
});

test('a line item that waits makes the ticket wait, unless it has ended', () => {
  const lines = [item('1', {respond: false}), item('2', {respond: true})];
  expect(wantsAnswer({lines})).toBe(true);
  expect(wantsAnswer({lines, status: 'CLOSED'})).toBe(false);
  expect(wantsAnswer({respond: false})).toBe(false);
});

test('line items of which the service says something else are named', () => {
  const lines = [
    item('1-A', {modifiable: false, respond: true}),
    item('1-B', {modifiable: true, respond: false}),
  ];
  const ticket = {modifiable: true, respond: true, lines};
  expect(differingLines(ticket, 'modifiable').map(({lineId}) => lineId)).toEqual(['1-A']);
  expect(lineRemarks(ticket)).toEqual([
    'Line 1-A Install waits for the answer.',
    'Line 1-A Install takes no changes, says the service.',
  ]);
  expect(lineRemarks({modifiable: false, lines: [item('1-A', {modifiable: false})]})).toEqual([]);
});
