import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {CreateRequest} from '../../src/domain/requests.ts';
import {createProblems} from '../../src/domain/new-ticket/check-request.ts';
import {requestProblems} from '../api/request-check.ts';
import {CASE, FILE, PERSON} from '../api/requests.ts';
import {clientOf, failureOf, startService, TICKET} from '../api/service.ts';
import {often} from '../support/long.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
/** What no length says: that it is sent, and that it is refused. */
const CASES: readonly (readonly [string, Partial<CreateRequest>, Partial<CreateRequest>])[] = [
  ['code', {code: '9999-9999'}, {code: '0002'}],
  [
    'occurredDateTime',
    {occurredDateTime: '2026-06-01T05:00:00-07:00'},
    {occurredDateTime: '2026-06-01T12:00:00'},
  ],
  [
    'occurredDateTime',
    {occurredDateTime: '2026-02-28T05:00:00Z'},
    {occurredDateTime: '2026-02-30T05:00:00Z'},
  ],
  [
    'details.requestedTerminationDate',
    {code: '0302-0400', details: {requestedTerminationDate: '2026-12-31'}},
    {code: '0302-0400', details: {requestedTerminationDate: '2026-12-32'}},
  ],
];

test.each(CASES)('%s: what is right is sent, what is wrong refused here', async (field, good, bad) => {
  const service = await startService();
  service.answer({json: {id: CASE, type: 'CASE'}});
  const api = clientOf(service, {clock: {now: () => NOW}});
  const base = {code: '0002-0000', description: 'x'};
  const failure = await failureOf(api.createTicket({...base, ...bad}));
  expect(failure).toMatchObject({kind: 'input', fields: [expect.objectContaining({field})]});
  expect(service.received).toHaveLength(0);
  await api.createTicket({...base, ...good});
  expect(service.calls()).toHaveLength(1);
});

test('ids have the lengths of the page, and no path in them', async () => {
  const service = await startService();
  service.answer({json: {...TICKET, subject: 's'}});
  const api = clientOf(service);
  const email = '02s7z00000D30lZAAR';
  const bad = [
    api.getTicket('1234567'),
    api.getTicket('../../../admin'.replaceAll('.', '\n')),
    api.getEmail(email.slice(1), CASE),
    api.getEmail(`${email}X`, CASE),
    api.getEmail(email, '1115092'),
    api.getEmail(email, '111509290'),
    api.downloadAttachment('1-1', 'x'),
    api.downloadAttachment(CASE, '..'),
    api.deleteAttachment('x'),
  ];
  for (const call of bad) expect(await failureOf(call)).toMatchObject({kind: 'input'});
  expect(service.received).toHaveLength(0);
  await api.getTicket('1234-../x?y#z');
  expect(service.calls()[0]?.url).toBe('/support/v2/tickets/1234-..%2Fx%3Fy%23z');
});

test('what passes the check here passes openapi.yaml too', () => {
  const text = fc.string({unit: 'binary', maxLength: 110});
  const request = fc.record(
    {
      code: fc.constantFrom('0002-0000', '0302-0400', '0305-0000'),
      description: text,
      primaryId: text,
      secondaryId: text,
      customerReferenceId: text,
      occurredDateTime: fc.oneof(
        text,
        fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30', '2026-01-01T24:00:00Z'),
      ),
      // What is only believed of a file's id and name is a warning: the sandbox is stricter.
      attachments: fc.array(fc.constant(FILE), {maxLength: 6}),
      contacts: fc.array(
        fc.oneof(
          fc.constant(PERSON),
          fc.record({
            registeredUsers: fc.array(text, {maxLength: 11}),
            type: fc.constant('ORDERING' as const),
          }),
        ),
        {maxLength: 3},
      ),
      details: fc.record(
        {requestedTerminationDate: fc.oneof(text, fc.constant('2026-01-31'))},
        {requiredKeys: []},
      ),
    },
    {requiredKeys: ['code', 'description']},
  );
  fc.assert(
    fc.property(request, (made) => {
      fc.pre(createProblems(made).length === 0);
      const body = Buffer.from(JSON.stringify(made));
      expect(
        requestProblems({
          method: 'POST',
          url: '/support/v2/tickets',
          headers: {'content-type': 'application/json'},
          body,
        }),
      ).toEqual([]);
    }),
    {numRuns: often(100, 200)},
  );
});
