import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {browserCommand, openUrl} from '../../src/console/open-url.ts';

const URL = 'https://portal.equinix.com/';

test.each([
  [{env: {DISPLAY: ':0'}, browser: undefined}, ['xdg-open', URL]],
  [{env: {}, browser: undefined}, undefined],
  [{env: {BROWSER: 'firefox --new-tab'}, browser: undefined}, ['firefox', '--new-tab', URL]],
  [{env: {BROWSER: 'w3m %s:lynx'}, browser: undefined}, ['w3m', URL]],
  [{env: {BROWSER: ''}, browser: undefined}, undefined],
  [{env: {BROWSER: 'firefox'}, browser: ['open', '-a', 'Safari']}, ['open', '-a', 'Safari', URL]],
  [{env: {SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22', DISPLAY: ':10'}, browser: ['firefox']}, undefined],
] as const)('%j opens with %j', (options, command) => {
  expect(browserCommand(URL, {...options, platform: 'linux'})).toEqual(command);
});

test('on macOS and Windows the system knows the browser', () => {
  expect(browserCommand(URL, {env: {}, browser: undefined, platform: 'darwin'})).toEqual(['open', URL]);
  expect(browserCommand(URL, {env: {}, browser: undefined, platform: 'win32'})?.[0]).toBe('rundll32');
});

test('the browser gets the address and none of our secrets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-browser-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const script = join(folder, 'browser.sh');
  writeFileSync(
    script,
    `#!/bin/sh\n{ echo "$@"; env; } > ${folder}/out.tmp; mv ${folder}/out.tmp ${folder}/out\n`,
    {mode: 0o755},
  );
  const env = {PATH: process.env['PATH'], EQUINIX_API_CLIENTSECRET: 'geheim', MARK: 'kept'};
  expect(await openUrl(URL, {env, browser: [script]})).toBe(true);
  const out = await vi.waitFor(() => readFileSync(join(folder, 'out'), 'utf8'), {timeout: 60_000});
  expect(out.split('\n')[0]).toBe(URL);
  expect(out).toContain('MARK=kept');
  expect(out).not.toContain('geheim');
});

test('a browser that is not there is no error', async () => {
  expect(await openUrl(URL, {env: {}, browser: ['/nowhere/browser']})).toBe(false);
});
