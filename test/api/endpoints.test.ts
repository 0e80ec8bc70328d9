import {expect, test} from 'vitest';
import {checkEndpoint} from '../../src/domain/check-endpoint.ts';
import {ENDPOINTS, resolveEndpoints} from '../../src/api/endpoints.ts';
import {SPEC} from './spec.ts';
import {clientOf, failureOf, startService, TICKET} from './service.ts';

test('the table and openapi.yaml name the same operations, methods and paths', () => {
  const described: Record<string, string> = {};
  for (const [path, methods] of Object.entries(SPEC.paths)) {
    for (const [method, {operationId}] of Object.entries(methods))
      described[operationId] = `${method.toUpperCase()} ${path}`;
  }
  const table = Object.fromEntries(
    Object.entries(ENDPOINTS).map(([id, {method, path}]) => [id, `${method} ${path}`]),
  );
  expect(table).toEqual(described);
});

test('paths and methods can be changed by configuration', async () => {
  const service = await startService();
  const api = clientOf(service, {
    paths: {
      getTicket: '/other/v3/tickets/{id}/full',
      cancelTicket: 'delete /other/v3/tickets/{id}',
      getEmail: '/mail/{caseNumber}/{emailId}',
      token: '/sso/token',
      searchOrders: '/orders/search',
    },
  });
  service.answer(
    {json: {access_token: 'x', token_timeout: '3599'}},
    {json: TICKET},
    {json: {status: 'OK'}},
    {json: {subject: 'Hello'}},
    {json: {content: []}},
  );
  await api.getTicket(TICKET.id);
  await api.cancelTicket(TICKET.id, 'no need');
  await api.getEmail('02s7z00000D30lZAAR', '11150929');
  await api.searchOrders({});
  expect(service.received.map(({method, url}) => `${method} ${url}`)).toEqual([
    'POST /sso/token',
    'GET /other/v3/tickets/1-204976070710/full',
    'DELETE /other/v3/tickets/1-204976070710',
    'GET /mail/11150929/02s7z00000D30lZAAR',
    'POST /orders/search',
  ]);
});

test.each([
  ['getTicket', '/tickets', '{id}'],
  ['getTicket', '/tickets/{id}/{id}', 'once'],
  ['getTicket', '/tickets/{id}/{x}', '{id}'],
  ['getTicket', 'tickets/{id}', 'path'],
  ['getTicket', '//evil.example/{id}', 'path'],
  ['getTicket', 'https://evil.example/{id}', 'path'],
  ['getTicket', '/a/../{id}', 'segments'],
  ['getTicket', '/tickets/{id}?x=1', 'query'],
  ['getTicket', 'FETCH /tickets/{id}', 'method'],
  ['getTicket', 'GET /tickets/{id} now', 'more'],
  ['getTicket', '/tickets/{id', '{id}'],
  ['createTicket', '/tickets/{id}', 'no placeholder'],
  ['toString', '/x', 'operation'],
])('%s = "%s" is refused with words', (id, path, words) => {
  const failure = (() => {
    try {
      return resolveEndpoints({[id]: path});
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toMatchObject({
    kind: 'config',
    fields: [{field: `api.paths.${id}`, problem: expect.stringContaining(words)}],
  });
});

test.each([
  'https://api.equinix.com',
  'https://api.equinix.com/',
  'http://127.0.0.1:8080',
  'http://localhost',
  'http://[::1]:99/base/',
])('%s is an endpoint', (endpoint) => {
  expect(checkEndpoint(endpoint)).toBe(endpoint.replace(/\/$/, ''));
});

test.each([
  'http://api.equinix.com',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'ftp://x',
  'api.equinix.com',
  'https://user:pw@host',
  'https://host/?x=1',
  '',
])('"%s" is no endpoint, and its words hold no password', (endpoint) => {
  expect(() => checkEndpoint(endpoint)).toThrow(
    expect.objectContaining({kind: 'config', message: expect.not.stringContaining('pw')}),
  );
});

test('a base path is kept', async () => {
  const service = await startService();
  await clientOf(
    {...service, url: `${service.url}/mirror/`},
    {credentials: async () => ({token: 't'})},
  ).getTicket(TICKET.id);
  expect(service.received[0]?.url).toBe('/mirror/support/v2/tickets/1-204976070710');
});

test('a redirect on the same host is followed for reads', async () => {
  const service = await startService();
  service.answer({status: 302, headers: {location: '/support/v3/tickets/x'}}, {json: TICKET});
  await clientOf(service).getTicket(TICKET.id);
  expect(service.calls().map(({url}) => url)).toEqual([
    '/support/v2/tickets/1-204976070710',
    '/support/v3/tickets/x',
  ]);
});

test('a redirect elsewhere is not followed, and the token goes nowhere', async () => {
  const service = await startService();
  const elsewhere = await startService();
  service.answer({status: 307, headers: {location: `${elsewhere.url}/steal`}});
  const failure = await failureOf(clientOf(service).getTicket(TICKET.id));
  expect(failure).toMatchObject({
    kind: 'rejected',
    status: 307,
    message: expect.stringContaining(elsewhere.url),
  });
  expect(elsewhere.received).toHaveLength(0);
});

test('a redirected write is refused, and sent once', async () => {
  const service = await startService();
  service.answer({status: 308, headers: {location: '/elsewhere'}});
  const failure = await failureOf(clientOf(service).addNote(TICKET.id, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'unknown-outcome', status: 308});
  expect(service.calls()).toHaveLength(1);
});

test('redirects in a circle end', async () => {
  const service = await startService();
  service.answer({status: 302, headers: {location: '/again'}});
  expect(await failureOf(clientOf(service).getTicket(TICKET.id))).toMatchObject({kind: 'rejected'});
  expect(service.calls().length).toBeLessThan(6);
});
