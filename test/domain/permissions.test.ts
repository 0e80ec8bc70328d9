import {expect, test} from 'vitest';
import {
  allows,
  cancelDoubt,
  differingLines,
  lineRemarks,
  noteDoubt,
  noteRemarks,
  wantsAnswer,
} from '../../src/domain/ticket/permissions.ts';
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

test('flags warn and never refuse a note where the service waits for an answer', () => {
  const waiting = {status: 'IN_PROGRESS', modifiable: false, respond: true} as const;
  expect(noteDoubt(waiting)).toBeUndefined();
  expect(noteRemarks(waiting, 'reply')).toEqual([
    'The service says that this ticket takes no changes, and that it waits for an answer.',
  ]);
  expect(noteDoubt({status: 'IN_PROGRESS', modifiable: false})).toEqual({
    message: 'The service says that this ticket takes no changes.',
    isFinal: false,
  });
  expect(noteDoubt({status: 'CLOSED', modifiable: true, reOpen: true})).toEqual({
    message:
      'This ticket is CLOSED: the service takes no more notes for it. It can be re-opened, which only the portal can do.',
    isFinal: true,
  });
});

test('what was never said speaks against nothing; line items that say no are named', () => {
  expect(noteDoubt({})).toBeUndefined();
  expect(cancelDoubt({})).toBeUndefined();
  expect(cancelDoubt({lines: [item('1-A', {cancellable: false})]})?.message).toBe(
    'The service says that this ticket cannot be cancelled. Line 1-A Install says so.',
  );
  expect(cancelDoubt({status: 'CANCELLED'})).toEqual({
    message: 'This ticket is CANCELLED already.',
    isFinal: true,
  });
});
