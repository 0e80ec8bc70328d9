import {chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {cheapPassphrases} from '../../support/runner/cheap-passphrases.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';
import {PASSPHRASE, passphraseFile, SIGNED_OUT, tokenRequests} from '../../support/signed-out.ts';

cheapPassphrases();

/** casedeck of somebody without a credential, whose files with a passphrase can be opened without a terminal. */
async function signedOut() {
  const casedeck = await prepareCasedeck();
  const env = {...SIGNED_OUT, CASEDECK_PASSPHRASE_FILE: passphraseFile(casedeck.home)};
  return {...casedeck, env, state: join(casedeck.home, 'state', 'casedeck')};
}

test('login without a terminal: the secret from standard input, kept in a file, found by the next commands', async () => {
  const {run, json, env, sandbox, state} = await signedOut();
  const {clientId, clientSecret} = sandbox;
  const signedIn = await json(['login', '--client-id', clientId], {env, stdin: `${clientSecret}\n`});
  expect(signedIn).toMatchObject({
    code: 0,
    json: {profile: 'default', endpoint: sandbox.url, account: 'nadia.oyelaran', store: 'age'},
  });
  expect(signedIn.err).toContain('Signed in as nadia.oyelaran');
  expect(statSync(join(state, 'default.age')).mode & 0o777).toBe(0o600);
  expect(statSync(state).mode & 0o777).toBe(0o700);
  // As costly to try as it was meant to be.
  expect(readFileSync(join(state, 'default.age'), 'latin1')).toMatch(/^-> scrypt \S+ 17$/m);
  expect((await run(['list', '--limit', '1'], {env})).code).toBe(0);
  expect(tokenRequests(sandbox)).toBe(1);
  const who = await json(['whoami'], {env});
  expect(who.json).toMatchObject({
    profile: 'default',
    account: 'nadia.oyelaran',
    signedIn: true,
    credential: 'age',
    readOnly: false,
    token: {secondsLeft: expect.any(Number)},
  });
  const {token, places} = who.json as {token: {secondsLeft: number}; places: readonly {state: string}[]};
  expect(token.secondsLeft).toBeGreaterThan(3500);
  expect(places.map((place) => place.state)).toEqual(['skipped', 'skipped', 'unusable', 'in-use', 'usable']);
  expect(tokenRequests(sandbox)).toBe(1);
});

test('login: the secret from a file that only its owner can read', async () => {
  const {run, env, sandbox, home} = await signedOut();
  const file = join(home, 'secret');
  writeFileSync(file, `${sandbox.clientSecret}\n`);
  chmodSync(file, 0o644);
  const args = ['login', '--client-id', sandbox.clientId, '--secret-file', file, '--store', 'memory'];
  const open = await run(args, {env});
  if (process.getuid?.() !== 0)
    expect(open).toMatchObject({code: 4, err: expect.stringContaining('can be read by others')});
  chmodSync(file, 0o600);
  const ran = await run(args, {env});
  expect(ran).toMatchObject({code: 0, err: expect.stringContaining('Nothing is kept')});
  expect((await run(['whoami'], {env})).code).toBe(4);
});

test('login: a refusal is one request, exit code 4, and nothing is kept', async () => {
  const {run, env, sandbox, state} = await signedOut();
  const ran = await run(['login', '--client-id', sandbox.clientId], {env, stdin: 'wrong'});
  expect(ran).toMatchObject({code: 4, err: expect.stringContaining('1 refused attempt is used of 5')});
  expect(tokenRequests(sandbox)).toBe(1);
  expect(readdirSync(state).filter((name) => name.endsWith('.age'))).toEqual([]);
});

test('login asks a person, once more for each refusal, and takes the place that is chosen', async () => {
  const {run, env, sandbox, state} = await signedOut();
  const answers = ['', sandbox.clientId, 'wrong', sandbox.clientSecret, '1'];
  const ran = await run(['login'], {env, answers});
  expect(ran.code).toBe(0);
  expect(ran.err).toMatch(/Profile \(default\): [\s\S]*Client id: [\s\S]*Client secret \(not shown\): /);
  expect(ran.err).toContain('1 refused attempt is used of 5');
  expect(ran.err).toContain('keychain cannot be used: no D-Bus session bus runs here');
  expect(ran.err).not.toContain(sandbox.clientSecret);
  expect(tokenRequests(sandbox)).toBe(2);
  expect(existsSync(join(state, 'default.age'))).toBe(true);
});

test('login: whoever gives up after a refusal leaves with 4', async () => {
  const {run, env, sandbox} = await signedOut();
  const ran = await run(['login'], {env, answers: ['', sandbox.clientId, 'wrong', '']});
  expect(ran.code).toBe(4);
  expect(tokenRequests(sandbox)).toBe(1);
});

test.each([
  [['login'], 'whatever', '--client-id'],
  [['login', '--client-id', 'x'], '', 'is empty'],
  [['login', '--client-id', 'x'], 'two words', 'holds a blank'],
  [['login', '--client-id', 'x', '--environment', 'http://example.com'], 'secret', 'plain http'],
  [['login', '--client-id', 'x', '--environment', 'sandbox'], 'secret', 'EQUINIX_API_ENDPOINT says'],
  [['login', '--client-id', 'x', '--store', 'keychain'], 'secret', 'no D-Bus session bus'],
])('%j is refused before anything is sent', async (args, stdin, words) => {
  const {run, env, sandbox} = await signedOut();
  const ran = await run(args, {env, stdin});
  expect(ran.code).toBeGreaterThan(0);
  expect(ran.err).toContain(words);
  expect(sandbox.log()).toEqual([]);
});

test('login without a place to keep the secret says so before it tries', async () => {
  const {run, sandbox} = await signedOut();
  const ran = await run(['login', '--client-id', sandbox.clientId], {
    env: SIGNED_OUT,
    stdin: sandbox.clientSecret,
  });
  expect(ran).toMatchObject({code: 2, err: expect.stringContaining('--store memory')});
  expect(sandbox.log()).toEqual([]);
});

test('a wrong secret of the environment is tried once, however many commands are run', async () => {
  const {run, sandbox} = await prepareCasedeck();
  const env = {EQUINIX_API_CLIENTSECRET: 'wrong'};
  expect((await run(['list'], {env})).err).toContain('1 refused attempt is used of 5');
  for (const args of [['list'], ['show', '11150929'], ['whoami'], ['list', '--remote']]) {
    const ran = await run(args, {env});
    expect(ran).toMatchObject({code: 4, err: expect.stringContaining('not tried again by itself')});
  }
  expect(tokenRequests(sandbox)).toBe(1);
  // Whoever asks the doctor wants to know.
  expect((await run(['doctor'], {env})).out).toMatch(/failed +Sign-in/);
  expect(tokenRequests(sandbox)).toBe(2);
  expect((await run(['doctor'])).out).toMatch(/ok +Sign-in +accepted as nadia\.oyelaran/);
  expect((await run(['whoami'], {env})).err).toContain('1 refused attempt is used of 5');
});

test('logout removes every trace, and says what stays', async () => {
  const {run, env, sandbox, state} = await signedOut();
  await run(['login', '--client-id', sandbox.clientId], {env, stdin: sandbox.clientSecret});
  await run(['list'], {env});
  const out = await run(['logout'], {env});
  expect(out).toMatchObject({code: 0, err: expect.stringContaining('default.age')});
  expect(out.err).toContain('stay in');
  expect(existsSync(join(state, 'default.age'))).toBe(false);
  expect(readFileSync(join(state, 'profiles.json'), 'utf8')).not.toContain('nadia');
  expect((await run(['whoami', '--offline'], {env})).out).not.toContain('in use');
  expect((await run(['logout'], {env})).err).toContain('Nothing was kept');
  const data = await run(['logout', '--data'], {env});
  expect(data.code).toBe(0);
  expect(readdirSync(state).filter((name) => name.startsWith('default.'))).toEqual(['default.db.lock']);
});

test('logout --data asks before it takes drafts away', async () => {
  const {run, env, state, withStore} = await signedOut();
  await withStore((store) =>
    store.saveDraft({
      ticketId: '11150929',
      kind: 'note',
      text: 'half a note',
      updatedAt: 1,
    }),
  );
  expect(await run(['logout', '--data'], {env})).toMatchObject({
    code: 2,
    err: expect.stringContaining('--yes'),
  });
  expect((await run(['logout', '--data'], {env, answers: ['no']})).code).toBe(130);
  expect(existsSync(join(state, 'default.db'))).toBe(true);
  expect((await run(['logout', '--data', '--yes'], {env})).code).toBe(0);
  expect(existsSync(join(state, 'default.db'))).toBe(false);
});

test('a passphrase is asked for on a terminal, and a wrong one again', async () => {
  const {run, env, sandbox} = await signedOut();
  await run(['login', '--client-id', sandbox.clientId], {env, stdin: sandbox.clientSecret});
  const asked = await run(['whoami'], {env: SIGNED_OUT, answers: ['wrong', PASSPHRASE]});
  expect(asked.err).toContain('that does not open it');
  expect(asked).toMatchObject({code: 0, out: expect.stringContaining('nadia.oyelaran')});
  const silent = await run(['whoami', '--no-input'], {env: SIGNED_OUT, answers: [PASSPHRASE]});
  expect(silent).toMatchObject({code: 4, err: expect.stringContaining('CASEDECK_PASSPHRASE_FILE')});
});

test('profiles: each with its own secret and database; the one in use is marked', async () => {
  const {run, json, env, sandbox, state} = await signedOut();
  const login = (profile: string) =>
    run(['--profile', profile, 'login', '--client-id', sandbox.clientId], {env, stdin: sandbox.clientSecret});
  expect((await login('prod')).code).toBe(0);
  expect((await login('lab')).code).toBe(0);
  await run(['--profile', 'lab', 'list'], {env});
  const listed = await json(['--profile', 'lab', 'profiles'], {env});
  const rows = listed.json as readonly Record<string, unknown>[];
  expect(rows.map(({profile, current, store}) => [profile, current, store])).toEqual([
    ['prod', false, 'age'],
    ['lab', true, 'age'],
  ]);
  expect(
    readdirSync(state)
      .filter((name) => /\.(age|db)$/.test(name))
      .toSorted(),
  ).toEqual(['lab.age', 'lab.db', 'prod.age']);
  expect((await run(['profiles'], {env: {...env, CASEDECK_PROFILE: 'prod'}})).out).toMatch(/^\* +prod/m);
});

test('a read-only profile refuses every write before anything is sent', async () => {
  const {run, sandbox} = await prepareCasedeck({config: '[profiles.default]\nread_only = true\n'});
  const writes = [
    ['note', '11150929', '-m', 'hello'],
    ['cancel', '11150929', '-m', 'hello', '--yes'],
  ];
  for (const args of writes) {
    const ran = await run(args);
    expect(ran, args.join(' ')).toMatchObject({
      code: 6,
      err: expect.stringMatching(/never writes|read-only/),
    });
  }
  expect(sandbox.log().filter(({operation}) => /^(add|cancel|create)/.test(operation ?? ''))).toEqual([]);
});

test('ten commands in a row with a credential from the environment ask for one token; whoami says where it is', async () => {
  const {run, json, sandbox, home} = await prepareCasedeck();
  for (let command = 0; command < 10; command += 1)
    expect((await run(['show', '11150929', '--no-input'])).code).toBe(0);
  const {json: who} = await json<{token: {keptIn: string}}>(['whoami']);
  const file = join(home, 'state', 'casedeck', 'default.token');
  expect(who.token.keptIn).toBe(`${file}, which only the client secret opens`);
  expect((await run(['whoami'])).out).toMatch(/Token kept +\S+default\.token/);
  expect(tokenRequests(sandbox)).toBe(1);
  expect((await run(['logout'])).err).toContain(`Removed from ${file}`);
  expect(existsSync(file)).toBe(false);
});
