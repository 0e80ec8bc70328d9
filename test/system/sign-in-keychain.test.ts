import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect} from 'vitest';
import {startSandbox, type Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {runBuilt, SIGNED_OUT, tokenRequests} from '../support/signed-out.ts';
import {consoleEnv} from '../support/start-console.ts';
import {keytar, needing} from '../support/needs.ts';
import {bus, keyring, startBus, startKeyring} from './support/keyring.ts';
import {Processes} from './support/programs.ts';

const {test: keyringTest, why: skip} = await needing(keytar, bus, keyring);

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

keyringTest(
  `signed in with the secret in a real keyring: ten commands, one token, and nothing left after logout${skip}`,
  async () => {
    const session = await startBus(home, processes);
    await startKeyring(session, processes, 'keyring password');
    const env = {...consoleEnv(home, sandbox), ...SIGNED_OUT, ...session};
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
