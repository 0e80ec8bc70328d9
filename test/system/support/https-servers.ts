import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {mkdirSync, mkdtempSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect} from 'vitest';
import {program} from '../../support/needs.ts';
import {CertificateAuthority, type Certificate} from './certificates.ts';
import {Processes} from './programs.ts';

export const host = hostname();
const SCRIPT = fileURLToPath(new URL('fetch-once.ts', import.meta.url));

export const folder = mkdtempSync(join(tmpdir(), 'casedeck-network-'));
const empty = join(folder, 'empty');
mkdirSync(empty);
export let authority: CertificateAuthority;
export let good: Certificate;
export let processes: Processes;
let servers: Server[] = [];

/** An openssl that makes certificates as these tests want them. */
export function openssl(): string | undefined {
  const lack = program('openssl')();
  if (lack !== undefined || good !== undefined) return lack;
  try {
    authority = new CertificateAuthority(folder);
    good = authority.issue('good', `DNS:localhost,DNS:${host},IP:127.0.0.1,IP:::1`);
    return undefined;
  } catch {
    return 'this openssl makes no such certificates';
  }
}

/** What a test starts ends with it. To be called by each file: its hooks are those of the file that calls. */
export function endWithEachTest(): void {
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
}

/** An HTTPS server that says what it got; `seen` counts the requests. */
export async function serve(
  {key, cert}: Certificate,
  address: '127.0.0.1' | '::1' | 'everywhere' = '127.0.0.1',
) {
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
  await new Promise<void>((resolve) =>
    server.listen(0, address === 'everywhere' ? undefined : address, resolve),
  );
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
