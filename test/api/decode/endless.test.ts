import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {startDeadline} from '../../../src/api/http/deadline.ts';
import {readWhole} from '../../../src/api/http/read-body.ts';
import {describeError} from '../../../src/errors.ts';
import {firstRows, LONG} from '../../support/long.ts';
import {afterTime, type Answer, clientOf, failureOf, holdTheClock, startService, TICKET} from '../service.ts';

const CASE = '11150929';
const FILE = '56d10de6-f2c0-4edd-ba29-b70736aa2093';
const MB = 1024 * 1024;
const PART = Buffer.alloc(256 * 1024, 'x');

/** Sends for ever, as quickly as the other side takes it. */
const endless =
  (status = 200, headers: Record<string, string> = {'content-type': 'application/json'}): Answer =>
  (response) => {
    response.writeHead(status, headers);
    const more = (): void => {
      while (!response.destroyed && response.write(PART));
    };
    response.on('drain', more);
    more();
  };

/** A few kB that become so many MB. */
const bomb =
  (size: number): Answer =>
  (response) => {
    response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
    response.end(gzipSync(Buffer.alloc(size * MB, ' ')));
  };

/** So much data takes a while where other work keeps the processors. */
const PATIENT = {limits: {readMs: 150_000}};

const READS = [
  ['a ticket', '32.0 MB', (api: ReturnType<typeof clientOf>) => api.getTicket(TICKET.id)],
  ['a list', '64.0 MB', (api: ReturnType<typeof clientOf>) => api.searchOrders({})],
  ['the places', '64.0 MB', (api: ReturnType<typeof clientOf>) => api.ticketLocations()],
] as const;

/** As the sandbox and some gateways do: the headers of the file, with an error as its body. */
test('an error under the name of a file is an error, too; a JSON file is a file', async () => {
  const service = await startService();
  const json = [{errorCode: 'EQ-2042005', errorMessage: 'No such file'}];
  service.answer(
    {json, headers: {'content-disposition': 'attachment; filename="log.txt"'}},
    {json, headers: {'content-disposition': 'attachment; filename="log.json"'}},
  );
  const api = clientOf(service);
  expect(await failureOf(api.downloadAttachment(CASE, FILE))).toMatchObject({code: 'EQ-2042005'});
  expect((await api.downloadAttachment(CASE, FILE)).name).toBe('log.json');
});

test.each(firstRows(READS, 2))(
  '%s that never ends is left at %s, with words, and not asked for again',
  async (_what, size, read) => {
    const service = await startService();
    // What a small answer unpacks to counts in the same way for each of them: the least limit is tried, and in the long run all.
    for (const answer of [
      endless(),
      ...(LONG || size === '32.0 MB' ? [bomb(parseInt(size, 10) + 16)] : []),
    ]) {
      service.answer(answer);
      const asked = service.calls().length;
      const failure = await failureOf(read(clientOf(service, PATIENT)));
      expect(failure).toMatchObject({kind: 'service', status: 200});
      expect(describeError(failure).title).toBe(
        `The answer is longer than ${size}, more than any real one: casedeck stopped reading it.`,
      );
      expect(service.calls()).toHaveLength(asked + 1);
    }
  },
);

test('a token answer that never ends, and one for a note: unknown outcome', async () => {
  const service = await startService();
  service.answerToken(endless());
  expect(await failureOf(clientOf(service, PATIENT).identify())).toMatchObject({
    kind: 'service',
    operation: 'token',
  });
  service.answerToken({json: {access_token: 'token', token_timeout: '3600'}});
  service.answer(endless());
  const failure = await failureOf(clientOf(service).addNote(TICKET.id, {text: 'hello'}));
  expect(failure).toMatchObject({kind: 'unknown-outcome', operation: 'addTicketNote'});
});

test('of an error that never ends the beginning is enough', async () => {
  const service = await startService();
  service.answer(endless(404));
  expect(await failureOf(clientOf(service).getTicket(TICKET.id))).toMatchObject({
    kind: 'not-found',
    status: 404,
  });
});

test('a list of more values than fit into memory is refused before it is parsed', async () => {
  const service = await startService();
  service.answer({text: `[${'0,'.repeat(3_000_000)}0]`});
  const failure = await failureOf(clientOf(service, PATIENT).searchOrders({}));
  expect(describeError(failure).title).toBe(
    'The service answered with more values than any real answer has.',
  );
});

test('the time limit holds while data floods in, when no timer has its turn', async () => {
  const flood = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(16)),
  });
  const deadline = startDeadline(50, undefined);
  const read = {operation: 'searchOrders', kind: 'read', most: Infinity, deadline} as const;
  await expect(readWhole({status: 200, headers: new Map(), body: flood}, read)).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(deadline.expired()).toBe(true);
});

test('a file whose length nobody said ends where it was asked to', async () => {
  const service = await startService();
  service.answer(endless(200, {'content-type': 'application/pdf'}));
  const {body, size} = await clientOf(service).downloadAttachment(CASE, FILE, {mostBytes: MB});
  expect(size).toBeUndefined();
  expect(await failureOf(new Response(body).arrayBuffer())).toMatchObject({
    kind: 'service',
    message: 'The file is longer than 1.0 MB, and the service did not say how long.',
    hint: expect.stringContaining('--most 4MB" takes more'),
  });
});

test('a file that comes byte by byte stands still for the time limit', async () => {
  const service = await startService();
  service.answer((response) => {
    response.writeHead(200, {'content-type': 'application/pdf'});
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  holdTheClock();
  const {body} = await clientOf(service).downloadAttachment(CASE, FILE);
  expect(await afterTime(failureOf(new Response(body).arrayBuffer()))).toMatchObject({kind: 'timeout'});
});

test.each([
  [[{errorCode: 'EQ-2042005', errorMessage: 'The attachment was not found.', correlationId: 'c-1'}]],
  [{errors: [{errorCode: 'EQ-2042005', errorMessage: 'The attachment was not found.'}]}],
])('an error that comes in place of a file, with status 200, is an error: %j', async (json) => {
  const service = await startService();
  service.answer({json});
  const failure = await failureOf(clientOf(service).downloadAttachment(CASE, FILE));
  expect(failure).toMatchObject({status: 200, code: 'EQ-2042005', operation: 'downloadAttachment'});
  expect(describeError(failure).title).toContain('The attachment was not found.');
});

test('JSON that is a file is a file', async () => {
  const service = await startService();
  const named = {'content-disposition': 'attachment; filename="errors.json"'};
  const error = [{errorCode: 'x', errorMessage: 'y'}];
  for (const [json, headers] of [
    [{port: 'xe-0/0/1', light: -3.1}, {}],
    [error, named],
    ['x'.repeat(200_000), {}],
  ] as const) {
    service.answer({json, headers: {'content-disposition': 'attachment', ...headers}});
    const {body} = await clientOf(service).downloadAttachment(CASE, FILE);
    expect(await new Response(body).json()).toEqual(json);
  }
});
