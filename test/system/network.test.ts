import {createServer, type Server} from 'node:https';
import {createServer as createTcpServer, type AddressInfo} from 'node:net';
import {lookup} from 'node:dns/promises';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {CertificateAuthority, type Certificate} from './support/certificates.ts';
import {missingPrograms, Processes, reasonToSkip} from './support/programs.ts';

const withoutOpenssl = missingPrograms(['openssl']);
const host = hostname();
const isKnown = await lookup(host).then(() => true, () => false);
const withoutProxy = [...missingPrograms(['openssl', 'tinyproxy']), ...(isKnown ? [] : [`a name for this machine (${host})`])];
const skip = reasonToSkip(withoutOpenssl);
const skipProxy = reasonToSkip(withoutProxy);
const SCRIPT = fileURLToPath(new URL('support/fetch-once.ts', import.meta.url));

let folder: string;
let empty: string;
let authority: CertificateAuthority;
let good: Certificate;
let processes: Processes;
let servers: Server[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casedeck-network-'));
  empty = join(folder, 'empty');
  mkdirSync(empty);
  if (withoutOpenssl.length > 0) return;
  authority = new CertificateAuthority(folder);
  good = authority.issue('good', `DNS:localhost,DNS:${host},IP:127.0.0.1,IP:::1`);
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));
beforeEach(() => {
  processes = new Processes();
});
afterEach(async () => {
  await processes.stop();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

/** An HTTPS server that says what it got; `seen` counts the requests. */
async function serve({key, cert}: Certificate, address = '127.0.0.1') {
  const seen: string[] = [];
  const server = createServer({key, cert}, (request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
      seen.push(`${request.method} ${body}`);
      response.end(`got ${body}`);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {port: (server.address() as AddressInfo).port, seen};
}

/** Fetches in a process of its own, which has to end by itself. */
async function fetchOnce(env: Record<string, string>, ...args: readonly string[]): Promise<unknown> {
  const bare = {PATH: process.env['PATH'] ?? '', SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: empty, ...env};
  const {child, output} = processes.start(process.execPath, [SCRIPT, ...args], {env: bare, stdio: ['ignore', 'pipe', 'inherit']});
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
  return JSON.parse(output());
}

test.skipIf(withoutOpenssl.length > 0)(`a private CA is refused with the way to trust it${skip}`, async () => {
  const {port, seen} = await serve(good);
  expect(await fetchOnce({}, `https://localhost:${port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining(`TLS with localhost:${port} failed: `), hint: expect.stringContaining('NODE_EXTRA_CA_CERTS')});
  expect(seen).toEqual([]);
});

test.skipIf(withoutOpenssl.length > 0)(`a private CA in NODE_EXTRA_CA_CERTS is trusted${skip}`, async () => {
  const {port} = await serve(good);
  expect(await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://localhost:${port}/`)).toEqual({status: 200, text: 'got '});
});

test.skipIf(withoutOpenssl.length > 0)(`a private CA in the system's store is trusted, and a write goes out once${skip}`, async () => {
  const {port, seen} = await serve(good);
  expect(await fetchOnce({SSL_CERT_FILE: authority.file}, `https://localhost:${port}/`, 'POST', 'a note')).toEqual({status: 200, text: 'got a note'});
  expect(seen).toEqual(['POST a note']);
  expect(await fetchOnce({SSL_CERT_FILE: authority.file}, `https://localhost:${port}/`, 'DOCTOR')).toMatchObject({
    level: 'ok',
    words: expect.stringMatching(/^TLSv1\.3, trusted by the system's CA store; certificate by casedeck test, good for 1\d days$/),
  });
});

test.skipIf(withoutOpenssl.length > 0)(`an expired, a wrong-host and a self-signed certificate are told apart${skip}`, async () => {
  const trusted = {NODE_EXTRA_CA_CERTS: authority.file};
  const expired = await serve(authority.issue('expired', 'DNS:localhost', {from: '200101000000Z', to: '200201000000Z'}));
  expect(await fetchOnce(trusted, `https://localhost:${expired.port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining('its certificate has expired'), hint: expect.stringContaining('clock')});
  const early = await serve(authority.issue('early', 'DNS:localhost', {from: '400101000000Z', to: '400201000000Z'}));
  expect(await fetchOnce(trusted, `https://localhost:${early.port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining('not valid yet')});
  const wrong = await serve(authority.issue('wrong', 'DNS:elsewhere.example'));
  expect(await fetchOnce(trusted, `https://localhost:${wrong.port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining('its certificate is for another host (DNS:elsewhere.example)')});
  expect(await fetchOnce(trusted, `https://localhost:${wrong.port}/`, 'DOCTOR')).toMatchObject({level: 'failed', name: 'TLS', words: expect.stringContaining('for another host')});
  const self = await serve(authority.selfSigned('self', 'DNS:localhost'));
  expect(await fetchOnce(trusted, `https://localhost:${self.port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining('signed by itself')});
});

test.skipIf(withoutOpenssl.length > 0)(`IPv6 addresses work, and a certificate is checked against them${skip}`, async () => {
  const {port} = await serve(good, '::1');
  expect(await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://[::1]:${port}/`)).toEqual({status: 200, text: 'got '});
  const wrong = await serve(authority.issue('name-only', 'DNS:localhost'), '::1');
  expect(await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://[::1]:${wrong.port}/`)).toMatchObject({step: 'tls'});
});

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startProxy(...lines: readonly string[]) {
  const port = await freePort();
  const config = join(folder, `tinyproxy-${port}.conf`);
  writeFileSync(config, [`Port ${port}`, 'Listen 127.0.0.1', 'Allow 127.0.0.1', 'Timeout 20', 'MaxClients 20', 'LogLevel Info', ...lines, ''].join('\n'));
  const proxy = processes.start('tinyproxy', ['-d', '-c', config]);
  await expect.poll(proxy.output, {timeout: 10_000}).toMatch(/accepting connections/i);
  return {address: `127.0.0.1:${port}`, log: proxy.output};
}

test.skipIf(withoutProxy.length > 0)(`a proxy without authentication is gone through, and NO_PROXY goes around it${skipProxy}`, async () => {
  const {port, seen} = await serve(good);
  const {address, log} = await startProxy();
  const env = {NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: `http://${address}`};
  const url = `https://${host}:${port}/`;
  expect(await fetchOnce(env, url, 'POST', 'through')).toEqual({status: 200, text: 'got through'});
  expect(log()).toContain(`CONNECT ${host}:${port}`);
  expect(await fetchOnce(env, url, 'DOCTOR')).toMatchObject({level: 'ok', name: 'TLS'});
  const connects = () => log().split('Request (file descriptor').length;
  const before = connects();
  expect(await fetchOnce({...env, NO_PROXY: host}, url, 'POST', 'around')).toEqual({status: 200, text: 'got around'});
  expect(await fetchOnce({...env}, `https://localhost:${port}/`)).toEqual({status: 200, text: 'got '});
  expect(connects()).toBe(before);
  expect(seen).toEqual(['POST through', 'POST around', 'GET ']);
});

test.skipIf(withoutProxy.length > 0)(`a proxy with authentication: right, wrong and no credentials${skipProxy}`, async () => {
  const {port, seen} = await serve(good);
  const {address} = await startProxy('BasicAuth someone pa55-word');
  const env = {NODE_EXTRA_CA_CERTS: authority.file};
  const url = `https://${host}:${port}/`;
  expect(await fetchOnce({...env, https_proxy: `http://someone:pa55%2Dword@${address}`}, url)).toEqual({status: 200, text: 'got '});
  for (const login of ['', 'someone:wrong@']) {
    const told = await fetchOnce({...env, HTTPS_PROXY: `http://${login}${address}`}, url);
    expect(told).toMatchObject({step: 'proxy', message: expect.stringContaining(`The proxy ${address} wants a user name and password, or refused those given`)});
  }
  expect(seen).toEqual(['GET ']);
});

test.skipIf(withoutProxy.length > 0)(`behind a proxy, TLS faults of the service and a service that is not there are told${skipProxy}`, async () => {
  const {address} = await startProxy();
  const wrong = await serve(authority.issue('other', 'DNS:elsewhere.example'));
  const env = {NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: `http://${address}`};
  expect(await fetchOnce(env, `https://${host}:${wrong.port}/`)).toMatchObject({step: 'tls', message: expect.stringContaining('for another host')});
  expect(await fetchOnce(env, `https://${host}:${await freePort()}/`)).toMatchObject({step: 'proxy', message: expect.stringMatching(/could not connect to the service \(50\d\)/)});
  const {port} = await serve(good);
  expect(await fetchOnce({HTTPS_PROXY: `http://${address}`, SSL_CERT_FILE: authority.file}, `https://${host}:${port}/`)).toEqual({status: 200, text: 'got '});
});
