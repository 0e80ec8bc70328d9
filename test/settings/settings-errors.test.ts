import {chmodSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {failure, load, paths, ownHome} from './settings-fixture.ts';

ownHome();

test('an error names file, line, key and what was expected', async () => {
  const error = await failure(load('ascii = true\n\n[api]\n# how long\ntimeout = "soon"\n'));
  expect(error.message).toBe(
    `${paths.configFile}:5: api.timeout: expected a time such as "30s", "500ms", "2m" or a number of seconds, found another text`,
  );
  expect(error.fields).toEqual([{field: 'api.timeout', problem: expect.stringContaining('expected a time')}]);
});

test.each([
  ['read_only = "yes"', 'read_only: expected true or false, found another text'],
  ['preview = "left"', 'preview: expected one of "auto", "right", "below", "off", found "left"'],
  ['[api.rate]\nat_once = 0', 'api.rate.at_once: expected a whole number from 1 to 16, found the number 0'],
  ['[profiles.Prod]\nread_only = true', 'profiles.Prod: expected a name of 1 to 32 small letters'],
  ['[codes]\n12 = "x"', 'codes.12: expected a code such as 0012-0000'],
  ['[api.paths]\ngetTicket = "support"', 'api.paths.getTicket: expected a path that begins with "/"'],
  [
    '[profiles.p]\ncredential_command = "pass show x"',
    'credential_command: expected a list of program and arguments',
  ],
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
  const settings = await load(
    'ascii = true\ncolour = "red"\n[api]\ntimeot = 3\ntimeout = 5\n[nonsense]\nx = 1\n',
  );
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

test.runIf(process.platform !== 'win32')(
  'programs named in a file that others can write are not run',
  async () => {
    writeFileSync(
      paths.configFile,
      'editor = "vim"\nascii = true\n[notify]\nbell = false\ncommand = ["x"]\n[profiles.default]\ncredential_command = ["x"]\ncolor = "red"\n',
    );
    chmodSync(paths.configFile, 0o666);
    const settings = await load();
    expect(settings.profile).toMatchObject({credentialCommand: undefined, color: 'red'});
    expect(settings).toMatchObject({
      editor: undefined,
      ascii: true,
      notify: {command: undefined, bell: false},
    });
    expect(settings.warnings).toEqual([
      expect.stringMatching(
        /can be written by other users.*editor, notify.command, profiles.default.credential_command ignored/,
      ),
    ]);
    chmodSync(paths.configFile, 0o600);
    expect((await load()).profile.credentialCommand).toEqual(['x']);
  },
);

test.runIf(process.platform !== 'win32')(
  'an endpoint in a file that others can write is an error',
  async () => {
    writeFileSync(paths.configFile, '[api]\nendpoint = "https://elsewhere.example"\n');
    chmodSync(paths.configFile, 0o622);
    expect((await failure(load())).message).toContain('names the service to talk to');
  },
);
