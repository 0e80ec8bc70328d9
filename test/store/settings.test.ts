import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {resolvePaths, type Paths} from '../../src/store/paths.ts';
import {writeLoginRecord} from '../../src/store/settings-profiles.ts';
import {loadSettings, type LoadSettings} from '../../src/store/settings.ts';

let home: string;
let paths: Paths;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-settings-'));
  paths = resolvePaths({HOME: home});
  mkdirSync(paths.config, {recursive: true});
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

function load(toml?: string, options: Partial<LoadSettings> = {}) {
  if (toml !== undefined) writeFileSync(paths.configFile, toml);
  return loadSettings({env: {}, paths, ...options});
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  expect(error.kind).toBe('config');
  return error;
}

test('without any file the defaults hold', async () => {
  const settings = await load();
  expect(settings.profile).toMatchObject({name: 'default', environment: 'production', endpoint: 'https://api.equinix.com', readOnly: false, store: 'auto'});
  expect(settings.api).toMatchObject({noteOperation: 'auto', timeoutMs: 30_000, connectTimeoutMs: 10_000, rate: {perSecond: 2, atOnce: 4}, paths: {}});
  expect(settings.refresh).toEqual({listMs: 60_000, visibleMs: 60_000, openMs: 900_000});
  expect(settings).toMatchObject({readOnly: false, configFile: undefined, warnings: [], ascii: undefined, preview: 'auto'});
  expect(settings.origins.get('api.endpoint')).toEqual({from: 'default'});
});

test('a full file is read', async () => {
  const settings = await load(`
default_profile = "lab"
editor = "code --wait"
browser = ["open", "-a", "Safari"]
ascii = true

[profiles.prod]
account = "182389736"
color = "red"
read_only = true
client_id = "id"
credential_command = ["pass", "show", "equinix"]
store = "age"

[profiles.lab]
environment = "sandbox"

[api]
note_operation = "case"
timeout = "1.5m"
connect_timeout = 3
[api.rate]
per_second = 0.5
at_once = 2
[api.paths]
getTicket = "/support/v3/tickets/{id}"
cancelTicket = "PUT /support/v3/tickets/{id}/cancellation"

[codes]
"0012-0000" = "Network Edge device"

[keys]
"ticket.note" = ["a", "c"]
[keys.ticket]
cancel = "X"
[keys.list.move]
down = []

[theme]
name = "light"
[theme.colors]
danger = "#ff0000"

[views.power]
filter = "power status:open"
sort = "updated"
slot = 8

[notify]
bell = false
on = ["note"]
command = ["notify-send"]

[time]
show = "utc"
sites.DX = "Asia/Dubai"
`);
  expect(settings.profile).toMatchObject({name: 'lab', environment: 'sandbox', endpoint: 'https://sandboxapi.equinix.com'});
  expect(settings.profiles.map((profile) => profile.name)).toEqual(['prod', 'lab']);
  expect(settings.profiles[0]).toMatchObject({account: '182389736', color: 'red', readOnly: true, clientId: 'id', credentialCommand: ['pass', 'show', 'equinix'], store: 'age'});
  expect(settings.readOnly).toBe(false);
  expect(settings.editor).toEqual(['code', '--wait']);
  expect(settings.browser).toEqual(['open', '-a', 'Safari']);
  expect(settings.api).toMatchObject({noteOperation: 'case', timeoutMs: 90_000, connectTimeoutMs: 3000, rate: {perSecond: 0.5, atOnce: 2}});
  expect(settings.api.paths).toEqual({getTicket: '/support/v3/tickets/{id}', cancelTicket: 'PUT /support/v3/tickets/{id}/cancellation'});
  expect(settings.codes).toEqual({'0012-0000': 'Network Edge device'});
  expect(settings.keys).toEqual({'ticket.note': ['a', 'c'], 'ticket.cancel': ['X'], 'list.move.down': []});
  expect(settings.theme).toEqual({name: 'light', colors: {danger: '#ff0000'}});
  expect(settings.views).toEqual([{name: 'power', title: 'power', slot: 8, filter: 'power status:open', sort: 'updated', descending: undefined, columns: undefined, group: 'none'}]);
  expect(settings.notify).toEqual({bell: false, desktop: 'off', command: ['notify-send'], on: ['note']});
  expect(settings.time).toEqual({show: 'utc', sites: {DX: 'Asia/Dubai'}});
  expect(settings.warnings).toEqual([]);
  expect(settings.origins.get('api.timeout')).toEqual({from: 'file', file: paths.configFile, key: 'api.timeout'});
});

test('profile: flag before environment before file before "default"', async () => {
  const toml = 'default_profile = "file"\n';
  const name = async (options: Partial<LoadSettings>) => (await load(toml, options)).profile.name;
  expect(await name({profile: 'flag', env: {CASEDECK_PROFILE: 'env'}})).toBe('flag');
  expect(await name({env: {CASEDECK_PROFILE: 'env'}})).toBe('env');
  expect(await name({env: {CASEDECK_PROFILE: ''}})).toBe('file');
  expect((await load('')).profile.name).toBe('default');
  expect((await failure(load('', {profile: '../x'}))).message).toContain('"../x" is no profile name');
});

test('endpoint: environment before profile before login before [api]', async () => {
  writeLoginRecord(paths, 'default', {endpoint: 'https://login.example', userName: 'jd'});
  const endpoint = async (toml: string, env = {}) => (await load(toml, {env})).api.endpoint;
  const api = '[api]\nendpoint = "https://api.example/"\n';
  const profile = `${api}[profiles.default]\nendpoint = "https://profile.example/base/"\n`;
  expect(await endpoint(profile, {EQUINIX_API_ENDPOINT: 'https://env.example/'})).toBe('https://env.example');
  expect(await endpoint(profile)).toBe('https://profile.example/base');
  expect(await endpoint(api)).toBe('https://login.example');
  expect(await endpoint(`${api}[profiles.default]\nenvironment = "sandbox"\n`)).toBe('https://sandboxapi.equinix.com');
  writeLoginRecord(paths, 'default', undefined);
  expect(await endpoint(api)).toBe('https://api.example');
});

test('plain http is for this machine only, and a URL with a password is refused', async () => {
  const endpoint = (url: string) => load('', {env: {EQUINIX_API_ENDPOINT: url}});
  expect((await endpoint('http://127.0.0.1:8080')).profile).toMatchObject({endpoint: 'http://127.0.0.1:8080', environment: 'custom'});
  expect((await endpoint('http://[::1]:8080')).api.endpoint).toBe('http://[::1]:8080');
  expect((await failure(endpoint('http://127.0.0.1.evil.example'))).message).toContain('plain http');
  expect((await failure(endpoint('ftp://x'))).message).toContain('EQUINIX_API_ENDPOINT is no URL');
  const error = await failure(endpoint('https://me:hunter2@api.equinix.com'));
  expect(`${error.message}${error.hint}`).not.toContain('hunter2');
});

test('an error names file, line, key and what was expected', async () => {
  const error = await failure(load('ascii = true\n\n[api]\n# how long\ntimeout = "soon"\n'));
  expect(error.message).toBe(`${paths.configFile}:5: api.timeout: expected a time such as "30s", "500ms", "2m" or a number of seconds, found another text`);
  expect(error.fields).toEqual([{field: 'api.timeout', problem: expect.stringContaining('expected a time')}]);
});

test.each([
  ['read_only = "yes"', 'read_only: expected true or false, found another text'],
  ['preview = "left"', 'preview: expected one of "auto", "right", "below", "off", found "left"'],
  ['[api.rate]\nat_once = 0', 'api.rate.at_once: expected a whole number from 1 to 16, found the number 0'],
  ['[profiles.Prod]\nread_only = true', 'profiles.Prod: expected a name of 1 to 32 small letters'],
  ['[codes]\n12 = "x"', 'codes.12: expected a code such as 0012-0000'],
  ['[api.paths]\ngetTicket = "support"', 'api.paths.getTicket: expected a path that begins with "/"'],
  ['[profiles.p]\ncredential_command = "pass show x"', 'credential_command: expected a list of program and arguments'],
  ['[time]\nsites.DX = "Mars/Base"', 'time.sites.DX: expected a time zone such as "Asia/Dubai"'],
  ['[keys]\nopen = 3', 'keys.open: expected a key'],
  ['views = 3', 'views: expected a table, found the number 3'],
  ['[theme.colors]\ndanger = "reddish"', 'theme.colors.danger: expected a colour'],
])('%s is refused in words', async (toml, words) => {
  expect((await failure(load(toml))).message).toContain(words);
});

test('a syntax error names line and column', async () => {
  const error = await failure(load('[api]\ntimeout = soon\n'));
  expect(error.message).toContain(`${paths.configFile}:2: `);
  expect(error.hint).toContain('Column 11');
});

test('unknown keys are warned about with their line, and the rest holds', async () => {
  const settings = await load('ascii = true\ncolour = "red"\n[api]\ntimeot = 3\ntimeout = 5\n[nonsense]\nx = 1\n');
  expect(settings.warnings).toEqual([
    expect.stringContaining(':2: colour: unknown key, ignored'),
    expect.stringContaining(':4: api.timeot: unknown key, ignored'),
    expect.stringContaining(':6: nonsense: unknown key, ignored'),
  ]);
  expect(settings.ascii).toBe(true);
  expect(settings.api.timeoutMs).toBe(5000);
});

test('a secret in the file is pointed out and shown nowhere', async () => {
  const settings = await load('[profiles.default]\nclient_secret = "hunter2"\n');
  expect(settings.warnings.join()).toContain('secrets do not belong into this file');
  expect(JSON.stringify([settings, [...settings.origins]])).not.toContain('hunter2');
});

test.runIf(process.platform !== 'win32')('programs named in a file that others can write are not run', async () => {
  writeFileSync(paths.configFile, 'editor = "vim"\nascii = true\n[notify]\nbell = false\ncommand = ["x"]\n[profiles.default]\ncredential_command = ["x"]\ncolor = "red"\n');
  chmodSync(paths.configFile, 0o666);
  const settings = await load();
  expect(settings.profile).toMatchObject({credentialCommand: undefined, color: 'red'});
  expect(settings).toMatchObject({editor: undefined, ascii: true, notify: {command: undefined, bell: false}});
  expect(settings.warnings).toEqual([expect.stringMatching(/can be written by other users.*editor, notify.command, profiles.default.credential_command ignored/)]);
  chmodSync(paths.configFile, 0o600);
  expect((await load()).profile.credentialCommand).toEqual(['x']);
});

test.runIf(process.platform !== 'win32')('an endpoint in a file that others can write is an error', async () => {
  writeFileSync(paths.configFile, '[api]\nendpoint = "https://elsewhere.example"\n');
  chmodSync(paths.configFile, 0o622);
  expect((await failure(load())).message).toContain('names the service to talk to');
});

test('read-only by flag, by file, by profile', async () => {
  expect((await load('', {readOnly: true})).readOnly).toBe(true);
  expect((await load('read_only = true')).readOnly).toBe(true);
  expect((await load('[profiles.default]\nread_only = true')).readOnly).toBe(true);
  expect((await load('', {readOnly: false})).readOnly).toBe(false);
});

test('paths.toml gives paths, config.toml wins, a damaged one says how to mend it', async () => {
  writeFileSync(paths.pathsFile, '[paths]\ngetTicket = "/a/{id}"\ntoken = "/t"\n');
  expect((await load('[api.paths]\ngetTicket = "/b/{id}"')).api.paths).toEqual({getTicket: '/b/{id}', token: '/t'});
  writeFileSync(paths.pathsFile, '[paths]\nnonsense = "/a"\n');
  expect((await failure(load(''))).hint).toContain('doctor --spec');
});

test('a profile that only login knows is listed and keeps its endpoint and account', async () => {
  writeLoginRecord(paths, 'lab', {endpoint: 'https://sandboxapi.equinix.com', userName: 'jd'});
  const settings = await load('[profiles.prod]\nread_only = true\n', {profile: 'lab'});
  expect(settings.profile).toMatchObject({name: 'lab', environment: 'sandbox', account: 'jd'});
  expect(settings.profiles.map((profile) => profile.name)).toEqual(['prod', 'lab']);
});

test('the file is never written, and CASEDECK_CONFIG names another one', async () => {
  const other = join(home, 'other.toml');
  writeFileSync(other, '# mine\nascii = true\n');
  const settings = await loadSettings({env: {}, paths: resolvePaths({HOME: home, CASEDECK_CONFIG: other})});
  expect(settings).toMatchObject({ascii: true, configFile: other});
  expect(readFileSync(other, 'utf8')).toBe('# mine\nascii = true\n');
  const env = {HOME: home, CASEDECK_CONFIG: join(home, 'none.toml')};
  expect((await loadSettings({env, paths: resolvePaths(env)})).warnings).toEqual([expect.stringContaining('there is no file')]);
});
