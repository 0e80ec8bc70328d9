import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {CachedToken} from '../../../src/api/credentials.ts';
import {AppError} from '../../../src/errors.ts';
import {resolvePaths, type Env, type Paths} from '../../../src/store/paths.ts';
import {readLoginRecords} from '../../../src/store/settings-profiles.ts';
import {loadSettings} from '../../../src/store/settings.ts';
import type {ProfileSettings} from '../../../src/store/settings-types.ts';
import {createMemoryStore} from '../../../src/store/secrets/memory.ts';
import type {SecretStore, StoredSecret} from '../../../src/store/secrets/secret.ts';
import {createSecrets, type SecretsOptions} from '../../../src/store/secrets/secrets.ts';

let home: string;
let paths: Paths;
let profile: ProfileSettings;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-secrets-'));
  paths = resolvePaths({HOME: home});
  profile = (await loadSettings({env: {}, paths})).profile;
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const SECRET: StoredSecret = {clientId: 'id', clientSecret: 'hunter2-secret', userName: 'jd'};

/** A keychain in memory; `broken` says why it cannot be used. */
function fakeKeychain(broken?: string): SecretStore & {readonly reads: () => number} {
  const memory = createMemoryStore();
  let reads = 0;
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (broken !== undefined) throw new AppError('store', `The keyring cannot be used: ${broken}.`);
    return work();
  };
  return {
    kind: 'keychain',
    describe: () => 'the test keyring',
    available: () => Promise.resolve(broken),
    holds: (name) => guard(() => memory.holds(name)),
    read: (name) => {
      reads += 1;
      return guard(() => memory.read(name));
    },
    write: (name, secret) => guard(() => memory.write(name, secret)),
    clear: (name) => guard(() => memory.clear(name)),
    reads: () => reads,
  };
}

function secrets(options: Partial<SecretsOptions> = {}) {
  return createSecrets({env: {}, paths, profile, keychain: fakeKeychain('no bus'), ageWorkFactor: 5, askPassphrase: () => Promise.resolve('open sesame'), ...options});
}

function token(accessToken = 'access-1'): CachedToken {
  return {endpoint: profile.endpoint, clientId: 'id', accessToken, expiresAt: 2000, renewAt: 1000, userName: 'jd'};
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

test('nothing anywhere: not signed in, with the reasons', async () => {
  const none = secrets();
  const error = await failure(none.credentials());
  expect(error.kind).toBe('auth');
  expect(error.message).toContain('Not signed in: there is no credential for the profile "default" (the keyring cannot be used: no bus)');
  expect(error.hint).toContain('casedeck login');
  expect(await none.source()).toBeUndefined();
});

test('the order: environment, command, keychain, age', async () => {
  const keychain = fakeKeychain();
  const signedIn = secrets({keychain});
  await signedIn.save('age', {...SECRET, clientId: 'age'});
  expect(await secrets().credentials()).toEqual({clientId: 'age', clientSecret: 'hunter2-secret'});
  await signedIn.save('keychain', {...SECRET, clientId: 'keychain'});
  expect(await secrets({keychain}).credentials()).toMatchObject({clientId: 'keychain'});
  const withCommand = {...profile, credentialCommand: [process.execPath, '-p', '\'{"client_id":"command","client_secret":"s"}\'']};
  expect(await secrets({keychain, profile: withCommand}).credentials()).toEqual({clientId: 'command', clientSecret: 's'});
  const env = {EQUINIX_API_CLIENTID: 'env', EQUINIX_API_CLIENTSECRET: 's'};
  expect(await secrets({keychain, profile: withCommand, env}).credentials()).toEqual({clientId: 'env', clientSecret: 's'});
  expect(await secrets({env: {...env, EQUINIX_API_TOKEN: 'tok'}}).credentials()).toEqual({token: 'tok'});
});

test('saving in one place removes the older secret from the others', async () => {
  const keychain = fakeKeychain();
  await secrets({keychain}).save('keychain', SECRET);
  await secrets({keychain}).save('age', {...SECRET, clientId: 'newer'});
  expect(await keychain.read('default')).toBeUndefined();
  expect(await secrets({keychain}).credentials()).toMatchObject({clientId: 'newer'});
  expect(readLoginRecords(paths)['default']).toMatchObject({store: 'age', endpoint: 'https://api.equinix.com', userName: 'jd'});
});

test('a keychain that is not the place of the last login is not asked', async () => {
  const keychain = fakeKeychain();
  await secrets().save('age', SECRET);
  await secrets({keychain}).credentials();
  expect(keychain.reads()).toBe(0);
});

test('memory lasts for this run only', async () => {
  const run = secrets();
  await run.save('memory', SECRET);
  expect(await run.credentials()).toMatchObject({clientId: 'id'});
  expect(await run.source()).toEqual({kind: 'memory', where: 'memory only, until casedeck ends'});
  expect(existsSync(paths.state)).toBe(false);
  expect(await secrets().source()).toBeUndefined();
});

test('a stored secret is not sent to another endpoint', async () => {
  await secrets().save('age', SECRET);
  const elsewhere = {...profile, endpoint: 'https://evil.example'};
  const error = await failure(secrets({profile: elsewhere}).credentials());
  expect(error.message).toMatch(/belongs to https:\/\/api\.equinix\.com, not to https:\/\/evil\.example/);
  expect(error.message).not.toContain('hunter2');
});

test('_FILE variables are read, without the line break, if nobody else can', async () => {
  const file = join(home, 'secret');
  writeFileSync(file, 's3cret\n', {mode: 0o600});
  const env = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET_FILE: file};
  expect(await secrets({env}).credentials()).toEqual({clientId: 'id', clientSecret: 's3cret'});
  chmodSync(file, 0o622);
  expect((await failure(secrets({env}).credentials())).message).toContain('can be written by others');
  expect((await failure(secrets({env: {...env, EQUINIX_API_CLIENTSECRET_FILE: join(home, 'none')}}).credentials())).message).toContain('there is no such file');
  writeFileSync(join(home, 'empty'), '\n', {mode: 0o600});
  expect((await failure(secrets({env: {...env, EQUINIX_API_CLIENTSECRET_FILE: join(home, 'empty')}}).credentials())).message).toContain('is empty');
});

test('half an environment is told, and the client id may come from the configuration', async () => {
  expect((await failure(secrets({env: {EQUINIX_API_CLIENTSECRET: 's'}}).credentials())).message).toContain('EQUINIX_API_CLIENTSECRET is set, but EQUINIX_API_CLIENTID is not');
  expect((await failure(secrets({env: {EQUINIX_API_CLIENTID: 's'}}).credentials())).message).toContain('EQUINIX_API_CLIENTID is set, but EQUINIX_API_CLIENTSECRET is not');
  expect(await secrets({env: {EQUINIX_API_CLIENTSECRET: 's'}, profile: {...profile, clientId: 'configured'}}).credentials()).toEqual({clientId: 'configured', clientSecret: 's'});
});

test('the age file: 0600 in 0700, encrypted, opened with the same passphrase only, asked once', async () => {
  let asked = 0;
  const askPassphrase = () => {
    asked += 1;
    return Promise.resolve('open sesame');
  };
  await secrets({askPassphrase}).save('age', SECRET);
  const file = join(paths.state, 'default.age');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(paths.state).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  asked = 0;
  const run = secrets({askPassphrase});
  await run.credentials();
  await run.tokenCache.write(token());
  await run.tokenCache.read();
  expect(asked).toBe(1);
  const wrong = secrets({askPassphrase: () => Promise.resolve('wrong')});
  const error = await failure(wrong.credentials());
  expect(error).toMatchObject({kind: 'auth', message: expect.stringContaining('The passphrase does not open')});
  await expect(wrong.source()).rejects.toThrow('does not open');
});

test('a wrong passphrase can be followed by the right one', async () => {
  await secrets().save('age', SECRET);
  const answers = ['wrong', 'open sesame'];
  const run = secrets({askPassphrase: () => Promise.resolve(answers.shift())});
  await failure(run.credentials());
  expect(await run.credentials()).toMatchObject({clientId: 'id'});
});

test('without a terminal the passphrase comes from CASEDECK_PASSPHRASE_FILE', async () => {
  await secrets().save('age', SECRET);
  const silent = {askPassphrase: undefined};
  expect((await failure(secrets(silent).credentials())).hint).toContain('CASEDECK_PASSPHRASE_FILE');
  const file = join(home, 'pass');
  writeFileSync(file, 'open sesame\n', {mode: 0o600});
  expect(await secrets({...silent, env: {CASEDECK_PASSPHRASE_FILE: file}}).credentials()).toMatchObject({clientId: 'id'});
});

test('a damaged age file and one with wrong rights are said so', async () => {
  await secrets().save('age', SECRET);
  const file = join(paths.state, 'default.age');
  chmodSync(file, 0o640);
  expect((await failure(secrets().credentials())).message).toContain('mode 640');
  writeFileSync(file, 'age-encryption.org/v1\nnonsense');
  chmodSync(file, 0o600);
  expect(await failure(secrets().credentials())).toMatchObject({kind: 'store', message: expect.stringContaining('cannot be read')});
});

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

test('a token of an environment credential stays in memory', async () => {
  const run = secrets({env: {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: 's'}});
  await run.tokenCache.write(token());
  expect((await run.tokenCache.read())?.accessToken).toBe('access-1');
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
  expect(report.problems).toEqual([expect.stringContaining('no bus'), expect.stringContaining('The environment still holds')]);
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
  const others = await secrets({askPassphrase, env, untrusted: 'the file can be written by others'}).explain();
  expect(others.map(({state}) => state)).toEqual(['in-use', 'unusable', 'unusable', 'skipped', 'usable']);
  expect(others[3]?.words).toContain('another place comes first');
  expect(JSON.stringify([reports, others])).not.toContain('hunter2');
});

test('nothing of the secret is ever in plain text on disk', async () => {
  const run = secrets();
  await run.save('age', SECRET);
  await run.tokenCache.write(token('access-token-value'));
  const written = readdirSync(home, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  expect(written.length).toBeGreaterThanOrEqual(2);
  for (const entry of written) {
    const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('access-token-value');
  }
});
