import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {checkNode} from '../../../src/commands/account/doctor-checks/node.ts';
import {checkDns, checkProxy} from '../../../src/commands/account/doctor-checks/check-network.ts';
import {checkSecrets} from '../../../src/commands/account/doctor-checks/check-secrets.ts';
import {checkTerminal} from '../../../src/commands/account/doctor-checks/check-terminal.ts';
import type {Check} from '../../../src/commands/account/doctor-checks/check.ts';
import {runDoctor} from '../../../src/commands/account/doctor.ts';
import {testIo} from '../../support/test-io.ts';
import {startSandbox, type Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {databaseFile, resolvePaths} from '../../../src/settings/paths.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {ASIDE_NAMES} from '../../../src/domain/aside-state.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

let sandbox: Sandbox;
let home: string;
beforeAll(async () => {
  sandbox = await startSandbox({seed: 1});
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-doctor-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

async function doctor(env: Record<string, string> = {}, offline = false) {
  const all = {HOME: home, LANG: 'C.UTF-8', EQUINIX_API_ENDPOINT: sandbox.url, ...env};
  const run = async (json: boolean) => {
    let out = '';
    const io = testIo({env: all, out: (text) => void (out += text), err: () => {}});
    return {code: await runDoctor(io, {}, {json, offline}), out};
  };
  const {code, out} = await run(true);
  const {checks, ok} = JSON.parse(out) as {checks: Check[]; ok: boolean};
  expect(ok).toBe(code === 0);
  return {
    code,
    checks,
    out,
    text: async () => (await run(false)).out,
    of: (name: string) => checks.find((check) => check.name === name),
  };
}

test('a working account: every step is ok, and no secret shows', async () => {
  const env = {EQUINIX_API_CLIENTID: sandbox.clientId, EQUINIX_API_CLIENTSECRET: sandbox.clientSecret};
  const {code, checks, of, out, text} = await doctor(env);
  expect(checks.filter((check) => check.level !== 'ok')).toEqual([]);
  expect(code).toBe(0);
  expect(of('Sign-in')?.words).toMatch(/^accepted as .+, the token is good for \d+ min$/);
  expect(of('Order history')?.words).toMatch(/^\d+ trouble tickets/);
  expect(of('Case Management')?.words).toMatch(/^read /);
  expect(of('Ticket locations')?.words).toMatch(/^\d+ sites$/);
  expect(of('Secrets: Environment')?.words).toBe(
    'in use: set by EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET',
  );
  expect(out).not.toContain(sandbox.clientSecret);
  expect(out).not.toContain(home);
  expect(await text()).toMatch(/^ok {7}Node {24}v\d+/);
});

test('a wrong secret is one refused request and one failed line', async () => {
  const refused = async () =>
    (await (await fetch(`${sandbox.url}/__sandbox/log`)).text()).split('oauth2').length;
  const before = await refused();
  const {code, of} = await doctor({
    EQUINIX_API_CLIENTID: sandbox.clientId,
    EQUINIX_API_CLIENTSECRET: 'wrong-secret',
  });
  expect(code).toBe(1);
  expect(of('Sign-in')).toMatchObject({level: 'failed', mend: expect.stringContaining('locks')});
  expect(of('Service')?.level).toBe('warning');
  expect((await refused()) - before).toBe(1);
});

test('no credential: said once, and the service is not asked', async () => {
  const {code, of} = await doctor();
  expect(code).toBe(1);
  expect(of('Credential')).toMatchObject({level: 'failed', mend: 'Run "casedeck login".'});
  expect(of('Sign-in')).toBeUndefined();
});

test('a broken configuration is a failed line, with the rest still checked', async () => {
  const paths = resolvePaths({HOME: home});
  mkdirSync(paths.config, {recursive: true});
  writeFileSync(paths.configFile, 'ascii = 3\n');
  const {of, code} = await doctor();
  expect(of('Configuration')).toMatchObject({
    level: 'failed',
    words: expect.stringContaining('~/.config/casedeck/config.toml:1: ascii: expected true or false'),
  });
  expect(of('Node')?.level).toBe('ok');
  expect(code).toBe(1);
});

test('what the configuration names and does not exist is a warning, keys in conflict a failed line', async () => {
  const paths = resolvePaths({HOME: home});
  mkdirSync(paths.config, {recursive: true});
  const toml = '[keys]\n"ticket.fly" = "f"\n';
  writeFileSync(paths.configFile, toml);
  expect((await doctor({}, true)).of('Configuration')).toMatchObject({
    level: 'warning',
    words: expect.stringContaining('config.toml:2: keys.ticket.fly: there is no such command'),
  });
  writeFileSync(paths.configFile, '[keys]\n"ticket.note" = "X"\n"ticket.cancel" = "X"\n');
  expect((await doctor({}, true)).of('Configuration')).toMatchObject({
    level: 'failed',
    words: expect.stringContaining('keys.ticket.cancel are both "X"'),
  });
  writeFileSync(paths.configFile, '[views.mine]\nfilter = "status:acton"\n');
  expect((await doctor({}, true)).of('Configuration')).toMatchObject({
    level: 'failed',
    words: expect.stringContaining('config.toml:2: views.mine.filter: status: there is no status "acton"'),
  });
});

test.runIf(process.platform !== 'win32')(
  'open folders and files are warned about, with the command that mends them',
  async () => {
    const paths = resolvePaths({HOME: home});
    mkdirSync(paths.state, {recursive: true});
    chmodSync(paths.state, 0o755);
    writeFileSync(join(paths.state, 'default.age'), 'x', {mode: 0o644});
    const {of} = await doctor({}, true);
    expect(of('State folder')).toMatchObject({level: 'warning', mend: 'chmod 700 ~/.local/state/casedeck'});
    expect(of('File')).toMatchObject({
      level: 'warning',
      mend: 'chmod 600 ~/.local/state/casedeck/default.age',
    });
    expect(of('TLS')).toBeUndefined();
  },
);

test('what is written and not sent for a profile that is no longer configured is told, and how to get at it', async () => {
  const paths = resolvePaths({HOME: home});
  mkdirSync(paths.state, {recursive: true, mode: 0o700});
  for (const [name, text] of [
    ['lab', 'Please wait for our engineer.'],
    ['old', ''],
  ] as const) {
    const store = openStore({file: databaseFile(paths, name)});
    if (text !== '') {
      store.saveDraft({ticketId: '11150929', kind: 'note', text});
      store.enqueue({ticketId: '11150871', kind: 'reply', text, extra: undefined}, Date.now());
    }
    store.close();
  }
  const {code, checks} = await doctor({}, true);
  const left = checks.filter(({name}) => name === 'Left behind');
  expect(left).toEqual([
    {
      name: 'Left behind',
      level: 'warning',
      words: expect.stringMatching(/^the profile "lab" .* a draft, and a reply not sent$/),
      mend: expect.stringContaining('casedeck --profile lab drafts'),
    },
  ]);
  expect(code).toBe(1);
});

test('a network that leads nowhere names the step', async () => {
  const {of} = await doctor({EQUINIX_API_ENDPOINT: 'https://nowhere.invalid'});
  expect(of('DNS')).toMatchObject({level: 'failed', words: 'The name nowhere.invalid is not known.'});
  expect(of('TLS')?.level).toBe('warning');
});

test('Node, terminal and proxy as facts', async () => {
  expect(checkNode('v22.1.0', 'linux x64')).toMatchObject({
    level: 'failed',
    mend: expect.stringContaining('24'),
  });
  const facts = {isTty: true, columns: 80, rows: 24, colorDepth: 8};
  const env = {TERM: 'xterm-256color', LC_ALL: 'de_DE.utf8', TMUX: 'x', SSH_TTY: '/dev/pts/1'};
  expect(checkTerminal({...facts, env}).map(({name, level}) => `${level} ${name}`)).toEqual([
    'ok Terminal size',
    'ok Terminal type',
    'ok Characters',
    'ok tmux',
    'ok SSH',
  ]);
  expect(
    checkTerminal({...facts, columns: 30, env: {TERM: 'dumb', LANG: 'C'}}).map(({level}) => level),
  ).toEqual(['warning', 'warning', 'warning']);
  expect(checkTerminal({...facts, isTty: false, env: {}})).toHaveLength(1);
  const sizes = [80, 60].map((columns) => checkTerminal({...facts, columns, env})[0]?.words);
  expect(sizes).toEqual(['80x24', '60x24 works; 80x24 is comfortable']);
  expect(checkProxy('https://x.example', {HTTPS_PROXY: 'http://me:hunter2@p:3128'}).words).toBe(
    'http://p:3128 from HTTPS_PROXY, with credentials',
  );
  expect(checkProxy('https://x.example', {HTTP_PROXY: 'http://p'})).toMatchObject({level: 'warning'});
  expect(checkProxy('https://x.example', {HTTPS_PROXY: 'http://p', NO_PROXY: '*'}).words).toContain(
    'by NO_PROXY',
  );
  expect(checkProxy('https://x.example', {HTTPS_PROXY: 'socks5://p'}).level).toBe('failed');
  expect(await checkDns('127.0.0.1', {timeoutMs: 120_000, now: Date.now})).toMatchObject({level: 'ok'});
  let clock = 0;
  expect(await checkDns('localhost', {timeoutMs: 120_000, now: () => (clock += 2000)})).toMatchObject({
    level: 'warning',
    words: expect.stringContaining('2000 ms'),
  });
  expect(checkSecrets([{kind: 'age', state: 'in-use', words: 'x'}], 'bad').map(({level}) => level)).toEqual([
    'warning',
    'ok',
  ]);
});

test('what the service announces is told, with the words to look for; met before, it is remembered', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([
    {operation: 'getTicket', status: 200, headers: {Sunset: 'Wed, 30 Jun 2027 23:59:59 GMT'}, times: 1},
  ]);
  await run(['show', '11150929']);
  const {out, code} = await run(['doctor']);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^warning +Service changed +The service says that getTicket ends: Wed, 30 Jun 2027.*First met/m,
  );
  expect(out).toMatch(/Look for "sunset" in\s+the\s+vendor's/);
});

test('what the account may not read is told as the console met it, until it is tried again', async () => {
  const {run, withStore} = await prepareCasedeck();
  const keep = (until: number) => {
    const off = {words: 'The service does not allow this: You may not.', until};
    return withStore((store) => store.setMeta(ASIDE_NAMES.questions, JSON.stringify({off})));
  };
  await keep(Date.now() + 3_600_000);
  expect((await run(['doctor'])).out).toMatch(
    /^warning +Questions of orders +off: .*You may not\.\s+Tried again at/m,
  );
  await keep(Date.now() - 1);
  expect((await run(['doctor'])).out).not.toMatch(/^warning +Questions of orders/m);
});
