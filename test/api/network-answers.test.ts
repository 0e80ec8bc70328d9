import {createServer, type AddressInfo, type Socket} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {createFetch} from '../../src/api/http/network.ts';

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
  const fetch = createFetch({env: {}});
  const url = await answering((request) => cut(`${INTERIM}${INTERIM}${answer(`number ${request}`)}`));
  for (const number of [1, 2]) {
    const response = await fetch(url, {method: 'POST', body: 'a note'});
    expect([response.status, await response.text()]).toEqual([200, `number ${number}`]);
  }
});

test('a body that looks like one stays as it is', async () => {
  const fetch = createFetch({env: {}});
  const url = await answering(() => [answer(`x${INTERIM}`), '']);
  expect(await (await fetch(url)).text()).toBe(`x${INTERIM}`);
  const other = await answering(() => [answer(INTERIM).slice(0, -INTERIM.length), INTERIM]);
  expect(await (await fetch(other)).text()).toBe(INTERIM);
});
