import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {deskAddress} from '../../src/team/connect/desk-address.ts';
import {filePassword} from '../../src/team/connect/postgres-desk.ts';

const home = () => mkdtempSync(join(tmpdir(), 'desk-address-'));
const at = (url: string, env: Readonly<Record<string, string>> = {}) =>
  deskAddress(url, {HOME: home(), ...env}, 'mara');

test('the url says where the desk is, with what is usual for the rest', () => {
  expect(at('postgresql://desk.example/casedeck')).toMatchObject({
    host: 'desk.example',
    port: 5432,
    database: 'casedeck',
    user: 'mara',
    password: undefined,
  });
  expect(at('postgresql://jon@[::1]:6000/work')).toMatchObject({
    host: '::1',
    port: 6000,
    database: 'work',
    user: 'jon',
  });
  expect(at('postgresql:///casedeck?host=/var/run/desk&port=5433&user=aki')).toMatchObject({
    host: '/var/run/desk',
    port: 5433,
    database: 'casedeck',
    user: 'aki',
    ssl: false,
  });
  expect(at('postgresql:///').host).toBe('/run/postgresql');
  expect(at('postgresql:///').database).toBe('mara');
});

test('what the url does not say comes from a service file, then from the environment', () => {
  const HOME = home();
  writeFileSync(
    join(HOME, '.pg_service.conf'),
    '# ours\n[other]\nhost=elsewhere.example\n\n[desk]\nhost = service.example\nport=6432\npassword=of the file\nconnect_timeout=3\n',
  );
  const env = {HOME, PGHOST: 'env.example', PGPORT: '7000', PGUSER: 'jon', PGPASSWORD: 'of the environment'};
  expect(at('postgresql:///casedeck', env)).toMatchObject({
    host: 'env.example',
    port: 7000,
    user: 'jon',
    password: 'of the environment',
  });
  const service = {host: 'service.example', port: 6432, user: 'jon', password: 'of the file'};
  expect(at('postgresql:///casedeck', {...env, PGSERVICE: 'desk'})).toMatchObject(service);
  expect(at('postgresql:///casedeck?service=desk', env)).toMatchObject(service);
  expect(at('postgresql://url.example:1/casedeck?service=desk', env)).toMatchObject({
    host: 'url.example',
    port: 1,
  });
  expect(() => at('postgresql:///casedeck?service=none', env)).toThrow('There is no service "none"');
  const system = home();
  writeFileSync(join(system, 'pg_service.conf'), '[all]\nhost=system.example\n');
  expect(at('postgresql:///casedeck?service=all', {...env, PGSYSCONFDIR: system}).host).toBe(
    'system.example',
  );
});

test('other hosts are reached over TLS with a certificate that is checked; less has to be asked for', () => {
  const far = (mode: string) => at(`postgresql://desk.example/casedeck${mode}`).ssl;
  expect(far('')).toEqual({rejectUnauthorized: true});
  expect(far('?sslmode=verify-full')).toEqual({rejectUnauthorized: true});
  expect(far('?sslmode=verify-ca')).toMatchObject({rejectUnauthorized: true});
  expect(far('?sslmode=verify-ca')).toHaveProperty('checkServerIdentity');
  expect(far('?sslmode=require')).toMatchObject({rejectUnauthorized: false});
  for (const mode of ['disable', 'allow', 'prefer'])
    expect(() => far(`?sslmode=${mode}`)).toThrow('unencrypted');
  expect(() => far('?sslmode=please')).toThrow('There is no sslmode "please"');
  expect(() => at('postgresql://desk.example/casedeck', {PGSSLMODE: 'prefer'})).toThrow('unencrypted');
});

test('only sockets and the loopback are spoken to in the clear', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(at(`postgresql://${host}/casedeck`).ssl).toBe(false);
  expect(at('postgresql://localhost/casedeck?sslmode=verify-full').ssl).toEqual({rejectUnauthorized: true});
  // What only begins like the loopback is another host.
  for (const host of ['127.0.0.1.example', 'localhost.example'])
    expect(at(`postgresql://${host}/casedeck`).ssl).toEqual({rejectUnauthorized: true});
});

test('certificates are those of every PostgreSQL client; one that is named has to be there', () => {
  const HOME = home();
  mkdirSync(join(HOME, '.postgresql'));
  writeFileSync(join(HOME, '.postgresql', 'root.crt'), 'of the home');
  writeFileSync(join(HOME, 'other.crt'), 'named');
  const far = (query: string, env: Readonly<Record<string, string>> = {}) =>
    at(`postgresql://desk.example/casedeck${query}`, {HOME, ...env}).ssl;
  expect(far('')).toEqual({rejectUnauthorized: true, ca: 'of the home'});
  // As libpq: with an authority at hand, `require` checks the chain.
  expect(far('?sslmode=require')).toMatchObject({rejectUnauthorized: true, ca: 'of the home'});
  expect(far('', {PGSSLROOTCERT: join(HOME, 'other.crt')})).toMatchObject({ca: 'named'});
  expect(far('?sslrootcert=system')).toEqual({rejectUnauthorized: true});
  expect(() => far('?sslrootcert=/nowhere.crt')).toThrow('/nowhere.crt cannot be read');
  writeFileSync(join(HOME, '.postgresql', 'postgresql.crt'), 'mine');
  expect(far('')).not.toHaveProperty('cert');
  writeFileSync(join(HOME, '.postgresql', 'postgresql.key'), 'mine, too');
  expect(far('')).toMatchObject({cert: 'mine', key: 'mine, too'});
});

test('words about the desk show no password and obey nobody', () => {
  expect(at('postgresql://jon:secret@desk.example/casedeck', {PGPASSWORD: 'secret'}).shown).toBe(
    'desk.example, database casedeck, user jon',
  );
  expect(at('postgresql://desk.example/%1b]0;owned%07').shown).not.toContain('\u001B');
});

test('a password comes from the first line of ~/.pgpass that fits, as with every PostgreSQL client', () => {
  const HOME = home();
  const file = join(HOME, '.pgpass');
  const write = (text: string, mode = 0o600) => {
    rmSync(file, {force: true});
    writeFileSync(file, text, {mode});
  };
  const password = (url: string) => filePassword(at(url, {HOME}));
  write(
    '#desk.example:*:*:*:a comment\n\nother:*:*:*:other\ndesk.example:5432:casedeck:jon:with\\:colon and \\\\\n*:6000:*:*:any host\r\nlocalhost:*:*:*:socket\n\\:\\:1:*:*:*:six\n',
  );
  expect(password('postgresql://jon@desk.example/casedeck')).toBe('with:colon and \\');
  expect(password('postgresql://jon@desk.example:6000/casedeck')).toBe('any host');
  expect(password('postgresql:///casedeck?host=/run/postgresql')).toBe('socket');
  expect(password('postgresql://[::1]/casedeck')).toBe('six');
  expect(() => password('postgresql://desk.example/casedeck')).toThrow('asks for a password');
  write('*:*:*:*:secret\n', 0o644);
  expect(() => password('postgresql://desk.example/casedeck')).toThrow('Others may read');
  rmSync(file);
  expect(() => password('postgresql://desk.example/casedeck')).toThrow('there is none');
});
