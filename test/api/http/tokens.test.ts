import {expect, test} from 'vitest';
import type {CachedToken, TokenCache} from '../../../src/api/credentials.ts';
import {AppError, describeError} from '../../../src/errors.ts';
import {clientOf, failureOf, startService, TICKET} from '../service.ts';

const ID = TICKET.id;

test('the token request is JSON with the grant type', async () => {
  const service = await startService();
  await clientOf(service).getTicket(ID);
  const [token, call] = service.received;
  expect(JSON.parse(String(token?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'client',
    client_secret: 'very-secret',
  });
  expect(token?.headers['content-type']).toBe('application/json');
  expect(token?.headers.authorization).toBeUndefined();
  expect(call?.headers.authorization).toBe('Bearer token-1');
});

test('calls at the same time share one token', async () => {
  const service = await startService();
  const api = clientOf(service);
  await Promise.all(Array.from({length: 12}, async () => api.getTicket(ID)));
  expect(service.tokenRequests()).toBe(1);
  expect(service.calls()).toHaveLength(12);
});

test('a token is renewed a minute before it ends, not earlier', async () => {
  const service = await startService();
  let now = 1_000_000;
  const api = clientOf(service, {clock: {now: () => now}});
  await api.getTicket(ID);
  now += (3599 - 61) * 1000;
  await api.getTicket(ID);
  expect(service.tokenRequests()).toBe(1);
  now += 2000;
  await api.getTicket(ID);
  expect(service.tokenRequests()).toBe(2);
});

test('a refused secret is one request, and no other until the credentials change', async () => {
  const service = await startService();
  const refusal = {
    error_domain: 'apigee-edge',
    error_title: 'Invalid Client',
    error_code: '400-001',
    developer_message: 'secret very-secret does not match',
    error_message: 'Client credentials are wrong',
  };
  service.answerToken({status: 400, json: refusal});
  const api = clientOf(service);
  const failures = await Promise.all([
    failureOf(api.getTicket(ID)),
    failureOf(api.addNote(ID, {text: 'hello'})),
  ]);
  failures.push(await failureOf(api.identify()));
  for (const failure of failures) {
    expect(failure).toMatchObject({kind: 'auth', status: 400, code: '400-001'});
    const {title, hint} = describeError(failure);
    expect(title).toContain('Client credentials are wrong');
    expect(`${title} ${hint}`).not.toContain('very-secret');
    expect(hint).toContain('five');
  }
  expect(service.received).toHaveLength(1);

  service.answerToken({json: {access_token: 'good', token_timeout: 3599}});
  api.resetAuth();
  await api.getTicket(ID);
  expect(service.calls()[0]?.headers.authorization).toBe('Bearer good');
});

test('a lost answer of the token request is not asked for again', async () => {
  const service = await startService();
  service.answerToken((response) => response.destroy());
  const failure = await failureOf(clientOf(service).getTicket(ID));
  expect(failure).toMatchObject({kind: 'network', operation: 'token'});
  expect(service.received).toHaveLength(1);
});

test('a busy token service is asked again, also before a write', async () => {
  const service = await startService();
  service.answerToken({status: 503}, {json: {access_token: 'late', token_timeout: '60'}});
  service.answer({json: {success: true}});
  await clientOf(service).addNote(ID, {text: 'hello'});
  expect(service.tokenRequests()).toBe(2);
  expect(service.calls()).toHaveLength(1);
});

test('a 401 renews the token once; a read is asked again, a write is left to a look', async () => {
  const service = await startService();
  const api = clientOf(service);
  service.answer({status: 401}, {json: TICKET});
  await api.getTicket(ID);
  service.answer({status: 401}, {json: {success: true}});
  const failure = await failureOf(api.addNote(ID, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'auth', isRenewed: true, sent: true});
  await api.addNote(ID, {text: 'hello'});
  expect(service.calls().map(({headers}) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-2',
    'Bearer token-3',
  ]);
});

test('where the new token cannot be had, the write had been sent all the same', async () => {
  const service = await startService();
  service.answer({status: 401});
  service.answerToken({json: {access_token: 'first', token_timeout: '3600'}}, {status: 400});
  const failure = await failureOf(clientOf(service).addNote(ID, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'auth', operation: 'addTicketNote', sent: true});
});

test('a second 401 is an error', async () => {
  const service = await startService();
  service.answer({status: 401});
  const failure = await failureOf(clientOf(service).getTicket(ID));
  expect(failure).toMatchObject({kind: 'auth', status: 401});
  expect(service.calls()).toHaveLength(2);
  expect(service.tokenRequests()).toBe(2);
});

test('401s of concurrent calls lead to one new token', async () => {
  const service = await startService();
  const api = clientOf(service);
  service.answer((response, {headers}) => {
    response.writeHead(headers.authorization === 'Bearer token-1' ? 401 : 200, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(TICKET));
  });
  await Promise.all(Array.from({length: 4}, async () => api.getTicket(ID)));
  expect(service.tokenRequests()).toBe(2);
});

test('a given token is used as it is, and a 401 says where it comes from', async () => {
  const service = await startService();
  service.answer({json: TICKET}, {status: 401});
  const api = clientOf(service, {credentials: async () => ({token: 'given'})});
  await api.getTicket(ID);
  expect(service.calls()[0]?.headers.authorization).toBe('Bearer given');
  const failure = await failureOf(api.getTicket(ID));
  expect(failure).toMatchObject({kind: 'auth', status: 401});
  expect(describeError(failure).hint).toContain('EQUINIX_API_TOKEN');
  expect(service.calls()).toHaveLength(2);
  expect(service.tokenRequests()).toBe(0);
});

test('a given token that cannot be a header is refused before sending', async () => {
  const service = await startService();
  const api = clientOf(service, {credentials: async () => ({token: 'two\r\nlines'})});
  expect(await failureOf(api.getTicket(ID))).toMatchObject({kind: 'auth'});
  expect(service.received).toHaveLength(0);
});

test('identify says who it is and until when', async () => {
  const service = await startService();
  const api = clientOf(service, {clock: {now: () => 5000}});
  expect(await api.identify()).toEqual({userName: 'engineer', expiresAt: 5000 + 3599_000});
  await api.identify();
  expect(service.received).toHaveLength(1);
});

test('the token cache is shared between runs, but not between clients or endpoints', async () => {
  const service = await startService();
  const cache = memoryCache();
  await clientOf(service, {tokenCache: cache}).getTicket(ID);
  await clientOf(service, {tokenCache: cache}).getTicket(ID);
  expect(service.tokenRequests()).toBe(1);
  const other = async () => ({clientId: 'other', clientSecret: 'x'});
  await clientOf(service, {tokenCache: cache, credentials: other}).getTicket(ID);
  expect(service.tokenRequests()).toBe(2);
  expect(service.calls().map(({headers}) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-1',
    'Bearer token-2',
  ]);
});

test('a cached token that the service refuses is replaced', async () => {
  const service = await startService();
  const cache = memoryCache();
  await clientOf(service, {tokenCache: cache}).getTicket(ID);
  service.answer({status: 401}, {json: TICKET});
  await clientOf(service, {tokenCache: cache}).getTicket(ID);
  expect(service.tokenRequests()).toBe(2);
  expect((await cache.read())?.accessToken).toBe('token-2');
});

test('a cache that fails does not stop the work', async () => {
  const service = await startService();
  const broken = async () => Promise.reject(new Error('disk'));
  const api = clientOf(service, {tokenCache: {read: broken, write: broken, clear: broken}});
  await expect(api.getTicket(ID)).resolves.toMatchObject({ticket: {id: ID}});
});

test('an abandoned wait for the token leaves the token to the others', async () => {
  const service = await startService();
  let release = () => undefined as void;
  service.answerToken((response) => {
    release = () => response.end(JSON.stringify({access_token: 'shared', token_timeout: '3599'}));
  });
  const api = clientOf(service);
  const controller = new AbortController();
  const left = failureOf(api.getTicket(ID, {signal: controller.signal}));
  const stays = api.getTicket(ID);
  await expect.poll(() => service.tokenRequests()).toBe(1);
  controller.abort();
  expect(await left).toMatchObject({kind: 'cancelled'});
  release();
  await stays;
  expect(service.tokenRequests()).toBe(1);
});

test("without credentials nothing is sent and the words are the provider's", async () => {
  const service = await startService();
  const api = clientOf(service, {
    credentials: async () => Promise.reject(new AppError('auth', 'Not signed in.')),
  });
  expect(await failureOf(api.getTicket(ID))).toMatchObject({kind: 'auth', message: 'Not signed in.'});
  expect(service.received).toHaveLength(0);
});

test('an answer without a token is an error with words', async () => {
  const service = await startService();
  service.answerToken({json: {token_timeout: 3599}});
  expect(await failureOf(clientOf(service).getTicket(ID))).toMatchObject({
    kind: 'service',
    operation: 'token',
  });
});

function memoryCache(): TokenCache {
  let kept: CachedToken | undefined;
  return {
    read: async () => kept,
    write: async (token) => {
      kept = token;
    },
    clear: async () => {
      kept = undefined;
    },
  };
}
