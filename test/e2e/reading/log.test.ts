import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openConsole} from '../../support/open-console.ts';
import {preload} from '../../support/preload.ts';
import {makeHome} from '../../support/start-console.ts';
import {longTest} from '../../support/long.ts';

test('the log is on a key, and with --debug in a private file without a secret in it', async () => {
  await using app = await openConsole({args: ['--debug']});
  const {terminal, sandbox, home} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('log'));
  await terminal.waitForText(/api +GET \/support\/v2\/tickets\//);
  await terminal.waitForText('casedeck.log');
  terminal.press(keyOf('back'));
  await terminal.waitForText('1 Open');
  const file = join(home, 'state', 'casedeck', 'casedeck.log');
  const text = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(text).toMatch(/api: POST \/oauth2\/v1\/token \(token\): 200 in \d+ ms/);
  expect(text).not.toContain(sandbox.clientSecret);
  expect(text).not.toMatch(/bearer/i);
});

// Also proven by account/no-secrets.test.ts, which looks at the same log.
longTest('what Node and libraries print goes into the log, not over the screen', async () => {
  const script =
    'process.on("SIGUSR2", () => {console.error("library says hello"); process.emitWarning("old thing"); process.stderr.write("raw words")})';
  const home = makeHome();
  const env = preload(home, script);
  await using app = await openConsole({home, args: ['--debug'], env, ownProcess: true});
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  await terminal.settled(300);
  terminal.kill('SIGUSR2');
  await terminal.settled(300);
  expect(terminal.screen()).not.toMatch(/library says|old thing|raw words/);
  const file = join(home, 'state', 'casedeck', 'casedeck.log');
  const isLogged = (words: string) => readFileSync(file, 'utf8').includes(words);
  await terminal.waitFor('all three in the log', () =>
    ['console: library says hello', 'node: Warning: old thing', 'stderr: raw words'].every(isLogged),
  );
  terminal.press(keyOf('close'));
  expect(await terminal.waitForExit()).toEqual({code: 0, signal: undefined});
});
