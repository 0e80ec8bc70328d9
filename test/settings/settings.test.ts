import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {resolvePaths} from '../../src/settings/paths.ts';
import {writeLoginRecord} from '../../src/settings/settings-profiles.ts';
import {loadSettings, type LoadSettings} from '../../src/settings/settings.ts';
import {failure, home, load, paths, ownHome} from './settings-fixture.ts';

ownHome();

test('without any file the defaults hold', async () => {
  const settings = await load();
  expect(settings.profile).toMatchObject({
    name: 'default',
    environment: 'production',
    endpoint: 'https://api.equinix.com',
    readOnly: false,
    store: 'auto',
  });
  expect(settings.api).toMatchObject({
    noteOperation: 'auto',
    timeoutMs: 30_000,
    connectTimeoutMs: 10_000,
    rate: {perSecond: 30, atOnce: 6},
    paths: {},
  });
  expect(settings.refresh).toEqual({listMs: 60_000, visibleMs: 60_000, openMs: 900_000, noticesMs: 60_000});
  expect(settings).toMatchObject({
    readOnly: false,
    configFile: undefined,
    warnings: [],
    ascii: undefined,
    preview: 'auto',
  });
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
  expect(settings.profile).toMatchObject({
    name: 'lab',
    environment: 'sandbox',
    endpoint: 'https://sandboxapi.equinix.com',
  });
  expect(settings.profiles.map((profile) => profile.name)).toEqual(['prod', 'lab']);
  expect(settings.profiles[0]).toMatchObject({
    account: '182389736',
    color: 'red',
    readOnly: true,
    clientId: 'id',
    credentialCommand: ['pass', 'show', 'equinix'],
    store: 'age',
  });
  expect(settings.readOnly).toBe(false);
  expect(settings.editor).toEqual(['code', '--wait']);
  expect(settings.browser).toEqual(['open', '-a', 'Safari']);
  expect(settings.api).toMatchObject({
    noteOperation: 'case',
    timeoutMs: 90_000,
    connectTimeoutMs: 3000,
    rate: {perSecond: 0.5, atOnce: 2},
  });
  expect(settings.api.paths).toEqual({
    getTicket: '/support/v3/tickets/{id}',
    cancelTicket: 'PUT /support/v3/tickets/{id}/cancellation',
  });
  expect(settings.codes).toEqual({'0012-0000': 'Network Edge device'});
  expect(settings.keys).toEqual({'ticket.note': ['a', 'c'], 'ticket.cancel': ['X'], 'list.move.down': []});
  expect(settings.theme).toEqual({name: 'light', colors: {danger: '#ff0000'}});
  expect(settings.views).toEqual([
    {
      name: 'power',
      title: 'power',
      slot: 8,
      filter: 'power status:open',
      sort: 'updated',
      descending: undefined,
      columns: undefined,
      group: 'none',
    },
  ]);
  const own = {bell: false, desktop: 'off', command: ['notify-send'], on: ['note']};
  expect(settings.notify).toEqual({...own, deadlineMs: 3_600_000});
  expect(settings.time).toEqual({show: 'utc', sites: {DX: 'Asia/Dubai'}});
  expect(settings.warnings).toEqual([]);
  expect(settings.origins.get('api.timeout')).toEqual({
    from: 'file',
    file: paths.configFile,
    key: 'api.timeout',
  });
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
  expect(await endpoint(`${api}[profiles.default]\nenvironment = "sandbox"\n`)).toBe(
    'https://sandboxapi.equinix.com',
  );
  writeLoginRecord(paths, 'default', undefined);
  expect(await endpoint(api)).toBe('https://api.example');
});

test('plain http is for this machine only, and a URL with a password is refused', async () => {
  const endpoint = (url: string) => load('', {env: {EQUINIX_API_ENDPOINT: url}});
  expect((await endpoint('http://127.0.0.1:8080')).profile).toMatchObject({
    endpoint: 'http://127.0.0.1:8080',
    environment: 'custom',
  });
  expect((await endpoint('http://[::1]:8080')).api.endpoint).toBe('http://[::1]:8080');
  expect((await failure(endpoint('http://127.0.0.1.evil.example'))).message).toContain('plain http');
  expect((await failure(endpoint('ftp://x'))).message).toContain('EQUINIX_API_ENDPOINT is no URL');
  const error = await failure(endpoint('https://me:hunter2@api.equinix.com'));
  expect(`${error.message}${error.hint}`).not.toContain('hunter2');
});

test('read-only by flag, by file, by profile', async () => {
  expect((await load('', {readOnly: true})).readOnly).toBe(true);
  expect((await load('read_only = true')).readOnly).toBe(true);
  expect((await load('[profiles.default]\nread_only = true')).readOnly).toBe(true);
  expect((await load('', {readOnly: false})).readOnly).toBe(false);
});

test('paths.toml gives paths, config.toml wins, a damaged one says how to mend it', async () => {
  writeFileSync(paths.pathsFile, '[paths]\ngetTicket = "/a/{id}"\ntoken = "/t"\n');
  expect((await load('[api.paths]\ngetTicket = "/b/{id}"')).api.paths).toEqual({
    getTicket: '/b/{id}',
    token: '/t',
  });
  writeFileSync(paths.pathsFile, '[paths]\nnonsense = "/a"\n');
  expect((await failure(load(''))).hint).toContain('doctor --spec');
});

test('a profile that only login knows is listed and keeps its endpoint and account', async () => {
  writeLoginRecord(paths, 'lab', {endpoint: 'https://sandboxapi.equinix.com', userName: 'jd\u001b[2J'});
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
  expect((await loadSettings({env, paths: resolvePaths(env)})).warnings).toEqual([
    expect.stringContaining('there is no file'),
  ]);
});
