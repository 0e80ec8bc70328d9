import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readLoginRecords} from '../../src/settings/settings-profiles.ts';
import {failure, fakeKeychain, home, paths, profile, SECRET, secrets, ownHome} from './secrets-fixture.ts';

ownHome();

test('nothing anywhere: not signed in, with the reasons', async () => {
  const none = secrets();
  const error = await failure(none.credentials());
  expect(error.kind).toBe('auth');
  expect(error.message).toBe('Not signed in: there is no credential for the profile "default".');
  // The keychain matters to those who say that they use it.
  const {message} = await failure(secrets({profile: {...profile, store: 'keychain'}}).credentials());
  expect(message).toContain('profile "default" (the keyring cannot be used: no bus)');
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
  const withCommand = {
    ...profile,
    credentialCommand: [process.execPath, '-p', '\'{"client_id":"command","client_secret":"s"}\''],
  };
  expect(await secrets({keychain, profile: withCommand}).credentials()).toEqual({
    clientId: 'command',
    clientSecret: 's',
  });
  const env = {EQUINIX_API_CLIENTID: 'env', EQUINIX_API_CLIENTSECRET: 's'};
  expect(await secrets({keychain, profile: withCommand, env}).credentials()).toEqual({
    clientId: 'env',
    clientSecret: 's',
  });
  expect(await secrets({env: {...env, EQUINIX_API_TOKEN: 'tok'}}).credentials()).toEqual({token: 'tok'});
});

test('saving in one place removes the older secret from the others', async () => {
  const keychain = fakeKeychain();
  await secrets({keychain}).save('keychain', SECRET);
  await secrets({keychain}).save('age', {...SECRET, clientId: 'newer'});
  expect(await keychain.read('default')).toBeUndefined();
  expect(await secrets({keychain}).credentials()).toMatchObject({clientId: 'newer'});
  expect(readLoginRecords(paths)['default']).toMatchObject({
    store: 'age',
    endpoint: 'https://api.equinix.com',
    userName: 'jd',
  });
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
  expect(
    (await failure(secrets({env: {...env, EQUINIX_API_CLIENTSECRET_FILE: join(home, 'none')}}).credentials()))
      .message,
  ).toContain('there is no such file');
  writeFileSync(join(home, 'empty'), '\n', {mode: 0o600});
  expect(
    (
      await failure(
        secrets({env: {...env, EQUINIX_API_CLIENTSECRET_FILE: join(home, 'empty')}}).credentials(),
      )
    ).message,
  ).toContain('is empty');
});

test('half an environment is told, and the client id may come from the configuration', async () => {
  expect((await failure(secrets({env: {EQUINIX_API_CLIENTSECRET: 's'}}).credentials())).message).toContain(
    'EQUINIX_API_CLIENTSECRET is set, but EQUINIX_API_CLIENTID is not',
  );
  expect((await failure(secrets({env: {EQUINIX_API_CLIENTID: 's'}}).credentials())).message).toContain(
    'EQUINIX_API_CLIENTID is set, but EQUINIX_API_CLIENTSECRET is not',
  );
  expect(
    await secrets({
      env: {EQUINIX_API_CLIENTSECRET: 's'},
      profile: {...profile, clientId: 'configured'},
    }).credentials(),
  ).toEqual({clientId: 'configured', clientSecret: 's'});
});

test.each([
  ['a line end', 's3cret\n'],
  ['a line end of Windows', 's3cret\r\n'],
  ['blanks', '  s3cret\t'],
  ['a byte-order mark', '\uFEFFs3cret'],
  ['a no-break space', '\u00A0s3cret\u00A0'],
  ['a zero-width space', '\u200Bs3cret'],
])('%s around a copied id or secret does not belong to it, in a variable or a file', async (_name, value) => {
  const meant = {clientId: 's3cret', clientSecret: 's3cret'};
  const env = {EQUINIX_API_CLIENTID: value, EQUINIX_API_CLIENTSECRET: value};
  expect(await secrets({env}).credentials()).toEqual(meant);
  expect(await secrets({env: {EQUINIX_API_TOKEN: value}}).credentials()).toEqual({token: 's3cret'});
  const file = join(home, 'secret');
  writeFileSync(file, value, {mode: 0o600});
  const files = {EQUINIX_API_CLIENTID_FILE: file, EQUINIX_API_CLIENTSECRET_FILE: file};
  expect(await secrets({env: files}).credentials()).toEqual(meant);
});

test('a file of PowerShell, in UTF-16, is read', async () => {
  const file = join(home, 'secret');
  writeFileSync(file, Buffer.from('\uFEFFs3cret\r\n', 'utf16le'), {mode: 0o600});
  const env = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET_FILE: file};
  expect(await secrets({env}).credentials()).toMatchObject({clientSecret: 's3cret'});
});

test.each(['two words', 'line\nbreak', 'no\u00A0break', 'typographic\u2013hyphen', '\u200B'])(
  '%j can be no secret: it is refused before an attempt is spent',
  async (value) => {
    const env = {EQUINIX_API_CLIENTID: 'id', EQUINIX_API_CLIENTSECRET: value};
    const error = await failure(secrets({env}).credentials());
    expect(error.kind).toBe('auth');
    expect(error.message).toMatch(/^EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET: The client secret /);
    expect(error.hint).toContain('no attempt is spent');
    expect(`${error.message} ${error.hint}`).not.toContain(value === '\u200B' ? 'x\u200B' : value);
  },
);
