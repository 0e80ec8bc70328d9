import {writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openServices} from '../../src/console/session/open-services.ts';
import {createPlatform} from '../../src/console/session/platform.ts';
import {createSealedToken} from '../../src/secrets/sealed-token.ts';
import {leaveHomeOf010} from '../support/home-of-0.1.0.ts';
import {prepareCasedeck, type Json, type JsonTicket} from '../support/run-casedeck.ts';

const CASE = '11150929';
const DRAFTED = '11150871';

/** A home as casedeck 0.1.0 left it; its service is now this sandbox, or where it was. */
async function homeOf010(endpoint?: string) {
  const casedeck = await prepareCasedeck();
  const {home, env} = casedeck;
  const state = join(env['XDG_STATE_HOME'] ?? join(home, 'state'), 'casedeck');
  const config = join(home, 'config', 'casedeck');
  leaveHomeOf010({state, config}, endpoint ?? env['EQUINIX_API_ENDPOINT']);
  const passphrase = join(home, 'passphrase');
  writeFileSync(passphrase, 'passphrase of the fixture\n', {mode: 0o600});
  const given010 = {CASEDECK_PASSPHRASE_FILE: passphrase};
  const run = (args: readonly string[]) => casedeck.run(args, {env: given010});
  const json = async <T>(args: readonly string[]) => (await casedeck.json<T>(args, {env: given010})).json;
  return {...casedeck, state, run, json, passphrase};
}

test('tickets, the draft, the unsent note and the configuration of 0.1.0 go on working', async () => {
  const {run, json, sandbox} = await homeOf010();
  const tickets = await json<readonly JsonTicket[]>(['list', '--offline', '--view', 'all', '--limit', '500']);
  expect(tickets.length).toBeGreaterThan(20);
  const drafts = await json<Json>(['drafts']);
  expect(drafts).toMatchObject([
    {id: DRAFTED, kind: 'note', text: 'A draft of 0.1.0: please reseat the card.'},
  ]);
  expect((await json<readonly JsonTicket[]>(['track'])).map(({id}) => id)).toContain(CASE);
  expect((await run(['list', '--offline', '--view', 'rma'])).code).toBe(0);

  const synced = await run(['sync']);
  expect(synced.err).not.toContain('reduced_motion');
  expect(synced.code).toBe(0);
  const notes = sandbox.log().filter(({operation}) => operation === 'addCaseNote');
  expect(notes.map(({body}) => JSON.stringify(body))).toEqual([
    expect.stringContaining('Unsent note of 0.1.0.'),
  ]);
  expect(await json<Json>(['drafts'])).toHaveLength(1);
  expect((await json<{readonly profile: string}>(['whoami'])).profile).toBe('lab');
});

test('the credential in the encrypted file of 0.1.0 is read; of its sealed token, good for an hour, nothing is', async () => {
  const {env, passphrase, state} = await homeOf010('http://127.0.0.1:8471');
  const own = {...env, CASEDECK_PASSPHRASE_FILE: passphrase, EQUINIX_API_ENDPOINT: undefined};
  const {secrets, store} = await openServices({
    env: {...own, EQUINIX_API_CLIENTID: undefined, EQUINIX_API_CLIENTSECRET: undefined},
    flags: {},
    platform: createPlatform(own),
  });
  onTestFinished(() => store.close());
  const found = await secrets.credentials();
  if (!('clientId' in found)) throw new Error('a token, and no credential');
  const {clientId, clientSecret} = found;
  expect(clientId).toBe('sandbox-client-1');
  const sealed = createSealedToken({state}, 'default');
  const key = {endpoint: 'http://127.0.0.1:8471', clientId, clientSecret};
  expect(sealed.read(key)).toBeUndefined();
});

test('an older casedeck is kept away from a database that this one has opened, and harms nothing', async () => {
  const {run, state} = await homeOf010();
  const file = join(state, 'lab.db');
  const versionOf = () => {
    const db = new DatabaseSync(file);
    const {user_version: version} = db.prepare('PRAGMA user_version').get() as {user_version: number};
    db.close();
    return version;
  };
  expect(versionOf()).toBe(8);
  await run(['list', '--offline']);
  // Version 0.1.0 knows 8 and refuses whatever is higher, before it reads a table.
  expect(versionOf()).toBeGreaterThan(8);
});
