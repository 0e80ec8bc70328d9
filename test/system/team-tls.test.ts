import {chownSync, copyFileSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect} from 'vitest';
import {deskAddress} from '../../src/team/connect/desk-address.ts';
import {connect} from '../../src/team/connect/postgres-desk.ts';
import {needing, program} from '../support/needs.ts';
import {CertificateAuthority} from './support/certificates.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres, program('openssl'));

let server: Server;
let right: CertificateAuthority;
let wrong: CertificateAuthority;

const folder = () => mkdtempSync(join(tmpdir(), 'team-tls-'));

beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  right = new CertificateAuthority(folder());
  wrong = new CertificateAuthority(folder());
  const {certFile, key} = right.issue('localhost', 'DNS:localhost');
  const place = (name: string) => join(server.folder, 'data', name);
  copyFileSync(certFile, place('server.crt'));
  writeFileSync(place('server.key'), key, {mode: 0o600});
  for (const name of ['server.crt', 'server.key']) chownSync(place(name), server.uid, -1);
  // Whoever comes over TCP comes over TLS and with a password.
  writeFileSync(
    place('pg_hba.conf'),
    'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n',
  );
  server.sql('ALTER SYSTEM SET ssl = on');
  server.sql("CREATE ROLE mara LOGIN PASSWORD 'of mara'");
  await server.stop();
  await server.start();
});
afterAll(async () => await server?.remove());

type Env = Readonly<Record<string, string>>;

/** A home with a `~/.pgpass`, and what a connection from there comes to. */
async function reach(query: string, {host = 'localhost', ...more}: Env = {}): Promise<string> {
  const HOME = folder();
  const passwords = join(HOME, '.pgpass');
  const lines = ['# ours', 'elsewhere:*:*:mara:wrong', `*:${server.port}:casedeck:mara:of mara`];
  writeFileSync(passwords, `${lines.join('\n')}\n`, {mode: 0o600});
  const env = {HOME, ...more};
  try {
    const address = deskAddress(`postgresql://mara@${host}:${server.port}/casedeck${query}`, env, 'mara');
    const client = await connect(address);
    const {rows} = await client.query<{ssl: boolean}>(
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    await client.end();
    return rows[0]?.ssl === true ? 'encrypted' : 'in the clear';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test(`a certificate is checked as sslmode says, and only an authority that is known counts${why}`, async () => {
  const ca = `&sslrootcert=${right.file}`;
  expect(await reach(`?sslmode=verify-full${ca}`)).toBe('encrypted');
  expect(await reach('?sslmode=require')).toBe('encrypted');
  expect(await reach(`?sslmode=require${ca}`)).toBe('encrypted');
  expect(await reach('', {PGSSLMODE: 'verify-full', PGSSLROOTCERT: right.file})).toBe('encrypted');
  // Under another name than the certificate's.
  expect(await reach(`?sslmode=verify-ca${ca}`, {host: '127.0.0.1'})).toBe('encrypted');
  expect(await reach(`?sslmode=verify-full${ca}`, {host: '127.0.0.1'})).toMatch(/certificate|127\.0\.0\.1/);
  // Of an authority that is not ours.
  for (const mode of ['verify-full', 'verify-ca', 'require'])
    expect(await reach(`?sslmode=${mode}&sslrootcert=${wrong.file}`), mode).toMatch(/certificate|signature/);
  expect(await reach('?sslmode=verify-full')).toMatch(/certificate/);
});

test(`the password comes from ~/.pgpass, PGPASSWORD or a service file; without one it is said where to put it${why}`, async () => {
  const query = `?sslmode=verify-full&sslrootcert=${right.file}`;
  expect(await reach(query)).toBe('encrypted');
  expect(await reach(query, {PGPASSFILE: '/nowhere', PGPASSWORD: 'of mara'})).toBe('encrypted');
  expect(await reach(query, {PGPASSWORD: 'wrong'})).toContain('refused the password');
  expect(await reach(query, {PGPASSFILE: '/nowhere'})).toContain('asks for a password, and there is none');
  const services = join(folder(), 'services');
  writeFileSync(services, `[desk]\nsslmode=verify-full\nsslrootcert=${right.file}\npassword=of mara\n`);
  expect(await reach('?service=desk', {PGSERVICEFILE: services, PGPASSFILE: '/nowhere'})).toBe('encrypted');
  const open = join(folder(), 'passwords');
  writeFileSync(open, '*:*:*:*:of mara\n', {mode: 0o644});
  expect(await reach(query, {PGPASSFILE: open})).toContain('Others may read');
});
