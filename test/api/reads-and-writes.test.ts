import {expect, test} from 'vitest';
import {createApi} from '../../src/api/create-api.ts';
import {AppError, describeError} from '../../src/errors.ts';
import {CLOSED_ADDRESS} from '../support/closed-address.ts';
import {
  afterTime,
  type Answer,
  clientOf,
  failureOf,
  holdTheClock,
  type Pauses,
  startService,
  TICKET,
} from './service.ts';

const ID = TICKET.id;
const reset: Answer = (response) => response.destroy();
/** Says more than it sends. */
const truncated: Answer = (response) => {
  response.writeHead(200, {'content-type': 'application/json', 'content-length': '500'});
  response.write('{"id": "1-2049');
  setImmediate(() => response.destroy());
};

test.each([
  [429, [1875, 3750]],
  [502, [375, 750]],
  [503, [375, 750]],
  [504, [375, 750]],
])('a read is tried again after %i', async (status, expected) => {
  const service = await startService();
  const pauses: Pauses = [];
  service.answer({status}, {status}, {json: TICKET});
  await clientOf(service, {}, pauses).getTicket(ID);
  expect(service.calls()).toHaveLength(3);
  // Twice as long each time, at the middle of the jitter.
  expect(pauses).toEqual(expected);
});

test('a read is given up after four tries', async () => {
  const service = await startService();
  service.answer({status: 503, headers: {'retry-after': '7'}});
  const pauses: Pauses = [];
  const failure = await failureOf(clientOf(service, {}, pauses).getTicket(ID));
  expect(failure).toMatchObject({kind: 'service', status: 503, retryAfterMs: 7000});
  expect(service.calls()).toHaveLength(4);
  expect(pauses).toEqual([7000, 7000, 7000]);
});

test('a caller can ask for a single try', async () => {
  const service = await startService();
  service.answer({status: 503});
  await failureOf(clientOf(service).getTicket(ID, {tries: 1}));
  expect(service.calls()).toHaveLength(1);
});

test.each([400, 403, 404, 409, 500])('a read is not tried again after %i', async (status) => {
  const service = await startService();
  service.answer({status});
  await failureOf(clientOf(service).getTicket(ID));
  expect(service.calls()).toHaveLength(1);
});

test('Retry-After is honoured as seconds and as a date', async () => {
  const service = await startService();
  const pauses: Pauses = [];
  const now = Date.parse('2026-01-01T00:00:00Z');
  service.answer(
    {status: 429, headers: {'retry-after': '3'}},
    {status: 429, headers: {'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT'}},
    {json: TICKET},
  );
  await clientOf(service, {clock: {now: () => now}}, pauses).getTicket(ID);
  // The first pause is over by then.
  expect(pauses).toEqual([3000, 17_000]);
});

test('the search is a read, although it is a POST', async () => {
  const service = await startService();
  service.answer({status: 502}, reset, {json: {content: [], page: {totalPages: 0}}});
  await clientOf(service).searchOrders({productTypes: ['TROUBLE']});
  const bodies = service.calls().map(({body}) => String(body));
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies)).toEqual(
    new Set(['{"filters":{"productTypes":["TROUBLE"]},"page":{"number":0,"size":200}}']),
  );
});

test('a read whose answer is cut short is tried again', async () => {
  const service = await startService();
  service.answer(truncated, {json: TICKET});
  await clientOf(service).getTicket(ID);
  expect(service.calls()).toHaveLength(2);
});

test('a pause before the next try ends when the call is stopped', async () => {
  const service = await startService();
  service.answer({status: 429, headers: {'retry-after': '50'}});
  const controller = new AbortController();
  const api = createApi({
    endpoint: service.url,
    credentials: async () => ({token: 'given'}),
    onRetry: () => controller.abort(),
  });
  const failure = await failureOf(api.getTicket(ID, {signal: controller.signal}));
  expect(failure).toMatchObject({kind: 'cancelled'});
  expect(service.calls()).toHaveLength(1);
});

test('a running read ends when it is stopped', async () => {
  const service = await startService();
  service.answer(() => undefined);
  const controller = new AbortController();
  const call = failureOf(clientOf(service).getTicket(ID, {signal: controller.signal}));
  await expect.poll(() => service.calls().length).toBe(1);
  controller.abort();
  expect(await call).toMatchObject({kind: 'cancelled'});
});

test('a read that takes too long is a timeout, and the words say how long', async () => {
  const service = await startService();
  service.answer(() => undefined);
  holdTheClock();
  const call = failureOf(clientOf(service).getTicket(ID));
  await expect.poll(() => service.calls().length).toBe(1);
  const failure = await afterTime(call);
  expect(failure).toMatchObject({kind: 'timeout'});
  expect(describeError(failure).title).toContain('30 s');
  expect(service.calls()).toHaveLength(1);
});

test.each<[string, Answer]>([
  ['a lost connection', reset],
  ['a truncated answer', truncated],
  ['a bad gateway', {status: 502, text: 'bad gateway'}],
  ['a gateway that waited too long', {status: 504, text: 'timeout'}],
  ['an outage', {status: 503}],
  [
    "a 500 in the service's own words",
    {status: 500, json: [{errorCode: 'EQ-2042101', errorMessage: 'Internal error'}]},
  ],
  ['a redirect elsewhere', {status: 302, headers: {location: 'https://elsewhere.example/'}}],
  ["a 500 that is not in the service's words", {status: 500, text: '<html><title>Oops</title></html>'}],
  [
    'a web page with status 200',
    {status: 200, headers: {'content-type': 'text/html'}, text: '<html>Sign in</html>'},
  ],
])('a write that met %s is of unknown outcome and sent once', async (_name, answer) => {
  const service = await startService();
  service.answer(answer);
  const failure = await failureOf(clientOf(service).addNote(ID, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'unknown-outcome', sent: true, operation: 'addTicketNote'});
  expect(service.calls()).toHaveLength(1);
});

test('a write without an answer in time is of unknown outcome', async () => {
  const service = await startService();
  service.answer(() => undefined);
  holdTheClock();
  const call = failureOf(clientOf(service).cancelTicket(ID, 'no longer needed'));
  await expect.poll(() => service.calls().length).toBe(1);
  expect(await afterTime(call)).toMatchObject({kind: 'unknown-outcome'});
  expect(service.calls()).toHaveLength(1);
});

test('a write that was stopped while it was being sent is of unknown outcome', async () => {
  const service = await startService();
  service.answer(() => undefined);
  const controller = new AbortController();
  const call = failureOf(clientOf(service).addNote(ID, {text: 'hello'}, {signal: controller.signal}));
  await expect.poll(() => service.calls().length).toBe(1);
  controller.abort();
  expect(await call).toMatchObject({kind: 'unknown-outcome'});
});

test('whoever stops a write with words of their own gets the same unknown outcome', async () => {
  const service = await startService();
  service.answer(() => undefined);
  const controller = new AbortController();
  const call = failureOf(clientOf(service).addNote(ID, {text: 'hello'}, {signal: controller.signal}));
  await expect.poll(() => service.calls().length).toBe(1);
  controller.abort(new AppError('cancelled', 'The outbox stops.'));
  expect(await call).toMatchObject({kind: 'unknown-outcome'});
});

test('a write that was stopped before it began was never sent', async () => {
  const service = await startService();
  const failure = await failureOf(
    clientOf(service).addNote(ID, {text: 'hello'}, {signal: AbortSignal.abort()}),
  );
  expect(failure).toMatchObject({kind: 'cancelled'});
  expect(service.received).toHaveLength(0);
});

test.each([
  [429, 'rate-limited'],
  [400, 'rejected'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
] as const)('a write answered with %i is %s and sent once', async (status, kind) => {
  const service = await startService();
  service.answer({status});
  const failure = await failureOf(clientOf(service).addNote(ID, {text: 'hello'}));
  expect(failure).toMatchObject({kind, status});
  expect(service.calls()).toHaveLength(1);
});

test('a write that never left this machine is a network failure, safe to send again', async () => {
  const api = createApi({endpoint: `http://${CLOSED_ADDRESS}`, credentials: async () => ({token: 'given'})});
  const failure = await failureOf(api.addNote(ID, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'network', sent: false});
  expect(describeError(failure).title).toContain(CLOSED_ADDRESS);
});

test('an unknown host name is named', async () => {
  const api = createApi({
    endpoint: 'https://no-such-host.invalid',
    credentials: async () => ({token: 'given'}),
    retry: {tries: 1},
  });
  const failure = await failureOf(api.getTicket(ID));
  expect(failure).toMatchObject({kind: 'network', sent: false});
  expect(describeError(failure).title).toContain('no-such-host.invalid');
});

test('a read-only profile sends no write at all', async () => {
  const service = await startService();
  const api = clientOf(service, {readOnly: true});
  const file = {name: 'a.txt.txt', size: 1, open: () => ReadableStream.from([new Uint8Array(1)])};
  const writes = [
    api.addNote(ID, {text: 'x'}),
    api.addNote('11150929', {text: 'x'}),
    api.cancelTicket(ID, 'x'),
    api.createTicket({code: '0002-0000', description: 'x'}),
    api.uploadAttachment(file),
    api.deleteAttachment('56d10de6-f2c0-4edd-ba29-b70736aa2093'),
  ];
  for (const write of writes) expect(await failureOf(write)).toMatchObject({kind: 'read-only'});
  expect(service.received).toHaveLength(0);
  await api.getTicket(ID);
});
