import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, expect} from 'vitest';
import {CertificateAuthority, type Certificate} from './certificates.ts';
import {missingPrograms, Processes} from './programs.ts';

export const withoutOpenssl = missingPrograms(['openssl']);
export const host = hostname();
const SCRIPT = fileURLToPath(new URL('fetch-once.ts', import.meta.url));

export let folder: string;
let empty: string;
export let authority: CertificateAuthority;
export let good: Certificate;
export let processes: Processes;
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
export async function serve({key, cert}: Certificate, address = '127.0.0.1') {
  const seen: string[] = [];
  const server = createServer({key, cert}, (request, response) => {
    let body = '';
    request
      .on('data', (part: Buffer) => (body += part.toString()))
      .on('end', () => {
        seen.push(`${request.method} ${body}`);
        response.end(`got ${body}`);
      });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {port: (server.address() as AddressInfo).port, seen};
}

/** Fetches in a process of its own, which has to end by itself. */
export async function fetchOnce(env: Record<string, string>, ...args: readonly string[]): Promise<unknown> {
  const bare = {PATH: process.env['PATH'] ?? '', SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: empty, ...env};
  const {child, output} = processes.start(process.execPath, [SCRIPT, ...args], {
    env: bare,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
  return JSON.parse(output());
}
