import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {startSandbox, type Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {runBuilt, SIGNED_OUT, tokenRequests} from '../support/signed-out.ts';
import {consoleEnv} from '../support/start-console.ts';
import {startBus, startKeyring} from './support/keyring.ts';
import {missingPrograms, Processes, reasonToSkip} from './support/programs.ts';

const missing = missingPrograms(['dbus-daemon', 'gnome-keyring-daemon']);
const skip = reasonToSkip(missing);

let home: string;
let processes: Processes;
let sandbox: Sandbox;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-keyring-'));
  processes = new Processes();
  sandbox = await startSandbox();
});
afterEach(async () => {
  await processes.stop();
  await sandbox.close();
  rmSync(home, {recursive: true, force: true});
});

test.skipIf(missing.length > 0)(
  `signed in with the secret in a real keyring: ten commands, one token, and nothing left after logout${skip}`,
  async () => {
    const bus = await startBus(home, processes);
    await startKeyring(bus, processes, 'keyring password');
    const env = {...consoleEnv(home, sandbox), ...SIGNED_OUT, ...bus};
    const {clientId, clientSecret} = sandbox;
    const login = await runBuilt(['login', '--client-id', clientId, '--json'], env, clientSecret);
    expect(JSON.parse(login.out)).toMatchObject({account: 'nadia.oyelaran', store: 'keychain'});
    for (let command = 0; command < 10; command += 1)
      expect((await runBuilt(['show', '11150929'], env)).code).toBe(0);
    expect(tokenRequests(sandbox)).toBe(1);
    const files = readdirSync(home, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), 'latin1').includes(clientSecret), file.name).toBe(
        false,
      );
    expect((await runBuilt(['whoami'], env)).out).toMatch(/keychain +in use/);

    const logout = await runBuilt(['logout'], env);
    expect(logout).toMatchObject({code: 0, err: expect.stringContaining('Removed from the keyring')});
    expect((await runBuilt(['whoami'], env)).code).toBe(4);
    expect(tokenRequests(sandbox)).toBe(1);
  },
);
