import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createApi} from '../../src/api/create-api.ts';
import {ApiError, describeError} from '../../src/errors.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {createRefusals} from '../../src/secrets/refusals.ts';
import {failure, paths, ownHome} from './secrets-fixture.ts';

ownHome();

const WRONG = {clientId: 'id', clientSecret: 'hunter2-wrong'};

/** A run of casedeck: nothing is shared with the one before but the state folder. */
function run(endpoint: string, credentials = WRONG, isAskedFor = false) {
  const refusals = createRefusals({paths, endpoint});
  return createApi({
    endpoint,
    credentials: () => Promise.resolve(credentials),
    watch: refusals.watch({isAskedFor}),
  });
}

test('a refused credential is sent once, however often casedeck is started with it', async () => {
  const sandbox = await startSandbox();
  const asked = () => sandbox.log().filter(({operation}) => operation === 'token').length;
  expect((await failure(run(sandbox.url).identify())).message).toContain('Invalid client id');
  for (let again = 0; again < 5; again += 1) {
    const error = await failure(run(sandbox.url).searchOrders({size: 1}));
    expect(error).toMatchObject({kind: 'auth', operation: 'token'});
    expect(describeError(error).hint).toContain('1 refused attempt is used of 5');
  }
  expect(asked()).toBe(1);
  // Another secret is another answer, and so is being told to try.
  await failure(run(sandbox.url, {...WRONG, clientSecret: 'another'}).identify());
  await failure(run(sandbox.url, {...WRONG, clientSecret: 'another'}, true).identify());
  expect(asked()).toBe(3);
  const fourth = run(sandbox.url, {...WRONG, clientSecret: 'a third'});
  expect(describeError(await failure(fourth.identify())).hint).toContain('4 refused attempts are used of 5');
  expect(
    describeError(await failure(run(sandbox.url, {...WRONG, clientSecret: 'a fourth'}).identify())),
  ).toMatchObject({
    title: expect.stringContaining('locked'),
    hint: expect.stringContaining('the service has locked the account by now'),
  });
  expect(createRefusals({paths, endpoint: sandbox.url}).used('id')).toBe(5);
  expect(createRefusals({paths, endpoint: sandbox.url}).used('somebody else')).toBe(0);
  expect(createRefusals({paths, endpoint: 'https://api.equinix.com'}).used('id')).toBe(0);
  const file = join(paths.state, 'refusals.json');
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await sandbox.close();
});

test('an accepted sign-in ends the count', async () => {
  const sandbox = await startSandbox();
  const {clientId, clientSecret} = sandbox;
  await failure(run(sandbox.url, {clientId, clientSecret: 'wrong'}).identify());
  const refusals = createRefusals({paths, endpoint: sandbox.url});
  expect(refusals.used(clientId)).toBe(1);
  await run(sandbox.url, {clientId, clientSecret}).identify();
  expect(refusals.used(clientId)).toBe(0);
  await sandbox.close();
});

test('a service that cannot be reached is no refusal, and a damaged file is none', async () => {
  await failure(run('http://127.0.0.1:1').identify());
  const refusals = createRefusals({paths, endpoint: 'http://127.0.0.1:1'});
  expect(refusals.used('id')).toBe(0);
  refusals.watch().refused(WRONG, new ApiError('auth', 'No.'));
  expect(refusals.used('id')).toBe(1);
  writeFileSync(join(paths.state, 'refusals.json'), '{"x": [');
  expect(refusals.used('id')).toBe(0);
  expect(() => refusals.watch().before(WRONG)).not.toThrow();
});
