import {expect, test} from 'vitest';
import {call, requestToken, signIn, testSandbox} from './support.ts';

const MINUTE = 60_000;

test('the right secret gives a token of an hour', async () => {
  const sandbox = await testSandbox();
  const {status, json} = await requestToken(sandbox);
  expect(status).toBe(200);
  expect(json).toMatchObject({token_timeout: '3599', user_name: 'nadia.oyelaran', token_type: 'Bearer'});
});

test('a token stops working after its hour', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const sandbox = await testSandbox({now: () => now});
  const {get} = await signIn(sandbox);
  now += 59 * MINUTE;
  expect((await get('/support/v2/tickets/11150929')).status).toBe(200);
  now += MINUTE;
  const late = await get('/support/v2/tickets/11150929');
  expect(late.status).toBe(401);
  expect(late.json[0]).toMatchObject({errorMessage: 'The access token has expired.'});
});

test('a shorter life and a forced end are possible', async () => {
  const sandbox = await testSandbox({tokenLifeSeconds: 5});
  expect((await requestToken(sandbox)).json['token_timeout']).toBe('4');
  const {get} = await signIn(sandbox);
  sandbox.expireTokens();
  expect((await get('/support/v2/tickets/11150929')).status).toBe(401);
});

test.each([undefined, 'Bearer made-up', 'Basic YTpi'])(
  'authorization %s is refused',
  async (authorization) => {
    const sandbox = await testSandbox();
    const headers: Record<string, string> = authorization === undefined ? {} : {authorization};
    expect((await call(sandbox, 'GET', '/support/v2/tickets/11150929', {headers})).status).toBe(401);
  },
);

test('a wrong secret is refused in the OAuth shape, and the fifth locks the account', async () => {
  const sandbox = await testSandbox();
  const refusals = [];
  for (let attempt = 0; attempt < 5; attempt += 1)
    refusals.push(await requestToken(sandbox, {client_secret: 'wrong'}));
  expect(refusals.map(({status}) => status)).toEqual([400, 400, 400, 400, 400]);
  expect(Object.keys(refusals[0]?.json ?? {}).toSorted()).toEqual([
    'developer_message',
    'error_code',
    'error_domain',
    'error_message',
    'error_title',
  ]);
  expect(refusals[0]?.json['error_message']).toContain('4 attempts left');
  expect(refusals[4]?.json['error_message']).toContain('locked');
  const right = await requestToken(sandbox);
  expect(right.status).toBe(400);
  expect(right.json['error_message']).toContain('locked');
});

test('a right secret in between starts the count again', async () => {
  const sandbox = await testSandbox();
  for (let round = 0; round < 2; round += 1) {
    for (let attempt = 0; attempt < 4; attempt += 1) await requestToken(sandbox, {client_secret: 'wrong'});
    expect((await requestToken(sandbox)).status).toBe(200);
  }
});

test('each client has its own count', async () => {
  const other = {id: 'other', secret: 'other-secret', userName: 'callum.fraser'};
  const sandbox = await testSandbox({clients: [other]});
  for (let attempt = 0; attempt < 5; attempt += 1) await requestToken(sandbox, {client_secret: 'wrong'});
  const answer = await requestToken(sandbox, {client_id: other.id, client_secret: other.secret});
  expect(answer.json['user_name']).toBe('callum.fraser');
});

test('a token request without grant_type is refused in the OAuth shape and costs no attempt', async () => {
  const sandbox = await testSandbox();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const {status, json} = await requestToken(sandbox, {grant_type: undefined});
    expect(status).toBe(400);
    expect(json['developer_message']).toContain('grant_type is required');
  }
  expect((await requestToken(sandbox)).status).toBe(200);
});
