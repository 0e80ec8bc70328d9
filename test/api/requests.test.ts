import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {CreateRequest, NonRegisteredContact, OrderSearch} from '../../src/api/api.ts';
import {createProblems} from '../../src/api/check-request.ts';
import {requestProblems} from './request-check.ts';
import {clientOf, failureOf, startService, TICKET} from './service.ts';

const CASE = '11150929';
const ORDER = TICKET.id;
const FILE = {id: '56d10de6-f2c0-4edd-ba29-b70736aa2093', name: 'a.txt'};
const PERSON: NonRegisteredContact = {
  firstName: 'Ann',
  lastName: 'Lee',
  type: 'TECHNICAL',
  details: [
    {type: 'EMAIL', value: 'ann@example.com'},
    {type: 'PHONE', value: '+1-4601231122'},
  ],
  availability: 'ANYTIME',
  timezone: 'Europe/Berlin',
};
const FULL: CreateRequest = {
  code: '0002-0000',
  description: 'd',
  primaryId: 'AM1:01:001MC3',
  secondaryId: 'AM1:01:001MC3:0102',
  occurredDateTime: '2026-01-01T10:00:00Z',
  customerReferenceId: 'R',
  attachments: [FILE],
  contacts: [{registeredUsers: ['ann'], type: 'ORDERING'}, PERSON],
  details: {callFromCage: true},
};
const SEARCH: OrderSearch = {
  ibxs: ['SV1'],
  productTypes: ['TROUBLE'],
  orderStatus: ['SUBMITTED'],
  dateRange: 'PAST_YEAR',
  fromDate: '01/31/2026',
  toDate: '02/01/2026',
  q: '5-123',
  source: ['TROUBLE_TICKET_NUMBER'],
  sort: {name: 'CREATED_ON', direction: 'DESC'},
  page: 3,
  size: 999,
};

test('every request that the client makes is what openapi.yaml describes', async () => {
  const service = await startService();
  const api = clientOf(service, {clock: {now: () => Date.parse('2026-06-01T00:00:00Z')}});
  service.answer({json: {...TICKET, content: [], locations: [], subject: 's', troubleticketTypes: [], attachmentId: FILE.id}});
  await api.getTicket(ORDER);
  await api.createTicket(FULL);
  await api.createTicket({code: '0302-0400', description: 'd', details: {requestedTerminationDate: '2026-12-31'}});
  await api.addNote(CASE, {text: 'n', attachments: [FILE]});
  await api.addNote(ORDER, {text: 'n', attachments: []});
  await api.cancelTicket(ORDER, 'r');
  await api.getEmail('02s7z00000D30lZAAR', CASE);
  await api.searchOrders(SEARCH);
  await api.searchOrders({});
  await api.listOrderLocations();
  await api.ticketLocations();
  await api.ticketLocations({ibxs: ['AM1', 'AM2']});
  await api.ticketTypes({category: 'Power'});
  await api.uploadAttachment({name: 'a.txt', size: 1, open: () => ReadableStream.from([new Uint8Array(1)])});
  await api.deleteAttachment(FILE.id);
  await api.downloadAttachment(CASE, FILE.id);
  expect(service.received.map((request) => [request.url, requestProblems(request)])).toEqual(
    service.received.map(({url}) => [url, []]),
  );
  expect(service.received).toHaveLength(17);
});

test('the check notices a stray request', async () => {
  const service = await startService();
  const api = clientOf(service, {paths: {getTicket: '/elsewhere/{id}'}});
  await api.getTicket(ORDER);
  expect(service.calls().flatMap(requestProblems)).toEqual([expect.stringContaining('is no operation')]);
});

test('the search body holds what was asked for, in order history\'s own words', async () => {
  const service = await startService();
  service.answer({json: {content: []}});
  await clientOf(service).searchOrders(SEARCH);
  expect(JSON.parse(String(service.calls()[0]?.body))).toEqual({
    filters: {
      ibxs: ['SV1'],
      productTypes: ['TROUBLE'],
      orderStatus: ['SUBMITTED'],
      dateRange: 'PAST_YEAR',
      fromDate: '01/31/2026',
      toDate: '02/01/2026',
    },
    q: '5-123',
    source: ['TROUBLE_TICKET_NUMBER'],
    sorts: [{name: 'CREATED_ON', direction: 'DESC'}],
    page: {number: 3, size: 200},
  });
});

test.each([
  ['auto', CASE, `/support/v1/tickets/${CASE}/notes`],
  ['auto', ORDER, `/support/v2/tickets/${ORDER}/notes`],
  ['ticket', CASE, `/support/v2/tickets/${CASE}/notes`],
  ['case', CASE, `/support/v1/tickets/${CASE}/notes`],
  ['case', ORDER, `/support/v2/tickets/${ORDER}/notes`],
] as const)('with note operation %s, a note on %s goes to %s', async (noteOperation, id, path) => {
  const service = await startService();
  service.answer({json: {}});
  await clientOf(service, {noteOperation}).addNote(id, {text: 'hello'});
  expect(service.calls()[0]).toMatchObject({method: 'POST', url: path});
  expect(JSON.parse(String(service.calls()[0]?.body))).toEqual({text: 'hello'});
});

test('the id of a case note is told', async () => {
  const service = await startService();
  service.answer({json: {result: {caseId: '5', caseNotesId: 'note-7', caseNumber: CASE}}});
  expect(await clientOf(service).addNote(CASE, {text: 'x'})).toEqual({noteId: 'note-7'});
});

test('a note that the service did not take is an error', async () => {
  const service = await startService();
  service.answer({json: {ticketId: ORDER, success: false}});
  expect(await failureOf(clientOf(service).addNote(ORDER, {text: 'x'}))).toMatchObject({kind: 'rejected'});
});

test.each([200, 201, 202, 204])('an empty %i is success', async (status) => {
  const service = await startService();
  service.answer({status});
  const api = clientOf(service);
  expect(await api.addNote(ORDER, {text: 'x'})).toEqual({});
  await api.cancelTicket(ORDER, 'x');
  await api.deleteAttachment(FILE.id);
});

test.each([
  [{json: {id: '11150929', type: 'TROUBLE'}}, {id: '11150929', kind: 'TROUBLE'}],
  [{json: {id: 11150929}}, {id: '11150929', kind: 'CASE'}],
  [{status: 202, headers: {location: 'tickets/1-188243137021'}}, {id: '1-188243137021', kind: 'TROUBLE'}],
  [{status: 201, headers: {location: 'https://api.equinix.com/v2/tickets/1-1?x=1'}, json: {type: 'CASE'}}, {id: '1-1', kind: 'CASE'}],
])('the new ticket\'s number is taken from the body, else from Location', async (answer, reply) => {
  const service = await startService();
  service.answer(answer);
  expect(await clientOf(service).createTicket({code: '0002-0000', description: 'x'})).toEqual(reply);
});

test('a new ticket without any number is of unknown outcome', async () => {
  const service = await startService();
  service.answer({status: 201});
  expect(await failureOf(clientOf(service).createTicket({code: '0002-0000', description: 'x'}))).toMatchObject({kind: 'unknown-outcome'});
});

test('the raw answer comes along', async () => {
  const service = await startService();
  service.answer({text: ` {"id": "${CASE}"}\n`});
  const {ticket, raw} = await clientOf(service).getTicket(CASE);
  expect(ticket.id).toBe(CASE);
  expect(raw).toBe(` {"id": "${CASE}"}\n`);
});

test.each([
  ['a page', {headers: {'content-type': 'text/html'}, text: '<!doctype html><title>Portal</title>'}, 'web page'],
  ['half of it', {headers: {'content-type': 'application/json'}, text: '{"id": "11'}, 'not valid JSON'],
  ['nothing', {text: ''}, 'not a ticket'],
  ['something else', {json: {hello: 1}}, 'not a ticket'],
])('%s instead of a ticket is an error with words', async (_name, answer, words) => {
  const service = await startService();
  service.answer(answer);
  const failure = await failureOf(clientOf(service).getTicket(ORDER));
  expect(failure).toMatchObject({kind: 'service', message: expect.stringContaining(words), hint: expect.any(String)});
});

const NOW = Date.parse('2026-06-01T12:00:00Z');
const long = (length: number) => 'x'.repeat(length);
const users = (count: number) => Array.from({length: count}, (_, index) => `user${index}`);
const files = (count: number) => Array.from({length: count}, () => FILE);

/** At the limit, and one past it. */
const LIMIT_CASES: readonly (readonly [string, Partial<CreateRequest>, Partial<CreateRequest>])[] = [
  ['description', {description: long(4000)}, {description: long(4001)}],
  ['description', {description: 'x'}, {description: ''}],
  ['primaryId', {primaryId: long(100)}, {primaryId: long(101)}],
  ['primaryId', {primaryId: 'x'}, {primaryId: ''}],
  ['secondaryId', {secondaryId: long(100)}, {secondaryId: long(101)}],
  ['secondaryId', {secondaryId: 'x'}, {secondaryId: ''}],
  ['customerReferenceId', {customerReferenceId: long(200)}, {customerReferenceId: long(201)}],
  ['customerReferenceId', {customerReferenceId: 'x'}, {customerReferenceId: ''}],
  ['attachments', {attachments: files(5)}, {attachments: files(6)}],
  ['attachments.0.id', {attachments: [{...FILE, id: long(36)}]}, {attachments: [{...FILE, id: long(37)}]}],
  ['attachments.0.id', {attachments: [{...FILE, id: long(36)}]}, {attachments: [{...FILE, id: long(35)}]}],
  ['attachments.0.name', {attachments: [{...FILE, name: long(100)}]}, {attachments: [{...FILE, name: long(101)}]}],
  ['attachments.0.name', {attachments: [{...FILE, name: long(5)}]}, {attachments: [{...FILE, name: long(4)}]}],
  ['contacts.0.registeredUsers', {contacts: [{registeredUsers: users(10), type: 'NOTIFICATION'}]}, {contacts: [{registeredUsers: users(11), type: 'NOTIFICATION'}]}],
  ['contacts.0.details', {contacts: [PERSON]}, {contacts: [{...PERSON, details: PERSON.details.slice(1)}]}],
  ['code', {code: '9999-9999'}, {code: '0002'}],
  ['occurredDateTime', {occurredDateTime: '2026-06-01T12:00:30Z'}, {occurredDateTime: '2026-06-01T12:02:00Z'}],
  ['occurredDateTime', {occurredDateTime: '2026-06-01T05:00:00-07:00'}, {occurredDateTime: '2026-06-01T12:00:00'}],
  ['occurredDateTime', {occurredDateTime: '2026-02-28T05:00:00Z'}, {occurredDateTime: '2026-02-30T05:00:00Z'}],
  [
    'details.requestedTerminationDate',
    {code: '0302-0400', details: {requestedTerminationDate: '2026-12-31'}},
    {code: '0302-0400', details: {requestedTerminationDate: '2026-12-32'}},
  ],
  ['details.requestedTerminationDate', {code: '0302-0500'}, {code: '0302-0400'}],
];

test.each(LIMIT_CASES)('%s: at the limit is sent, one past it is refused here', async (field, good, bad) => {
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

test.each([
  ['a note', 4000, async (api: ReturnType<typeof clientOf>, text: string) => api.addNote(ORDER, {text})],
  ['a cancel reason', 4000, async (api: ReturnType<typeof clientOf>, text: string) => api.cancelTicket(ORDER, text)],
  ['a ticket id', 100, async (api: ReturnType<typeof clientOf>, text: string) => api.getTicket(text)],
])('%s has 1 to %i characters', async (_name, max, call) => {
  const service = await startService();
  const api = clientOf(service);
  await call(api, long(max));
  expect(await failureOf(call(api, long(max + 1)))).toMatchObject({kind: 'input'});
  expect(await failureOf(call(api, ''))).toMatchObject({kind: 'input'});
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
      occurredDateTime: fc.oneof(text, fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30', '2026-01-01T24:00:00Z')),
      attachments: fc.array(fc.record({id: fc.oneof(text, fc.constant(FILE.id)), name: text}), {maxLength: 6}),
      contacts: fc.array(fc.oneof(fc.constant(PERSON), fc.record({registeredUsers: fc.array(text, {maxLength: 11}), type: fc.constant('ORDERING' as const)})), {maxLength: 3}),
      details: fc.record({requestedTerminationDate: fc.oneof(text, fc.constant('2026-01-31'))}, {requiredKeys: []}),
    },
    {requiredKeys: ['code', 'description']},
  );
  fc.assert(
    fc.property(request, (made) => {
      fc.pre(createProblems(made, NOW).length === 0);
      const body = Buffer.from(JSON.stringify(made));
      expect(requestProblems({method: 'POST', url: '/support/v2/tickets', headers: {'content-type': 'application/json'}, body})).toEqual([]);
    }),
    {numRuns: 200},
  );
});
