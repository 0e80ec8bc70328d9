import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readLoginRecords} from '../../src/settings/settings-profiles.ts';
import {failure, fakeKeychain, home, paths, profile, SECRET, secrets} from './secrets-fixture.ts';

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
