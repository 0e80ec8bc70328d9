import {expect, test} from 'vitest';
import {fillIn} from '../../src/domain/new-ticket/new-ticket-form.ts';

const NOW = Date.UTC(2026, 5, 1, 20, 0);
const FORM = {code: '0002-0001', description: 'It is dark.'};

test.each([
  ['14:05', undefined, '2026-06-01T14:05:00.000Z'],
  ['11:05 site', 'SV5:01:02', '2026-06-01T18:05:00.000Z'],
  ['11:05 at SV5', undefined, '2026-06-01T18:05:00.000Z'],
  ['yesterday 09:00 AM1', undefined, '2026-05-31T07:00:00.000Z'],
  ['2026-06-01 19:05 ibx', 'FR5:04:004010', '2026-06-01T17:05:00.000Z'],
])('%s, of a ticket about %s, is %s', (occurred, primaryId, iso) => {
  const form = {...FORM, occurred, ...(primaryId === undefined ? {} : {primaryId})};
  expect(fillIn(form, NOW, 'utc')).toMatchObject({request: {occurredDateTime: iso}, problems: []});
});

test.each([
  ['11:05 site', undefined, 'name the cage first'],
  ['11:05 at QQ7', undefined, 'The clock of QQ7 is not known'],
])('%s without a known site says what to do', (occurred, primaryId, words) => {
  expect(fillIn({...FORM, occurred, primaryId: primaryId ?? ''}, NOW, 'utc').problems).toEqual([
    {field: 'occurred', problem: expect.stringContaining(words)},
  ]);
});
