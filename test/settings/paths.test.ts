import {chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {
  ageFile,
  checkProfileName,
  databaseFile,
  ensurePrivateFolder,
  resolvePaths,
} from '../../src/settings/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casedeck-paths-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

test('XDG folders, with relative values ignored', () => {
  const machine = {platform: 'linux', home: '/home/me'} as const;
  expect(resolvePaths({}, machine)).toEqual({
    config: '/home/me/.config/casedeck',
    configFile: '/home/me/.config/casedeck/config.toml',
    pathsFile: '/home/me/.config/casedeck/paths.toml',
    state: '/home/me/.local/state/casedeck',
    auditFile: '/home/me/.local/state/casedeck/audit.jsonl',
    logFile: '/home/me/.local/state/casedeck/casedeck.log',
    profilesFile: '/home/me/.local/state/casedeck/profiles.json',
    cache: '/home/me/.cache/casedeck',
  });
  const set = resolvePaths(
    {
      XDG_CONFIG_HOME: '/c',
      XDG_STATE_HOME: 'relative',
      XDG_CACHE_HOME: '/k',
      CASEDECK_CONFIG: '/etc/my.toml',
    },
    machine,
  );
  expect(set).toMatchObject({
    config: '/c/casedeck',
    configFile: '/etc/my.toml',
    pathsFile: '/c/casedeck/paths.toml',
    state: '/home/me/.local/state/casedeck',
    cache: '/k/casedeck',
  });
  expect(resolvePaths({}, {...machine, platform: 'darwin'}).config).toBe('/home/me/.config/casedeck');
});

test('Windows uses its own folders', () => {
  const paths = resolvePaths({APPDATA: '/roaming', LOCALAPPDATA: '/local'}, {platform: 'win32', home: '/u'});
  expect(paths).toMatchObject({
    config: join('/roaming', 'casedeck'),
    state: join('/local', 'casedeck', 'state'),
    cache: join('/local', 'casedeck', 'cache'),
  });
});

test('profile names cannot leave the folder', () => {
  const paths = resolvePaths({}, {platform: 'linux', home: '/h'});
  expect(databaseFile(paths, 'prod-1')).toBe('/h/.local/state/casedeck/prod-1.db');
  expect(ageFile(paths, 'prod_1')).toBe('/h/.local/state/casedeck/prod_1.age');
  for (const name of ['', '..', 'a/b', 'A', 'x'.repeat(33), 'a\u001b[2J', 'a.b'])
    expect(() => checkProfileName(name)).toThrow('is no profile name');
  expect(() => checkProfileName('a\u001b[2J')).toThrow(/^"a\?\[2J" is no profile name/);
});

test.runIf(process.platform !== 'win32')('folders are made with mode 0700 and mended', () => {
  const made = ensurePrivateFolder(join(folder, 'a', 'casedeck'));
  expect(statSync(made).mode & 0o777).toBe(0o700);
  const open = join(folder, 'open');
  mkdirSync(open);
  chmodSync(open, 0o755);
  ensurePrivateFolder(open);
  expect(statSync(open).mode & 0o777).toBe(0o700);
});

test('a folder that cannot be made says so', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => ensurePrivateFolder(join(folder, 'file', 'x'))).toThrow(/cannot be made/);
});
