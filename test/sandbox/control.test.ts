import {expect, test} from 'vitest';
import {call, requestToken, signedIn, testSandbox} from './support.ts';

test('the log lists what was received, without secrets', async () => {
  const {get, post, sandbox} = await signedIn();
  await post('/support/v2/tickets/11150929/notes', {text: 'hello'});
  await get('/support/v2/tickets/99999999');
  await get('/nowhere?x=1');
  const {json, text} = await call(sandbox, 'GET', '/__sandbox/log');
  const shown = [...json].map((entry) => [
    entry['method'],
    entry['path'],
    entry['operation'],
    entry['status'],
  ]);
  expect(shown).toEqual([
    ['POST', '/oauth2/v1/token', 'token', 200],
    ['POST', '/support/v2/tickets/11150929/notes', 'addTicketNote', 200],
    ['GET', '/support/v2/tickets/99999999', 'getTicket', 404],
    ['GET', '/nowhere?x=1', undefined, 404],
  ]);
  expect(json[1]?.['body']).toEqual({text: 'hello'});
  expect(json[1]?.['headers']).toMatchObject({authorization: '***'});
  expect(json[0]?.['body']).toMatchObject({client_secret: '***', client_id: sandbox.clientId});
  expect(text).not.toContain(sandbox.clientSecret);
  await call(sandbox, 'DELETE', '/__sandbox/log');
  expect((await call(sandbox, 'GET', '/__sandbox/log')).json).toEqual([]);
});

test('the log keeps the last requests only', async () => {
  const sandbox = await testSandbox({logLimit: 3});
  for (let attempt = 0; attempt < 8; attempt += 1) await call(sandbox, 'GET', `/nowhere/${attempt}`);
  expect(sandbox.log().map(({path}) => path)).toEqual(['/nowhere/5', '/nowhere/6', '/nowhere/7']);
});

test('a ticket can be looked at and changed as by somebody else', async () => {
  const {get, sandbox} = await signedIn();
  const path = '/__sandbox/state/1-204976070655';
  expect((await call(sandbox, 'GET', path)).json).toMatchObject({
    caseNumber: '11150929',
    status: 'IN_PROGRESS',
  });
  const body = JSON.stringify({
    status: 'CLOSED',
    note: 'Done by us.',
    email: {subject: 'Closed', html: '<p>Closed</p>'},
  });
  expect((await call(sandbox, 'PATCH', path, {body})).status).toBe(200);
  const {json} = await get('/support/v2/tickets/11150929');
  expect(json['status']).toBe('CLOSED');
  expect(json['notes']?.at(-1)).toMatchObject({text: 'Done by us.', type: 'RESOLUTION_NOTES'});
  // This ticket sends its arrays nested.
  expect(json['email']?.[0]?.at(-1)).toMatchObject({subject: 'Closed'});
});

test('what the sandbox itself does not know is refused in words', async () => {
  const sandbox = await testSandbox();
  expect((await call(sandbox, 'GET', '/__sandbox/nothing')).json).toEqual({error: 'unknown: GET nothing'});
  expect((await call(sandbox, 'GET', '/__sandbox/state/1')).json).toEqual({error: 'no ticket 1'});
  const body = JSON.stringify({status: 'LOST'});
  expect((await call(sandbox, 'PATCH', '/__sandbox/state/11150929', {body})).json).toEqual({
    error: 'no status LOST',
  });
  expect((await call(sandbox, 'GET', '/__sandbox/state/%')).json).toEqual({error: 'URI malformed'});
});

test('a request that the sandbox itself stumbles over gets an answer', async () => {
  const {get, sandbox} = await signedIn();
  const ticket = sandbox.ticket('11150929');
  if (ticket === undefined) throw new Error('The seed has this ticket.');
  sandbox.put({...ticket, notes: [{...ticket.notes[0], id: 1n} as never]});
  const answer = await get('/support/v2/tickets/11150929');
  expect(answer.status).toBe(500);
  expect(answer.text).toMatch(/^The sandbox failed: /);
});

test('tokens can be made to expire over HTTP', async () => {
  const {get, sandbox} = await signedIn();
  await call(sandbox, 'POST', '/__sandbox/expire-tokens');
  expect((await get('/support/v2/tickets/11150929')).status).toBe(401);
  expect((await requestToken(sandbox)).status).toBe(200);
});

test('a taken port is refused with its reason', async () => {
  const sandbox = await testSandbox();
  await expect(testSandbox({port: Number(new URL(sandbox.url).port)})).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
