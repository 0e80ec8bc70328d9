import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {createApi} from '../../../src/api/create-api.ts';
import {tryCredential} from '../../../src/api/try-credential.ts';
import {startSandbox, type Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {resolvePaths} from '../../../src/settings/paths.ts';
import {createSecrets} from '../../../src/secrets/secrets.ts';
import {loadSettings} from '../../../src/settings/settings.ts';

let sandbox: Sandbox;
let home: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = mkdtempSync(join(tmpdir(), 'casedeck-try-'));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(home, {recursive: true, force: true});
});

beforeEach(() => sandbox.clearLog());

const tokenRequests = () => sandbox.log().filter(({path}) => path.includes('oauth2')).length;

test('a refused credential is one request', async () => {
  const wrong = tryCredential({endpoint: sandbox.url}, {clientId: sandbox.clientId, clientSecret: 'wrong'});
  await expect(wrong).rejects.toMatchObject({kind: 'auth'});
  expect(tokenRequests()).toBe(1);
});

test('an accepted one is kept with its token, and ten runs ask for no further token', async () => {
  const {clientId, clientSecret} = sandbox;
  const tried = await tryCredential({endpoint: sandbox.url}, {clientId, clientSecret});
  expect(tried.userName).toBeDefined();
  const env = {EQUINIX_API_ENDPOINT: sandbox.url};
  const paths = resolvePaths({HOME: home});
  const {profile} = await loadSettings({env, paths});
  const open = () =>
    createSecrets({env, paths, profile, askPassphrase: () => Promise.resolve('pass'), ageWorkFactor: 5});
  await open().save('age', tried);
  for (let run = 0; run < 10; run += 1) {
    const {credentials, tokenCache} = open();
    await createApi({endpoint: sandbox.url, credentials, tokenCache}).searchOrders({size: 1});
  }
  expect(tokenRequests()).toBe(1);
  expect((await loadSettings({env, paths})).profile.account).toBe(tried.userName);
});
