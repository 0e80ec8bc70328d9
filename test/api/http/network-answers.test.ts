import {createServer as createHttpServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib';
import {expect, onTestFinished, test} from 'vitest';
import {createApi} from '../../../src/api/create-api.ts';
import {explainNetworkError} from '../../../src/api/http/network-errors.ts';
import {createSend} from '../../../src/api/http/network.ts';
import {createGet} from '../../support/send.ts';

/** A server that answers each request on a connection with these bytes, piece by piece. */
async function answering(pieces: (request: number) => readonly string[]): Promise<string> {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true).on('error', () => undefined);
    socket.on('data', (data) => {
      if (data.includes('HTTP/1.1')) void sendAll(socket, pieces((requests += 1)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function sendAll(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const INTERIM = 'HTTP/1.1 100 Continue\r\nX-Proxy: yes\r\n\r\n';

function answer(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

test.each([
  ['in one piece', (text: string) => [text]],
  ['byte for byte', (text: string) => [...text]],
])('a 100 Continue that nobody asked for is passed over, %s', async (_name, cut) => {
  const get = createGet();
  const url = await answering((request) => cut(`${INTERIM}${INTERIM}${answer(`number ${request}`)}`));
  for (const number of [1, 2]) {
    const response = await get(url, {method: 'POST', body: 'a note'});
    expect([response.status, response.text]).toEqual([200, `number ${number}`]);
  }
});

test('a body that looks like one stays as it is', async () => {
  const get = createGet();
  const url = await answering(() => [answer(`x${INTERIM}`), '']);
  expect((await get(url)).text).toBe(`x${INTERIM}`);
  const other = await answering(() => [answer(INTERIM).slice(0, -INTERIM.length), INTERIM]);
  expect((await get(other)).text).toBe(INTERIM);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('an answer that was compressed with %s is read', async (coding, compress) => {
  const {url, asked} = await serving((response) =>
    response.writeHead(200, {'content-encoding': coding}).end(compress('a long text '.repeat(500))),
  );
  expect((await createGet()(url)).text).toBe('a long text '.repeat(500));
  expect(asked[0]?.headers['accept-encoding']).toContain(coding);
});

test('what says that it is compressed and is not makes no sense', async () => {
  const {url} = await serving((response) => response.writeHead(200, {'content-encoding': 'gzip'}).end('{}'));
  const failure = await createGet()(url).catch((error: unknown) => error);
  expect(explainNetworkError(failure, {endpoint: url}).message).toMatch(/but its answer makes no sense\.$/);
});

test('a service that answers before it has the whole body is heard, and the rest is not sent', async () => {
  const {url, asked} = await serving((response) => response.writeHead(413).end('too large'));
  let pieces = 0;
  const body = (async function* () {
    for (; pieces < 10_000; pieces += 1) {
      yield new Uint8Array(1024);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const {status, text} = await createGet()(url, {method: 'POST', body});
  expect([status, text]).toEqual([413, 'too large']);
  await expect.poll(() => asked[0]?.socket.destroyed).toBe(true);
  expect(pieces).toBeLessThan(10_000);
});

test('an answer that is left before its end closes its connection, and one that was read keeps it', async () => {
  const {url, asked} = await serving((response) => response.end('x'.repeat(100_000)));
  const send = createSend({env: {}});
  const request = {method: 'GET', url, headers: {}};
  for await (const _part of (await send(request)).body) break;
  await expect.poll(() => asked[0]?.socket.destroyed).toBe(true);
  for (const _round of [1, 2]) for await (const _part of (await send(request)).body);
  expect(asked[2]?.socket).toBe(asked[1]?.socket);
});

test('the list is asked for over the connection on which the token came, and a note over one of its own', async () => {
  const {url, asked} = await serving((response) => {
    const isToken = response.req.url?.includes('token') === true;
    response.end(isToken ? '{"access_token": "t", "token_timeout": "3599"}' : '{"content": []}');
  });
  const api = createApi({endpoint: url, credentials: async () => ({clientId: 'id', clientSecret: 'secret'})});
  await api.searchOrders({productTypes: ['TROUBLE']});
  await api.addNote('11150929', {text: 'on our way'}).catch(() => undefined);
  await api.searchOrders({productTypes: ['TROUBLE']});
  const sockets = asked.map(({socket}) => socket);
  expect(asked.map(({method}) => method)).toEqual(['POST', 'POST', 'POST', 'POST']);
  expect(new Set(sockets).size).toBe(2);
  expect([sockets[1], sockets[3]]).toEqual([sockets[0], sockets[0]]);
});

/** A service that answers every request so, and what it was asked. */
async function serving(
  answer: (response: ServerResponse) => void,
): Promise<{readonly url: string; readonly asked: readonly IncomingMessage[]}> {
  const asked: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked};
}
