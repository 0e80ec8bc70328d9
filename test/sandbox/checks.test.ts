import {expect, test} from 'vitest';
import {signedIn, type Answer} from './support.ts';

/** The properties an error in the service's bare-array shape names. */
function properties({json}: Answer): readonly unknown[] {
  return [...(json[0]?.['additionalInfo'] ?? [])].map((info) => info['property']);
}

const LONG = 'x'.repeat(4001);
const ID = '56d10de6-f2c0-4edd-ba29-b70736aa2093';

test.each([
  ['no text', {}, 'text'],
  ['an empty text', {text: ''}, 'text'],
  ['4,001 characters', {text: LONG}, 'text'],
  ['text that is no string', {text: 7}, 'text'],
  ['an unknown property', {text: 'a', author: 'me'}, 'author'],
  [
    'six attachments',
    {text: 'a', attachments: Array.from({length: 6}, () => ({id: ID, name: 'a.txt'}))},
    'attachments',
  ],
  ['a nested array of attachments', {text: 'a', attachments: [[{id: ID, name: 'a.txt'}]]}, 'attachments[0]'],
  ['a short attachment name', {text: 'a', attachments: [{id: ID, name: 'a.tx'}]}, 'attachments[0].name'],
  ['a short attachment id', {text: 'a', attachments: [{id: 'x', name: 'a.txt'}]}, 'attachments[0].id'],
  [
    'an attachment that was never uploaded',
    {text: 'a', attachments: [{id: ID, name: 'a.txt'}]},
    'attachments[0].id',
  ],
])('a note with %s is refused and the field is named', async (_, body, property) => {
  const {post, sandbox} = await signedIn();
  const before = sandbox.ticket('11150929')?.notes.length;
  const answer = await post('/support/v2/tickets/11150929/notes', body);
  expect(answer.status).toBe(400);
  expect(properties(answer)).toContain(property);
  expect(answer.json[0]?.['correlationId']).toMatch(/^\d{14}$/);
  expect(sandbox.ticket('11150929')?.notes.length).toBe(before);
});

test('exactly 4,000 characters are taken, counted as code points', async () => {
  const {post} = await signedIn();
  expect((await post('/support/v2/tickets/11150929/notes', {text: '🔥'.repeat(4000)})).status).toBe(200);
});

test('ids of the wrong length are refused', async () => {
  const {get, post} = await signedIn();
  expect(properties(await get('/support/v2/tickets/1234567'))).toEqual(['id']);
  expect(properties(await post('/support/v1/tickets/1-204976070710/notes', {text: 'a'}))).toEqual([
    'caseNumber',
  ]);
  expect(properties(await get('/support/v1/tickets/emailDetails/short/caseNumber/11150929'))).toEqual([
    'emailId',
  ]);
  expect(properties(await get('/support/v2/tickets/attachment/download/1-204976070710/x'))).toEqual([
    'caseId',
  ]);
});

test('unknown tickets are 404, those of others 403', async () => {
  const {get, post} = await signedIn();
  expect((await get('/support/v2/tickets/99999999')).status).toBe(404);
  expect((await post('/support/v1/tickets/99999999/notes', {text: 'a'})).status).toBe(404);
  expect((await get('/support/v2/tickets/1-204976077777')).status).toBe(403);
  expect((await post('/support/v2/tickets/1-204976077777/cancel', {reason: 'a'})).status).toBe(403);
});

test('what is not cancellable stays as it is', async () => {
  const {post, sandbox} = await signedIn();
  const answer = await post('/support/v2/tickets/1-204976070005/cancel', {reason: 'No longer needed.'});
  expect(answer.status).toBe(409);
  expect(answer.json[0]?.['errorMessage']).toContain('cannot be cancelled');
  expect(sandbox.ticket('1-204976070005')?.status).toBe('IN_PROGRESS');
});

test('a case that is an order takes case notes by its case number alone', async () => {
  const {post} = await signedIn();
  expect((await post('/support/v1/tickets/11150929/notes', {text: 'a'})).status).toBe(200);
  expect((await post('/support/v2/tickets/1-204976070655/notes', {text: 'a'})).status).toBe(200);
});

test('unknown paths are 404, wrong methods 405 with what is allowed', async () => {
  const {send} = await signedIn();
  expect((await send('GET', '/support/v3/tickets')).status).toBe(404);
  const answer = await send('PUT', '/support/v2/tickets/11150929');
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET');
});

test('a body that is not JSON is 400, one of another type 415', async () => {
  const {send} = await signedIn();
  const path = '/support/v2/tickets/11150929/notes';
  expect(
    (await send('POST', path, {headers: {'Content-Type': 'application/json'}, body: '{"text": '})).status,
  ).toBe(400);
  expect((await send('POST', path, {headers: {'Content-Type': 'text/plain'}, body: 'a'})).status).toBe(415);
});

test('unknown query parameters are refused', async () => {
  const {get} = await signedIn();
  const answer = await get('/v1/orders/troubleticket/locations?details=true');
  expect(answer.status).toBe(400);
  expect(answer.json['errors']?.[0]).toMatchObject({fields: ['details']});
});

test('order history answers in the older shape, with a trace id', async () => {
  const {post} = await signedIn();
  const answer = await post('/v1/retrieve-orders', {page: {size: 201}});
  expect(answer.status).toBe(400);
  expect(answer.json['errors']?.[0]).toMatchObject({fields: ['page.size']});
  expect(answer.json['ticketId']).toMatch(/^\d{14}$/);
});
