import {expect, test} from 'vitest';
import type {OrderSearch} from '../../src/domain/requests.ts';
import {ENDPOINTS} from '../../src/api/endpoints.ts';
import {operationOf, requestProblems} from './request-check.ts';
import {CASE, FILE, FULL_CREATE, ORDER} from './requests.ts';
import {type Answer, clientOf, failureOf, startService, TICKET} from './service.ts';

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

/** An answer that any operation but the cancellation takes. */
const ANY = {
  ...TICKET,
  content: [],
  data: [],
  locations: [],
  subject: 's',
  troubleticketTypes: [],
  attachmentId: FILE.id,
  success: true,
};

test('every request that the client makes is what openapi.yaml describes', async () => {
  const service = await startService();
  const api = clientOf(service, {clock: {now: () => Date.parse('2026-06-01T00:00:00Z')}});
  service.answer({json: ANY});
  await api.getTicket(ORDER);
  await api.createTicket(FULL_CREATE);
  await api.createTicket({
    code: '0302-0400',
    description: 'd',
    details: {requestedTerminationDate: '2026-12-31'},
  });
  await api.addNote(CASE, {text: 'n', attachments: [FILE]});
  await api.addNote(ORDER, {text: 'n', attachments: []});
  service.answer({json: {status: 'OK'}}, {json: {...ANY, status: true}});
  await api.cancelTicket(ORDER, 'r');
  service.answer({json: [{referenceId: '4-1'}]}, {json: {status: 'OK'}}, {json: {...ANY, status: true}});
  await api.listNegotiations(ORDER);
  await api.answerNegotiation(ORDER, {referenceId: '4-1', action: 'APPROVE', reason: 'As proposed.'});
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
  await api.searchNotices({from: 0, to: 86_400_000, offset: 0});
  await api.getNotice('GBL1');
  await api.getOrder('1-210476070101');
  await api.findNotices({offset: 0});
  await api.searchAssets({q: '1011585-M'});
  await api.searchAssets({most: 1});
  service.answer({json: {assetNumber: '9980813'}});
  await api.getAsset('9980813');
  expect(service.received.map((request) => [request.url, requestProblems(request)])).toEqual(
    service.received.map(({url}) => [url, []]),
  );
  expect(service.received).toHaveLength(26);
  expect(new Set(service.received.map(operationOf))).toEqual(new Set(Object.keys(ENDPOINTS)));
});

test('the check looks into files, too', () => {
  const boundary = '--x';
  const request = (body: string) => ({
    method: 'POST',
    url: '/v1/attachments/file',
    headers: {'content-type': 'multipart/form-data; boundary=x'},
    body: Buffer.from(`${boundary}\r\n${body}\r\n${boundary}--\r\n`),
  });
  const part = (name: string) =>
    `Content-Disposition: form-data; name="${name}"; filename="a.txt"\r\n\r\nabc`;
  expect(requestProblems(request(part('uploadFile')))).toEqual([]);
  expect(requestProblems(request(part('file')))).toHaveLength(2);
});

test('the check notices a stray request', async () => {
  const service = await startService();
  const api = clientOf(service, {paths: {getTicket: '/elsewhere/{id}'}});
  await api.getTicket(ORDER);
  expect(service.calls().flatMap(requestProblems)).toEqual([expect.stringContaining('is no operation')]);
});

test("the search body holds what was asked for, in order history's own words", async () => {
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
  service.answer({json: {success: true}});
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

test('a cancellation or deletion that the service did not take is an error', async () => {
  const service = await startService();
  const api = clientOf(service);
  service.answer({json: {status: 'FAILED'}});
  expect(await failureOf(api.cancelTicket(ORDER, 'x'))).toMatchObject({
    kind: 'rejected',
    message: expect.stringContaining('FAILED'),
  });
  service.answer({json: {status: false}});
  expect(await failureOf(api.deleteAttachment(FILE.id))).toMatchObject({kind: 'rejected'});
  service.answer({json: {status: true}});
  await api.deleteAttachment(FILE.id);
});

test.each<[string, Answer]>([
  ...[200, 201, 202, 204].map((status): [string, Answer] => [`an empty ${status}`, {status}]),
  ['null', {json: null}],
  ['{}', {json: {}}],
  ['[]', {json: []}],
  ['true', {json: true}],
  ['a text', {json: 'OK'}],
  ['an empty result', {json: {result: {}}}],
  ['a result of nothing', {json: {result: {caseNotesId: '', caseId: null}}}],
  ['another word', {json: {status: 'ACCEPTED'}}],
  ['success as a word that is none', {json: {success: 'maybe'}}],
  ['a message alone', {json: {message: 'Your note is being processed'}}],
  [
    'success and an error at once',
    {json: {success: true, id: '1-1', errors: [{errorCode: 'E-1'}], status: 'OK'}},
  ],
  ['a place without a number', {status: 202, headers: {location: '/support/v2/tickets'}}],
])('a write answered with %s is of unknown outcome', async (_what, answer) => {
  const service = await startService();
  service.answer(answer);
  const api = clientOf(service);
  const unknown = {kind: 'unknown-outcome', sent: true};
  expect(await failureOf(api.addNote(ORDER, {text: 'x'}))).toMatchObject(unknown);
  expect(await failureOf(api.addNote(CASE, {text: 'x'}))).toMatchObject(unknown);
  expect(await failureOf(api.cancelTicket(ORDER, 'x'))).toMatchObject(unknown);
  expect(await failureOf(api.createTicket({code: '0002-0000', description: 'x'}))).toMatchObject(unknown);
  expect(service.calls()).toHaveLength(4);
});

test.each<[string, unknown, string]>([
  ['a list of errors', [{errorCode: 'EQ-1', errorMessage: 'The case is locked'}], 'The case is locked'],
  ['one error', {errorCode: 'EQ-1', errorMessage: 'The case is locked'}, 'The case is locked'],
  [
    'errors in an object',
    {errors: [{errorCode: 'EQ-1', errorMessage: 'The case is locked'}]},
    'The case is locked',
  ],
  ['a status of failure', {status: 'FAILED'}, 'FAILED'],
  ['a failed success', {success: 'false'}, 'was not done'],
  ['a problem', {status: 409, title: 'The case is locked'}, 'The case is locked'],
  ['an error as a word', {error: 'locked'}, 'locked'],
])('a write answered 200 with %s has failed, with its words', async (_what, json, words) => {
  const service = await startService();
  service.answer({json});
  const api = clientOf(service);
  const refused = {kind: 'rejected', message: expect.stringContaining(words)};
  expect(await failureOf(api.addNote(ORDER, {text: 'x'}))).toMatchObject(refused);
  expect(await failureOf(api.cancelTicket(ORDER, 'x'))).toMatchObject(refused);
  expect(await failureOf(api.createTicket({code: '0002-0000', description: 'x'}))).toMatchObject(refused);
});

test('a deletion that is answered with nothing is done', async () => {
  const service = await startService();
  service.answer({status: 204});
  await clientOf(service).deleteAttachment(FILE.id);
});

test.each([
  [{json: {id: '11150929', type: 'TROUBLE'}}, {id: '11150929', kind: 'TROUBLE'}],
  [{json: {id: 11150929}}, {id: '11150929', kind: 'CASE'}],
  [
    {status: 202, headers: {location: 'tickets/1-188243137021'}},
    {id: '1-188243137021', kind: 'TROUBLE'},
  ],
  [
    {status: 201, headers: {location: 'https://api.equinix.com/v2/tickets/1-1?x=1'}, json: {type: 'CASE'}},
    {id: '1-1', kind: 'CASE'},
  ],
])("the new ticket's number is taken from the body, else from Location", async (answer, reply) => {
  const service = await startService();
  service.answer(answer);
  expect(await clientOf(service).createTicket({code: '0002-0000', description: 'x'})).toEqual(reply);
});

test('a new ticket without any number is of unknown outcome', async () => {
  const service = await startService();
  service.answer({status: 201});
  expect(
    await failureOf(clientOf(service).createTicket({code: '0002-0000', description: 'x'})),
  ).toMatchObject({kind: 'unknown-outcome'});
});

test('the raw answer comes along', async () => {
  const service = await startService();
  service.answer({text: ` {"id": "${CASE}"}\n`});
  const {ticket, raw} = await clientOf(service).getTicket(CASE);
  expect(ticket.id).toBe(CASE);
  expect(raw).toBe(` {"id": "${CASE}"}\n`);
});

test.each([
  [
    'a page',
    {headers: {'content-type': 'text/html'}, text: '<!doctype html><title>Portal</title>'},
    'web page',
  ],
  ['half of it', {headers: {'content-type': 'application/json'}, text: '{"id": "11'}, 'not valid JSON'],
  ['nothing', {text: ''}, 'not a ticket'],
  ['something else', {json: {hello: 1}}, 'not a ticket'],
])('%s instead of a ticket is an error with words', async (_name, answer, words) => {
  const service = await startService();
  service.answer(answer);
  const failure = await failureOf(clientOf(service).getTicket(ORDER));
  expect(failure).toMatchObject({
    kind: 'service',
    message: expect.stringContaining(words),
    hint: expect.any(String),
  });
});
