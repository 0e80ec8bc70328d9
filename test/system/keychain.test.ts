import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect} from 'vitest';
import {createKeychain} from '../../src/secrets/keychain.ts';
import {keytar, needing} from '../support/needs.ts';
import {bus, keyring, startBus, startKeyring} from './support/keyring.ts';
import {Processes} from './support/programs.ts';

const {test: keytarTest, why: noKeytar} = await needing(keytar);
const {test: busTest, why: noBus} = await needing(keytar, bus);
const {test: keyringTest, why: noKeyring} = await needing(keytar, bus, keyring);
const SECRET = {
  clientId: 'id',
  clientSecret: 's3cret "with" ünïcode',
  endpoint: 'https://api.equinix.com',
  token: {accessToken: 'x'.repeat(1500), expiresAt: 2, renewAt: 1},
};

let home: string;
let processes: Processes;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-keyring-'));
  processes = new Processes();
});
afterEach(async () => {
  await processes.stop();
  rmSync(home, {recursive: true, force: true});
});

keyringTest(`a real keyring keeps, returns and forgets the secret${noKeyring}`, async () => {
  const env = await startBus(home, processes);
  await startKeyring(env, processes, 'keyring password');
  const keychain = createKeychain({env, platform: 'linux'});
  expect(await keychain.read('default')).toBeUndefined();
  await keychain.write('default', SECRET);
  await keychain.write('other', {...SECRET, clientId: 'other'});
  expect(await keychain.read('default')).toEqual(SECRET);
  await keychain.write('default', {...SECRET, clientSecret: 'changed'});
  expect((await keychain.read('default'))?.clientSecret).toBe('changed');
  const files = readdirSync(home, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  for (const file of files)
    expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain('s3cret');
  expect(await keychain.clear('default')).toBe(true);
  expect(await keychain.clear('default')).toBe(false);
  expect(await keychain.read('default')).toBeUndefined();
  expect((await keychain.read('other'))?.clientId).toBe('other');
});

keyringTest(`the bus in XDG_RUNTIME_DIR is found without its variable${noKeyring}`, async () => {
  const env = await startBus(home, processes);
  await startKeyring(env, processes, 'pw');
  const {DBUS_SESSION_BUS_ADDRESS: _address, ...rest} = env;
  const keychain = createKeychain({env: rest, platform: 'linux'});
  await keychain.write('default', SECRET);
  expect(await keychain.read('default')).toEqual(SECRET);
});

busTest(`a bus without a keyring says so in one sentence${noBus}`, async () => {
  const env = await startBus(home, processes);
  expect(await createKeychain({env, platform: 'linux'}).available()).toMatch(
    /^no keyring service runs in this session; start gnome-keyring/,
  );
});

keytarTest(`a bus that went away says so${noKeytar}`, async () => {
  const env = {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/gone`,
  };
  expect(await createKeychain({env, platform: 'linux'}).available()).toBe(
    'the D-Bus session bus cannot be reached',
  );
});

keyringTest(
  `a locked keyring, which asks where nobody sees it, is given up in time${noKeyring}`,
  async () => {
    const env = await startBus(home, processes);
    await startKeyring(env, processes, 'right');
    await createKeychain({env, platform: 'linux'}).write('default', SECRET);
    await processes.stop();
    const again = await startBus(home, processes);
    processes.start(
      'gnome-keyring-daemon',
      ['--foreground', '--components=secrets', `--control-directory=${home}/keyring`],
      {env: again},
    );
    const keychain = createKeychain({env: again, platform: 'linux', timeoutMs: 2000});
    await expect
      .poll(
        () =>
          keychain.write('default', SECRET).then(
            () => 'written',
            (error: Error) => error.message,
          ),
        {timeout: 20_000, interval: 100},
      )
      .toMatch(/locked|did not answer/);
  },
);
