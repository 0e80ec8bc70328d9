import {expect, test, vi} from 'vitest';
import {nameOfDisposition} from '../../src/api/http/content-disposition.ts';
import type {UploadRequest} from '../../src/api/api.ts';
import {afterTime, type Answer, clientOf, failureOf, holdTheClock, startService} from './service.ts';

const ID = '56d10de6-f2c0-4edd-ba29-b70736aa2093';

function fileOf(bytes: Uint8Array, change: Partial<UploadRequest> = {}): UploadRequest {
  const half = Math.ceil(bytes.length / 2);
  return {
    name: 'switch log.txt',
    size: bytes.length,
    open: () => ReadableStream.from([bytes.subarray(0, half), bytes.subarray(half)]),
    ...change,
  };
}

async function chunksOf(stream: ReadableStream<Uint8Array>): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const CONTENT = Buffer.from('line one\nline two\n'.repeat(5000));

test('an upload is one multipart field, streamed with its length, and tells its progress', async () => {
  const service = await startService();
  service.answer({
    status: 201,
    json: {attachmentId: ID, attachmentName: 'switch log.txt', attachmentSize: CONTENT.length},
  });
  const progress: number[] = [];
  const reply = await clientOf(service).uploadAttachment(
    fileOf(CONTENT, {onProgress: (sent) => progress.push(sent)}),
  );
  expect(reply).toEqual({id: ID, name: 'switch log.txt', storedSize: CONTENT.length});
  const [call] = service.calls();
  expect(call?.url).toBe('/v1/attachments/file');
  expect(Number(call?.headers['content-length'])).toBe(call?.body.length);
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(call?.headers['content-type'] ?? '')?.[1];
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="uploadFile"; filename="switch log.txt"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  expect(call?.body.toString()).toBe(`${head}${CONTENT.toString()}\r\n--${boundary}--\r\n\r\n`);
  expect(progress).toEqual([CONTENT.length / 2, CONTENT.length]);
});

test('what the service says to have stored is handed on, for a person to judge', async () => {
  const service = await startService();
  service.answer({status: 201, json: {attachmentId: ID, attachmentSize: '7'}});
  expect(await clientOf(service).uploadAttachment(fileOf(CONTENT))).toMatchObject({storedSize: 7});
});

test('an upload whose token was refused opens the file again', async () => {
  const service = await startService();
  service.answer({status: 401}, {status: 201, json: {attachmentId: ID}});
  let opened = 0;
  const file = fileOf(CONTENT);
  const reply = await clientOf(service).uploadAttachment({
    ...file,
    open: () => {
      opened += 1;
      return file.open();
    },
  });
  expect(reply).toEqual({id: ID, name: 'switch log.txt'});
  expect(opened).toBe(2);
  expect(service.calls()[1]?.body.length).toBe(service.calls()[0]?.body.length);
});

test.each([
  ['grew', CONTENT.length - 10],
  ['shrank', CONTENT.length + 10],
])('a file that %s while it was sent is an error, and nothing was stored', async (_name, size) => {
  const service = await startService();
  service.answer({status: 201, json: {attachmentId: ID}});
  const failure = await failureOf(clientOf(service).uploadAttachment(fileOf(CONTENT, {size})));
  expect(failure).toMatchObject({kind: 'input', message: expect.stringContaining('switch log.txt')});
  expect(service.calls()).toHaveLength(0);
});

test('a file that cannot be read is an error of this machine', async () => {
  const service = await startService();
  const open = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('EIO')),
    });
  const failure = await failureOf(clientOf(service).uploadAttachment(fileOf(CONTENT, {open})));
  expect(failure).toMatchObject({kind: 'input', message: expect.stringContaining('could not be read')});
});

test('an upload that stands still is given up', async () => {
  const service = await startService();
  const open = () =>
    new ReadableStream<Uint8Array>({start: (controller) => controller.enqueue(new Uint8Array(10))});
  holdTheClock();
  // A file of which a part was sent is sent anew; here that would only be another connection that has to come in time.
  const api = clientOf(service, {retry: {tries: 1}});
  const call = failureOf(api.uploadAttachment(fileOf(CONTENT, {open})));
  await expect.poll(() => service.begun).toContainEqual(expect.stringContaining('attachments'));
  expect(await afterTime(call)).toMatchObject({kind: 'unknown-outcome'});
});

test('an upload that moves may take longer than the limit', async () => {
  const service = await startService();
  service.answer({status: 201, json: {attachmentId: ID}});
  const open = () =>
    ReadableStream.from(
      (async function* slow() {
        for (let index = 0; index < 6; index += 1) {
          vi.advanceTimersByTime(50_000);
          yield new Uint8Array(10);
        }
      })(),
    );
  holdTheClock();
  await clientOf(service).uploadAttachment(fileOf(CONTENT, {open, size: 60}));
});

test.each<[string, Partial<UploadRequest>, string]>([
  ['too large', {size: 10 * 1024 * 1024 + 1}, 'size'],
  ['empty', {size: 0}, 'size'],
  ['with a short name', {name: '.txt'}, 'name'],
  ['with a long name', {name: `${'a'.repeat(97)}.txt`}, 'name'],
])('a file %s is refused before anything is sent', async (_name, change, field) => {
  const service = await startService();
  const failure = await failureOf(clientOf(service).uploadAttachment(fileOf(CONTENT, change)));
  expect(failure).toMatchObject({
    kind: 'input',
    fields: expect.arrayContaining([expect.objectContaining({field})]),
  });
  expect(service.received).toHaveLength(0);
});

test('names of 5 and of 100 characters, and 10 MB, are accepted', async () => {
  const service = await startService();
  service.answer({status: 201, json: {attachmentId: ID}});
  const api = clientOf(service);
  await api.uploadAttachment(fileOf(new Uint8Array(10 * 1024 * 1024), {name: 'a.txt'}));
  await api.uploadAttachment(fileOf(CONTENT, {name: `${'a'.repeat(96)}.txt`}));
  expect(service.calls()).toHaveLength(2);
});

test('an uploaded file can be deleted', async () => {
  const service = await startService();
  service.answer({json: {status: true}});
  await clientOf(service).deleteAttachment(ID);
  expect(service.calls()[0]).toMatchObject({method: 'DELETE', url: `/v1/attachments/${ID}`});
});

const file: Answer = (response) => {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': CONTENT.length,
    'content-disposition': 'attachment; filename="log.txt"',
  });
  response.end(CONTENT);
};

test('a download streams, with name and size', async () => {
  const service = await startService();
  service.answer(file);
  const download = await clientOf(service).downloadAttachment('11150929', 'a b/c');
  expect(download).toMatchObject({name: 'log.txt', size: CONTENT.length});
  const chunks = await chunksOf(download.body);
  expect(Buffer.concat(chunks).equals(CONTENT)).toBe(true);
  expect(service.calls()[0]).toMatchObject({
    url: '/support/v2/tickets/attachment/download/11150929/a%20b%2Fc',
    headers: {accept: 'application/octet-stream'},
  });
});

test('a download that is cut off is an error', async () => {
  const service = await startService();
  service.answer((response) => {
    response.writeHead(200, {'content-length': CONTENT.length});
    response.write(CONTENT.subarray(0, 1000), () => response.destroy());
  });
  const download = await clientOf(service).downloadAttachment('11150929', 'x');
  expect(await failureOf(chunksOf(download.body))).toMatchObject({kind: 'network'});
});

test('a download that stands still is given up, a slow reader is not', async () => {
  const service = await startService();
  service.answer((response) => {
    response.writeHead(200, {'content-length': 2000});
    response.write(Buffer.alloc(1000));
  });
  holdTheClock();
  const download = await clientOf(service).downloadAttachment('11150929', 'x');
  const reader = download.body.getReader();
  vi.advanceTimersByTime(80_000);
  expect((await reader.read()).value?.byteLength).toBe(1000);
  expect(await afterTime(failureOf(reader.read()))).toMatchObject({kind: 'timeout'});
});

test('a download can be stopped', async () => {
  const service = await startService();
  service.answer((response) => {
    response.writeHead(200);
    response.write('x');
  });
  const controller = new AbortController();
  const {body} = await clientOf(service).downloadAttachment('11150929', 'x', {signal: controller.signal});
  const reader = body.getReader();
  await reader.read();
  const rest = failureOf(reader.read());
  controller.abort();
  expect(await rest).toMatchObject({kind: 'cancelled'});
});

test("a refused download has the service's words", async () => {
  const service = await startService();
  service.answer({status: 404, json: [{errorCode: 'EQ-2042005', errorMessage: 'No such file'}]});
  const failure = await failureOf(clientOf(service).downloadAttachment('11150929', 'x'));
  expect(failure).toMatchObject({kind: 'not-found', message: expect.stringContaining('No such file')});
});

test('a web page in place of a file is an error', async () => {
  const service = await startService();
  service.answer({headers: {'content-type': 'text/html'}, text: '<html>Sign in</html>'});
  expect(await failureOf(clientOf(service).downloadAttachment('11150929', 'x'))).toMatchObject({
    kind: 'service',
  });
});

test.each([
  ['attachment; filename="a b.txt"', 'a b.txt'],
  ['attachment; filename=plain.txt; size=3', 'plain.txt'],
  ['attachment; filename="quote\\"d.txt"', 'quote"d.txt'],
  ['attachment; filename="fallback.txt"; filename*=UTF-8\'\'%e2%82%ac%20rates.txt', '€ rates.txt'],
  ["attachment; filename*=iso-8859-1'en'%A3.txt", '£.txt'],
  ['attachment; filename*=UTF-8\'\'%ff%fe; filename="good.txt"', 'good.txt'],
  ['attachment; FileName = "x;y.txt"', 'x;y.txt'],
  ['filename="bare.txt"', 'bare.txt'],
  [Buffer.from('attachment; filename="grün.txt"').toString('latin1'), 'grün.txt'],
  [Buffer.from('attachment; filename="gr\u00fcn.txt"', 'latin1').toString('latin1'), 'grün.txt'],
  ['attachment', undefined],
  ['attachment; filename=""', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s names %s', (header, name) => {
  expect(nameOfDisposition(header)).toBe(name);
});

test('a hostile name cannot harm a terminal', () => {
  expect(nameOfDisposition("attachment; filename*=UTF-8''a%1b%5d0%3bx%07%0d%0a%e2%80%ae.txt")).not.toMatch(
    /[\u0000-\u001f\u202e]/,
  );
});
