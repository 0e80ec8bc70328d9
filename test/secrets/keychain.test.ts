import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createKeychain} from '../../src/secrets/keychain.ts';
import {firstRows} from '../support/long.ts';
import {holdTheClock} from '../api/service.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casedeck-keychain-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const SECRET = {
  clientId: 'id',
  clientSecret: 's3cret',
  token: {accessToken: 'x'.repeat(3000), expiresAt: 2, renewAt: 1},
};

/** A module with keytar's functions, run by the real worker process. */
function keychain(
  body: string,
  options: {platform?: NodeJS.Platform; timeoutMs?: number; env?: Record<string, string>} = {},
) {
  const file = join(folder, 'keytar.cjs');
  writeFileSync(file, body);
  return createKeychain({
    env: options.env ?? {DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere'},
    platform: options.platform ?? 'linux',
    timeoutMs: options.timeoutMs ?? 120_000,
    keytar: file,
  });
}

const FILE_KEYTAR = `
const fs = require('node:fs');
const file = (service, account) => __dirname + '/' + service + '-' + Buffer.from(account).toString('hex');
module.exports = {
  getPassword: async (s, a) => fs.existsSync(file(s, a)) ? fs.readFileSync(file(s, a), 'utf8') : null,
  setPassword: async (s, a, p) => fs.writeFileSync(file(s, a), p),
  deletePassword: async (s, a) => { const had = fs.existsSync(file(s, a)); fs.rmSync(file(s, a), {force: true}); return had; },
};`;

test('writes, reads back, holds, clears', async () => {
  const store = keychain(FILE_KEYTAR);
  expect(await store.available()).toBeUndefined();
  expect(await store.read('p')).toBeUndefined();
  await store.write('p', SECRET);
  expect(await store.read('p')).toEqual(SECRET);
  expect([await store.holds('p'), await store.holds('q')]).toEqual([true, false]);
  expect([await store.clear('p'), await store.clear('p')]).toEqual([true, false]);
});

test('the secret is neither in the arguments nor in the environment of the helper process', async () => {
  const store = keychain(
    `${FILE_KEYTAR}
    const told = JSON.stringify([process.argv, process.execArgv, process.env]);
    if (told.includes('s3cret') || told.includes('leak')) throw new Error('leaked');`,
    {
      env: {DBUS_SESSION_BUS_ADDRESS: 'x', EQUINIX_API_CLIENTSECRET: 'leak'},
    },
  );
  await store.write('p', SECRET);
  expect((await store.read('p'))?.clientSecret).toBe('s3cret');
});

test('on Windows a token that does not fit is left out', async () => {
  const store = keychain(FILE_KEYTAR, {platform: 'win32'});
  await store.write('p', SECRET);
  expect(await store.read('p')).toEqual({clientId: 'id', clientSecret: 's3cret'});
});

test('without a session bus nothing is started', async () => {
  const marker = `require('node:fs').writeFileSync(__dirname + '/started', ''); module.exports = {getPassword: async () => null};`;
  for (const env of [{}, {DBUS_SESSION_BUS_ADDRESS: ''}, {XDG_RUNTIME_DIR: folder}]) {
    const store = keychain(marker, {env});
    expect(await store.available()).toContain('no D-Bus session bus runs here');
    await expect(store.read('p')).rejects.toThrow('no D-Bus session bus');
  }
  expect(() => rmSync(join(folder, 'started'))).toThrow('ENOENT');
});

test('the bus in XDG_RUNTIME_DIR is named outright', async () => {
  writeFileSync(join(folder, 'bus'), '');
  const store = keychain(
    `module.exports = {getPassword: async () => JSON.stringify({client_id: process.env.DBUS_SESSION_BUS_ADDRESS, client_secret: 'x'})};`,
    {env: {XDG_RUNTIME_DIR: folder}},
  );
  expect((await store.read('p'))?.clientId).toBe(`unix:path=${join(folder, 'bus')}`);
});

test('a keyring that hangs, also in native code, is killed', async () => {
  const store = keychain(`module.exports = {getPassword: () => { for (;;); }};`, {timeoutMs: 700});
  expect(await store.available()).toMatch(/did not answer within 0\.7 s/);
});

test('a machine that is slow to start the helper process is not taken for a keyring that hangs', async () => {
  const store = keychain(FILE_KEYTAR, {timeoutMs: 3000});
  holdTheClock();
  const available = store.available();
  vi.advanceTimersByTime(20_000);
  expect(await available).toBeUndefined();
});

test('a helper process that never runs is given up, and the keyring is not blamed', async () => {
  const store = keychain(FILE_KEYTAR, {timeoutMs: 3000});
  holdTheClock();
  const available = store.available();
  vi.advanceTimersByTime(30_000);
  expect(await available).toMatch(/did not start within 30 s/);
});

test.each(
  firstRows(
    [
      [
        `module.exports = {getPassword: async () => { throw new Error('odd\\u001b[2J'); }};`,
        /it failed \(odd\?\[2J\)/,
      ],
      [`process.exit(1)`, /the helper process died/],
      [
        `throw new Error('Failed to load keytar native addon, checked')`,
        /libsecret is missing; install libsecret-1-0/,
      ],
      [
        `module.exports = {getPassword: async () => { throw new Error('The name org.freedesktop.secrets was not provided by any .service files'); }};`,
        /no keyring service runs/,
      ],
      [
        `module.exports = {getPassword: async () => { throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY'); }};`,
        /bus cannot be reached/,
      ],
    ],
    3,
  ),
)('%s becomes one plain sentence', async (body, words) => {
  expect(await keychain(body).available()).toMatch(words);
});

test('a keyring that forgets what was written is found out', async () => {
  const store = keychain(`module.exports = {getPassword: async () => null, setPassword: async () => {}};`);
  await expect(store.write('p', SECRET)).rejects.toThrow('did not keep what was written');
});
