import {expect, test} from 'vitest';
import {decodeNegotiations} from '../../src/api/decode/decode-negotiations.ts';

const ONE = {
  referenceId: '4-12312312132',
  orderRequestedDateTime: '2020-08-25T10:24:10.282Z',
  proposedDateTime: '2020-08-25T11:24:10.282Z',
  expirationDateTime: '2020-08-25T09:24:10.282Z',
  expedited: false,
  createdDateTime: '2020-08-25T06:24:10.282Z',
  message: 'Due to multiple request, unable to process with requested time',
};

test('a question as the vendor writes it', () => {
  expect(decodeNegotiations([ONE])).toEqual([
    {
      referenceId: ONE.referenceId,
      message: ONE.message,
      requested: ONE.orderRequestedDateTime,
      proposed: ONE.proposedDateTime,
      expires: ONE.expirationDateTime,
      isExpedited: false,
      created: ONE.createdDateTime,
    },
  ]);
});

test.each([[undefined], [null], [[]], [{data: []}], [[[]]]])('nothing waits: %j', (answer) => {
  expect(decodeNegotiations(answer)).toEqual([]);
});

test.each([[{data: [ONE]}], [[[ONE]]], [ONE]])('the same in other wrappings', (answer) => {
  expect(decodeNegotiations(answer)).toHaveLength(1);
});

test.each([
  [{}],
  [true],
  ['none'],
  [[{errorCode: 'EQ-2042252', errorMessage: 'No pending negotiation', referenceId: '4-1'}]],
  [[7, 'x', {}]],
])('what is no list of questions is none: %j', (answer) => {
  expect(decodeNegotiations(answer)).toBeUndefined();
});

test('lying types and control characters do no harm, and nothing is lost', () => {
  const answer = [
    {referenceId: 41, message: 'Now\u001B[2J', expirationDateTime: 'soon', expedited: 'no', more: {x: 1}},
  ];
  expect(decodeNegotiations(answer)).toEqual([
    {
      referenceId: '41',
      message: expect.not.stringContaining('\u001B') as string,
      isExpedited: false,
      other: expect.arrayContaining([{key: 'expirationDateTime', value: 'soon'}]) as unknown,
    },
  ]);
});
