import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createKeychain} from '../../src/secrets/keychain.ts';
import {startBus, startKeyring} from './support/keyring.ts';
import {missingPrograms, Processes, reasonToSkip} from './support/programs.ts';

const missing = missingPrograms(['dbus-daemon', 'gnome-keyring-daemon']);
const skip = reasonToSkip(missing);
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

test.skipIf(missing.length > 0)(`a real keyring keeps, returns and forgets the secret${skip}`, async () => {
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

test.skipIf(missing.length > 0)(
  `the bus in XDG_RUNTIME_DIR is found without its variable${skip}`,
  async () => {
    const env = await startBus(home, processes);
    await startKeyring(env, processes, 'pw');
    const {DBUS_SESSION_BUS_ADDRESS: _address, ...rest} = env;
    const keychain = createKeychain({env: rest, platform: 'linux'});
    await keychain.write('default', SECRET);
    expect(await keychain.read('default')).toEqual(SECRET);
  },
);

test.skipIf(missing.includes('dbus-daemon'))(
  `a bus without a keyring says so in one sentence${skip}`,
  async () => {
    const env = await startBus(home, processes);
    expect(await createKeychain({env, platform: 'linux'}).available()).toMatch(
      /^no keyring service runs in this session; start gnome-keyring/,
    );
  },
);

test.skipIf(missing.includes('dbus-daemon'))(`a bus that went away says so${skip}`, async () => {
  const env = {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/gone`,
  };
  expect(await createKeychain({env, platform: 'linux'}).available()).toBe(
    'the D-Bus session bus cannot be reached',
  );
});

test.skipIf(missing.length > 0)(
  `a locked keyring, which asks where nobody sees it, is given up in time${skip}`,
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
