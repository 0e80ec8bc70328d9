import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {explainNetworkError} from '../../../src/api/http/network-errors.ts';
import {createGet} from '../../support/send.ts';

const servers: {server: Server | TcpServer; sockets: Set<Socket>}[] = [];
afterEach(async () => {
  for (const {server, sockets} of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server | TcpServer, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  servers.push({server, sockets});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

function http(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  return listen(createServer(handler));
}

/** A proxy that answers each CONNECT with the same bytes, then closes. */
async function proxy(answer: string): Promise<{url: string; seen: string[]}> {
  const seen: string[] = [];
  const port = await listen(
    createTcpServer((socket) => {
      socket.once('data', (data) => {
        seen.push(data.toString());
        socket.end(answer);
      });
    }),
  );
  return {url: `http://127.0.0.1:${port}`, seen};
}

async function explained(url: string, env: Record<string, string>, timeout = 10_000) {
  const error = await createGet({env, connectTimeoutMs: timeout})(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  return explainNetworkError(error, {endpoint: url, proxy: env['HTTPS_PROXY']});
}

test('a plain request works, with body, headers and abort', async () => {
  const port = await http((request, response) => {
    request.pipe(response.writeHead(200, {method: request.method, auth: request.headers.authorization}));
  });
  const got = await createGet()(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: 'hello',
    headers: {authorization: 'Bearer x'},
  });
  expect([got.headers.get('method'), got.headers.get('auth'), got.text]).toEqual([
    'POST',
    'Bearer x',
    'hello',
  ]);
  const aborted = createGet()(`http://127.0.0.1:${port}/`, {signal: AbortSignal.abort()});
  await expect(aborted).rejects.toMatchObject({name: 'AbortError'});
});

test('this machine is never asked for through a proxy', async () => {
  const port = await http((_request, response) => response.end('direct'));
  const env = {HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1'};
  for (const host of ['127.0.0.1', 'localhost']) {
    expect((await createGet({env})(`http://${host}:${port}/`)).text).toBe('direct');
  }
});

test('localhost works where only one of its addresses listens', async () => {
  const port = await http((_request, response) => response.end('v4'));
  expect((await createGet()(`http://localhost:${port}/`)).text).toBe('v4');
});

test('the proxy is asked with its credentials, which show up nowhere else', async () => {
  const {url, seen} = await proxy('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n');
  const withUser = url.replace('//', '//us%40er:p%3Aw%25@');
  const words = await explained('https://service.test/x', {HTTPS_PROXY: withUser});
  expect(words.step).toBe('proxy');
  expect(words.message).toMatch(/^The proxy 127\.0\.0\.1:\d+ wants a user name and password/);
  expect(seen[0]).toContain('CONNECT service.test:443 HTTP/1.1');
  expect(seen[0]).toContain(`authorization: Basic ${Buffer.from('us@er:p:w%').toString('base64')}`);
  expect(JSON.stringify(words)).not.toContain('p%3Aw');
});

test.each([
  ['HTTP/1.1 403 Filtered\r\n\r\n', /does not allow the connection \(403\)/],
  ['HTTP/1.1 502 Bad\r\n\r\n', /could not connect to the service \(502\)/],
  ['', /it closed the connection/],
  ['nonsense\r\n\r\n', /it closed the connection/],
])('a proxy that answers %j is one request and a clear message', async (answer, words) => {
  const {url, seen} = await proxy(answer);
  expect(await explained('https://service.test/', {HTTPS_PROXY: url})).toMatchObject({
    step: 'proxy',
    message: expect.stringMatching(words),
  });
  expect(seen).toHaveLength(1);
});

test('a proxy that never answers is given up', async () => {
  const port = await listen(createTcpServer(() => {}));
  expect(
    await explained('https://service.test/', {HTTPS_PROXY: `http://127.0.0.1:${port}`}, 300),
  ).toMatchObject({
    step: 'proxy',
    message: expect.stringContaining('no answer came in time'),
  });
});

test.each([
  ['http://127.0.0.1:1', /127\.0\.0\.1:1 cannot be used: nothing listens there/],
  ['http://proxy.invalid:3128', /proxy\.invalid:3128 cannot be used: its name is not known/],
  ['proxy.invalid:3128', /proxy\.invalid:3128 cannot be used: its name is not known/],
  ['socks5://127.0.0.1:1', /HTTPS_PROXY: socks5 proxies are not supported/],
])('HTTPS_PROXY=%s says what is wrong', async (value, words) => {
  expect(await explained('https://service.test/', {HTTPS_PROXY: value})).toMatchObject({
    step: 'proxy',
    message: expect.stringMatching(words),
  });
});

test('an https proxy that speaks plain http is told', async () => {
  const {url} = await proxy('HTTP/1.1 200 OK\r\n\r\n');
  expect(
    await explained('https://service.test/', {HTTPS_PROXY: url.replace('http:', 'https:')}),
  ).toMatchObject({step: 'proxy', message: expect.stringContaining('TLS with it failed')});
});

test('DNS, connect, TLS and HTTP faults name their step', async () => {
  const {url} = await proxy('HTTP/1.1 200 OK\r\n\r\n');
  const port = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
  expect(await explained('https://nowhere.invalid/', {})).toMatchObject({
    step: 'dns',
    message: 'The name nowhere.invalid is not known.',
  });
  expect(await explained(`https://127.0.0.1:${url.split(':')[2]}/`, {})).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('could not agree on TLS'),
  });
  expect(await explained(`http://127.0.0.1:${port}/`, {})).toMatchObject({
    step: 'http',
    message: expect.stringContaining('closed the connection'),
  });
});

test('nothing listening is a connect fault', async () => {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await explained(`http://127.0.0.1:${port}/`, {})).toMatchObject({
    step: 'connect',
    message: `No connection to 127.0.0.1:${port}: nothing listens there.`,
  });
});

test.each(['GET', 'POST'])(
  'a redirect of a %s is an answer as any other, and is not followed',
  async (method) => {
    const seen: string[] = [];
    const port = await http((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(307, {location: '/end'}).end();
    });
    const response = await createGet()(`http://127.0.0.1:${port}/same`, {method});
    expect([response.status, response.headers.get('location')]).toEqual([307, '/end']);
    expect(seen).toEqual([`${method} /same`]);
  },
);

test.each(['to the proxy', 'on its way'])(
  'an aborted request leaves no connection %s behind',
  async (where) => {
    let open = 0;
    const port = await listen(
      createTcpServer((socket) => {
        open += 1;
        // Unread bytes would hold the close event back.
        socket.resume().on('close', () => (open -= 1));
      }),
    );
    const [env, url]: [Record<string, string>, string] =
      where === 'on its way'
        ? [{}, `https://127.0.0.1:${port}/`]
        : [{HTTPS_PROXY: `http://127.0.0.1:${port}`}, 'https://service.test/'];
    const controller = new AbortController();
    const request = createGet({env, connectTimeoutMs: 120_000})(url, {signal: controller.signal});
    await expect.poll(() => open).toBe(1);
    controller.abort();
    await expect(request).rejects.toMatchObject({name: 'AbortError'});
    await expect.poll(() => open).toBe(0);
  },
);

test('explains errors without any structure, and hostile ones printably', () => {
  const context = {endpoint: 'https://api.example'};
  expect(explainNetworkError('what', context)).toMatchObject({
    step: 'http',
    message: expect.stringContaining('api.example'),
  });
  const evil = Object.assign(
    new Error("Hostname/IP does not match certificate's altnames: DNS:\u001b]0;x\u0007evil"),
    {code: 'ERR_TLS_CERT_ALTNAME_INVALID'},
  );
  const {step, message} = explainNetworkError(new TypeError('fetch failed', {cause: evil}), context);
  expect(step).toBe('tls');
  expect(message).toMatch(/^[\x20-\x7e]+$/);
  const several = new AggregateError([
    Object.assign(new Error('a'), {code: 'ENETUNREACH'}),
    Object.assign(new Error('b'), {code: 'ETIMEDOUT'}),
  ]);
  expect(explainNetworkError(new TypeError('fetch failed', {cause: several}), context)).toMatchObject({
    step: 'connect',
  });
  const loop = new Error('loop');
  loop.cause = loop;
  expect(explainNetworkError(loop, context).message).toContain('loop');
});
