import {COMPOSER} from '../../support/composer-title.ts';
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {resolvePaths} from '../../../src/settings/paths.ts';
import {createAgeStore} from '../../../src/secrets/age.ts';
import {LONG} from '../../support/long.ts';
import {startRecorder, type Recorder} from '../../support/recorder.ts';
import {PASSPHRASE, passphraseFile, runCommand, SIGNED_OUT, tokenRequests} from '../../support/signed-out.ts';
import {consoleEnv, makeHome, startConsole, startSmallSandbox} from '../../support/start-console.ts';

const QUICK = '[api.rate]\nper_second = 100\nat_once = 4\n';
const LISTED = '1-204976070';

type Place = {
  readonly sandbox: Sandbox;
  readonly recorder: Recorder;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Somebody without a credential, before a service that records what it is sent. */
async function prepare(): Promise<Place> {
  const sandbox = await startSmallSandbox();
  const recorder = await startRecorder(sandbox.url);
  const home = makeHome();
  onTestFinished(async () => {
    await recorder.close();
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  mkdirSync(join(home, 'config', 'casedeck'), {recursive: true, mode: 0o700});
  writeFileSync(join(home, 'config', 'casedeck', 'config.toml'), QUICK, {mode: 0o600});
  const env = {
    ...consoleEnv(home, sandbox),
    ...SIGNED_OUT,
    EQUINIX_API_ENDPOINT: recorder.url,
    CASEDECK_PASSPHRASE_FILE: passphraseFile(home),
  };
  return {sandbox, recorder, home, env};
}

/** The same file with less work behind its passphrase: half a second for each command would add up. */
async function openEasily(env: Place['env']): Promise<void> {
  const store = createAgeStore({env, paths: resolvePaths(env), workFactor: 8});
  const secret = await store.read('default');
  if (secret === undefined) throw new Error('login kept nothing');
  await store.write('default', secret);
}

/** Every file below the home but the passphrase, which is the user's own. */
function filesOf(
  home: string,
): readonly {readonly path: string; readonly text: string; readonly mode: number}[] {
  return readdirSync(home, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name !== 'passphrase')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return {path, text: readFileSync(path, 'latin1'), mode: statSync(path).mode & 0o777};
    });
}

/** A secret as it is, and as it would look encoded in passing. */
function formsOf(secret: string): readonly string[] {
  return [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)];
}

function tokensOf({requests}: Recorder): readonly string[] {
  const all = requests.flatMap(({headers}) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? []);
  return [...new Set(all)];
}

/** Fails with the place, not the text, where a secret shows. */
function expectNone(
  secrets: readonly string[],
  places: readonly {readonly path: string; readonly text: string}[],
): void {
  for (const {path, text} of places)
    for (const form of secrets.flatMap(formsOf)) expect(text.includes(form), path).toBe(false);
}

test('a full run asks for one token, and leaves secret and token nowhere: not on disk, not on screen, not in any request but where they belong', async () => {
  const {sandbox, recorder, home, env} = await prepare();
  const {clientId, clientSecret} = sandbox;
  const wrong = 'not-the-secret-of-anybody';
  const printed: {path: string; text: string}[] = [];
  // With the log on disk, too.
  const run = async (args: readonly string[], input = '', more: Place['env'] = {}) => {
    const ended = await runCommand(['--debug', ...args], {...env, ...more}, input);
    printed.push({path: `casedeck ${args.join(' ')}`, text: ended.out + ended.err});
    return ended;
  };
  expect((await run(['login', '--client-id', clientId], clientSecret)).code).toBe(0);
  await openEasily(env);
  expect((await run(['list', '--json'])).code).toBe(0);
  expect((await run(['note', '11150929', '-m', 'Please reseat line card 3 again.'])).code).toBe(0);
  // Calls that fail, in several ways.
  expect((await run(['show', '99999999'])).code).toBe(5);
  sandbox.setFaults([
    {
      operation: 'getTicket',
      status: 500,
      times: 1,
      body: {errors: [{code: 'X', message: `echo ${clientSecret}`}]},
    },
    {operation: 'searchOrders', reset: true, times: 1},
  ]);
  await run(['show', '11150929']);
  await run(['sync']);
  sandbox.setFaults([]);
  const others = [
    ['doctor'],
    ['doctor', '--json'],
    ['whoami', '--json'],
    ['config', '--json'],
    ['profiles'],
    ['audit'],
  ];
  await Promise.all(others.map((args) => run(args)));
  // More than ten commands, and one token.
  expect(printed.length).toBeGreaterThan(10);
  expect(tokenRequests(sandbox)).toBe(1);
  // The same account by the environment: the token is kept as well, in a file of its own.
  const given = {EQUINIX_API_CLIENTID: clientId, EQUINIX_API_CLIENTSECRET: clientSecret};
  expect((await run(['show', '11150929'], '', given)).code).toBe(0);
  // A credential that is refused.
  expect(
    (await run(['list'], '', {EQUINIX_API_CLIENTID: clientId, EQUINIX_API_CLIENTSECRET: wrong})).code,
  ).toBe(4);
  {
    await using app = await startConsole({home, sandbox, env, ownProcess: LONG});
    const {terminal} = app;
    await terminal.waitForText(LISTED);
    sandbox.expireTokens();
    terminal.press(keyOf('refresh'));
    await terminal.waitForText('are up to date.');
    sandbox.setFaults([{operation: 'getTicket', status: 401, times: 2}]);
    terminal.press(keyOf('ticket.refresh'));
    await terminal.settled(300);
    sandbox.setFaults([]);
    terminal.press(keyOf('signin.open'));
    await terminal.waitForText('Client secret');
    terminal.press('tab');
    terminal.paste(clientSecret);
    await terminal.waitForText(`${clientSecret.length} characters`);
    terminal.press(keyOf('signin.close'));
    await terminal.waitForText(LISTED);
    terminal.press(keyOf('quit'));
    await terminal.waitForExit();
    printed.push({path: 'the console', text: terminal.raw()});
  }
  const tokens = tokensOf(recorder);
  expect(tokens.length).toBeGreaterThanOrEqual(2);
  const secrets = [clientSecret, wrong, PASSPHRASE, ...tokens];
  const files = filesOf(home);
  expect(files.map(({path}) => path.replace(home, ''))).toEqual(
    expect.arrayContaining([
      '/state/casedeck/default.age',
      '/state/casedeck/default.db',
      '/state/casedeck/default.token',
      '/state/casedeck/audit.jsonl',
      expect.stringMatching(/\.log$/),
    ]),
  );
  expectNone(secrets, files);
  expectNone(secrets, printed);
  expectNone(
    secrets,
    recorder.requests.map(({method, url, headers: {authorization: _own, ...headers}, body}) => ({
      path: `${method} ${url}`,
      text: url + JSON.stringify(headers) + (url.startsWith('/oauth2/') ? '' : body),
    })),
  );
  const own = files.filter(({path}) => path.includes('/state/casedeck/'));
  expect(own.filter(({mode}) => mode !== 0o600).map(({path}) => path)).toEqual([]);
  expect(statSync(join(home, 'state', 'casedeck')).mode & 0o777).toBe(0o700);
  await run(['logout', '--data', '--yes']);
  expectNone(
    [clientId, 'nadia.oyelaran'],
    filesOf(join(home, 'state')).filter(({path}) => !path.endsWith('audit.jsonl')),
  );
}, 180_000);

test('neither children nor crash reports get what the environment holds', async () => {
  const {sandbox, home, env} = await prepare();
  const editor = join(home, 'editor');
  writeFileSync(
    editor,
    `#!/bin/sh\nenv > '${home}/environment'\ntr '\\0' '\\n' < /proc/$PPID/cmdline > '${home}/command'\necho text > "$1"\n`,
    {mode: 0o700},
  );
  const reports = join(home, 'reports');
  mkdirSync(reports);
  await using app = await startConsole({
    home,
    sandbox,
    env: {
      ...env,
      EQUINIX_API_ENDPOINT: sandbox.url,
      EQUINIX_API_CLIENTID: sandbox.clientId,
      EQUINIX_API_CLIENTSECRET: sandbox.clientSecret,
      EDITOR: editor,
      NODE_OPTIONS: `--report-on-signal --report-directory=${reports}`,
    },
  });
  const {terminal} = app;
  await terminal.waitForText(LISTED);
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.press(keyOf('write.editor'));
  await terminal.waitForText('4 of 4000');
  terminal.kill('SIGUSR2');
  await terminal.waitFor('the report', () =>
    readdirSync(reports).some((name) => filesOf(reports).length > 0 && name.endsWith('.json')),
  );
  await terminal.settled(300);
  expect(readFileSync(join(home, 'environment'), 'utf8')).toContain('HOME=');
  expectNone([sandbox.clientSecret], filesOf(home));
}, 60_000);
