import {execFile} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {beforeAll, expect, onTestFinished} from 'vitest';
import {startSandbox, type Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {longTest} from '../../support/long.ts';
import {configureHome} from '../../support/open-console.ts';
import {PASSPHRASE, passphraseFile} from '../../support/signed-out.ts';
import {makeHome} from '../../support/start-console.ts';
import {startTerminal} from '../../support/terminal/terminal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const CASE = '11150929';

/** A machine with Node, npm and a shell; nothing in the home but what its user puts there. */
const home = makeHome();
const PATH = `${join(home, '.local/bin')}:${process.env['PATH']}`;

// Where the machine has none.
const JQ = `type jq >/dev/null || jq() { node -e 'for (const {id} of JSON.parse(require("fs").readFileSync(0))) console.log(id)'; }`;

type Env = Readonly<Record<string, string>>;
const run = promisify(execFile);

/** A line that the README shows, typed into a shell. */
async function asDocumented(
  line: string,
  env: Env = {},
  {before = '', after = ''}: {readonly before?: string; readonly after?: string} = {},
): Promise<{readonly stdout: string}> {
  expect(readme.includes(line), `the README shows ${line}`).toBe(true);
  return await run('bash', ['-euc', `set -o pipefail; cd ~; ${before}\n${line}\n${after}`], {
    env: {HOME: home, PATH, LANG: 'C.UTF-8', npm_config_update_notifier: 'false', ...env},
  });
}

beforeAll(async () => {
  // What is in it is what is built: `npm pack` by hand builds first.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', home], {
    cwd: root,
    // npm hands the place of its cache on to what it runs, and that may be closed to us.
    env: {...process.env, HOME: home, npm_config_cache: join(home, '.npm')},
  });
});

// Also proven by `.ci/run`, which installs the package, and each step after it: login, plain-output and commands tests here.
longTest(
  'from the README alone: installed without root, tried, signed in on a jump host, used in scripts',
  async () => {
    // No dependency has to come from a network.
    const offline = {npm_config_offline: 'true', npm_config_omit: 'optional', npm_config_audit: 'false'};
    await asDocumented('npm i -g --prefix ~/.local casedeck-0.2.0.tgz', offline);
    expect(existsSync(join(home, '.local/share/man/man1/casedeck.1')), 'a manual page').toBe(true);
    const demo = await asDocumented('casedeck demo');
    expect(demo.stdout.match(/^[A-Z_]+ +(?:1-\d{12}|\d{8}) /gm)?.length).toBeGreaterThan(20);

    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const env = {EQUINIX_API_ENDPOINT: sandbox.url, CASEDECK_PASSPHRASE_FILE: passphraseFile(home)};
    // Not as polite as to the real service.
    configureHome(home, '', '.config');
    await signIn(sandbox);
    await asDocumented('casedeck sync', env);

    const list = await asDocumented(`casedeck list --view action --json | jq -r '.[].id'`, env, {before: JQ});
    expect(list.stdout).toMatch(/^(?:(?:1-\d{12}|\d{8})\n){5,}$/);

    const note = `show tech | casedeck note ${CASE} -m 'Output attached' --attach - --name sw1.txt`;
    await asDocumented(note, env, {before: 'show() { echo "output of show $1"; }'});
    const sent = sandbox.ticket(CASE)?.notes.at(-1);
    expect(sent?.text).toContain('Output attached');
    expect(sandbox.ticket(CASE)?.attachments.map(({name}) => name)).toContain('sw1.txt');

    const watching = asDocumented(
      `casedeck watch ${CASE} --until status:RESOLVED --timeout 2h && echo resolved`,
      env,
    );
    const ticket = sandbox.ticket(CASE);
    if (ticket !== undefined)
      sandbox.put({...ticket, status: 'RESOLVED', updatedDateTime: new Date().toISOString()});
    expect((await watching).stdout).toMatch(/resolved\n$/);

    await asDocumented('casedeck handover > handover.md', env);
    expect(readFileSync(join(home, 'handover.md'), 'utf8')).toContain(CASE);

    const completion = await asDocumented('source <(casedeck completion bash)', env, {
      after: 'complete -p casedeck; casedeck completion --answer id 1115092',
    });
    expect(completion.stdout).toMatch(/^complete .*casedeck\n11150929\t/);
  },
);

/** Asked for each thing on a terminal, as on any host without a desktop. */
async function signIn(sandbox: Sandbox): Promise<void> {
  const env = {HOME: home, PATH, LANG: 'C.UTF-8', EQUINIX_API_ENDPOINT: sandbox.url};
  expect(readme).toContain('casedeck login');
  await using terminal = startTerminal({command: 'casedeck', args: ['login'], env, cols: 100});
  await terminal.waitForText('Profile (default):');
  terminal.write('\r');
  await terminal.waitForText('Client id:');
  terminal.write(`${sandbox.clientId}\r`);
  await terminal.waitForText('Client secret (not shown):');
  terminal.write(`${sandbox.clientSecret}\r`);
  await terminal.waitForText('Number (1):');
  terminal.write('\r');
  await terminal.waitForText('New passphrase');
  terminal.write(`${PASSPHRASE}\r`);
  await terminal.waitForText('Once more:');
  terminal.write(`${PASSPHRASE}\r`);
  expect((await terminal.waitForExit()).code).toBe(0);
}
