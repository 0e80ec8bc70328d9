import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {SecretsOptions} from '../../src/secrets/secrets.ts';
import type {Env} from '../../src/settings/paths.ts';
import {readLoginRecords} from '../../src/settings/settings-profiles.ts';
import {fakeKeychain, paths, profile, SECRET, secrets, token, ownHome} from './secrets-fixture.ts';

ownHome();

test.each(['keychain', 'age', 'memory'] as const)('ten runs share one token: kept in %s', async (where) => {
  const keychain = fakeKeychain();
  const first = secrets({keychain});
  await first.save(where, SECRET);
  expect(await first.tokenCache.read()).toBeUndefined();
  await first.tokenCache.write(token());
  const next = where === 'memory' ? first : secrets({keychain});
  expect(await next.tokenCache.read()).toEqual(token());
  await next.tokenCache.write(token('access-2'));
  expect((await first.tokenCache.read())?.accessToken).toBe('access-2');
  await next.tokenCache.clear();
  expect(await first.tokenCache.read()).toBeUndefined();
  expect(await next.credentials()).toMatchObject({clientSecret: 'hunter2-secret'});
});

type From = Pick<SecretsOptions, 'env'> & {readonly command?: readonly string[]};

test.each<[string, From]>([
  ['the environment', {env: {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 'hunter2-secret'}}],
  [
    'a command',
    {
      env: {PATH: process.env['PATH']},
      command: ['printf', '{"client_id":"id","client_secret":"hunter2-secret"}'],
    },
  ],
])(
  'a token of a credential from %s is kept, and only that secret opens it',
  async (_from, {command, ...options}) => {
    const run = (more: Partial<SecretsOptions> = {}) =>
      secrets({...options, profile: {...profile, credentialCommand: command}, ...more});
    await run().tokenCache.write(token());
    expect(await run().tokenCache.read()).toEqual(token());
    const file = join(paths.state, 'default.token');
    expect(readFileSync(file, 'utf8')).not.toContain('access-1');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await run().tokenPlace()).toContain(file);
    // Another secret, another service, a damaged file: as if there were none.
    const other = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 'another'};
    expect(await secrets({env: other}).tokenCache.read()).toBeUndefined();
    const elsewhere = {...profile, credentialCommand: command, endpoint: 'https://sandboxapi.equinix.com'};
    expect(await run({profile: elsewhere}).tokenCache.read()).toBeUndefined();
    const sealed = readFileSync(file, 'utf8');
    for (const damaged of [sealed.replace(/"tag":"..../, '"tag":"AAAA'), '{"salt":"x"}', '']) {
      writeFileSync(file, damaged);
      expect(await run().tokenCache.read()).toBeUndefined();
    }
    await run().tokenCache.write(token());
    expect((await run().logout()).removed).toContain(file);
    expect(existsSync(file)).toBe(false);
  },
);

test('where nothing is to be kept, and for a token that was given, the token stays in memory', async () => {
  const env = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 's'};
  for (const more of [{keepsNothing: true}, {profile: {...profile, store: 'memory' as const}}]) {
    const run = secrets({env, ...more});
    await run.tokenCache.write(token());
    expect((await run.tokenCache.read())?.accessToken).toBe('access-1');
    expect(await run.tokenPlace()).toBeUndefined();
  }
  expect(await secrets({env: {EQUINIX_API_TOKEN: 't'}}).tokenPlace()).toBeUndefined();
  expect(existsSync(paths.state)).toBe(false);
});

test('signing out elsewhere is not undone by a token written later', async () => {
  const run = secrets();
  await run.save('age', SECRET);
  await run.credentials();
  expect(await secrets().logout()).toEqual({removed: [expect.stringContaining('default.age')], problems: []});
  await run.tokenCache.write(token());
  expect(existsSync(join(paths.state, 'default.age'))).toBe(false);
});

test('logout removes every trace, and says what it could not look into', async () => {
  const keychain = fakeKeychain();
  await secrets({keychain}).save('keychain', SECRET);
  await secrets({keychain}).logout();
  expect(await secrets({keychain}).source()).toBeUndefined();
  expect(readLoginRecords(paths)).toEqual({});
  await secrets({keychain}).save('keychain', SECRET);
  const report = await secrets({env: {EQUINIX_API_TOKEN: 't'}}).logout();
  expect(report.problems).toEqual([
    expect.stringContaining('no bus'),
    expect.stringContaining('The environment still holds'),
  ]);
  expect(readLoginRecords(paths)['default']?.store).toBe('keychain');
  await secrets().save('age', SECRET);
  expect((await secrets().logout()).problems).toEqual([]);
  expect(readdirSync(paths.state).filter((name) => name.endsWith('.age'))).toEqual([]);
});

test('explain names each place, in order, without asking for anything', async () => {
  const askPassphrase = () => Promise.reject(new Error('asked'));
  await secrets().save('age', SECRET);
  const reports = await secrets({askPassphrase}).explain();
  expect(reports.map(({kind, state}) => [kind, state])).toEqual([
    ['environment', 'skipped'],
    ['command', 'skipped'],
    ['keychain', 'unusable'],
    ['age', 'in-use'],
    ['memory', 'usable'],
  ]);
  expect(reports[2]?.words).toBe('no bus');
  const env: Env = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 's'};
  const others = await secrets({
    askPassphrase,
    env,
    untrusted: 'the file can be written by others',
  }).explain();
  expect(others.map(({state}) => state)).toEqual(['in-use', 'unusable', 'unusable', 'skipped', 'usable']);
  expect(others[3]?.words).toContain('another place comes first');
  expect(JSON.stringify([reports, others])).not.toContain('hunter2');
});

test('a token that is renewed each hour is encrypted with a key of its own each time', async () => {
  const run = secrets({env: {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 'hunter2-secret'}});
  const salts = new Set<string>();
  const seals = new Set<string>();
  for (const name of ['access-1', 'access-2', 'access-3']) {
    await run.tokenCache.write(token(name));
    const text = readFileSync(join(paths.state, 'default.token'), 'utf8');
    salts.add(/"salt":"([^"]+)"/.exec(text)?.[1] ?? '');
    seals.add(/"iv":"([^"]+)"/.exec(text)?.[1] ?? '');
    expect((await run.tokenCache.read())?.accessToken).toBe(name);
  }
  expect([salts.size, seals.size]).toEqual([3, 3]);
});
