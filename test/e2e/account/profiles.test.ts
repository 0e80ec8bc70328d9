import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {startSandbox, type Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';
import {findText} from '../../support/frames/frame.ts';

/** The end of a number, as it stands beside an opened ticket, too. */
const LISTED = '6070641';

/** A profile of a service of its own; its credential comes from a command, as from a password manager. */
async function labService(): Promise<{readonly lab: Sandbox; readonly config: string}> {
  const lab = await startSandbox({tickets: 7, seed: 5});
  onTestFinished(() => lab.close());
  const secret = JSON.stringify({client_id: lab.clientId, client_secret: lab.clientSecret});
  const config = `
[profiles.default]
account = "Main street 1"
color = "blue"

[profiles.lab]
endpoint = "${lab.url}"
read_only = true
credential_command = ["printf", "%s", ${JSON.stringify(secret)}]
`;
  return {lab, config};
}

test('another profile: its own service, credential and database; the one before is closed', async () => {
  const {lab, config} = await labService();
  await using app = await openConsole({sandbox: ALL_TICKETS, config, cols: 120});
  const {terminal, sandbox, home} = app;
  await terminal.waitForText(LISTED);
  await terminal.waitForText('Main street 1');
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText(/default.*Main street 1.*shown now/);
  await terminal.waitForText(/lab.*read-only/);
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(/custom.*lab.*read-only/);
  await terminal.waitFor('the lab to be read', () => lab.log().some(({status}) => status === 200));
  expect(lab.log().every(({operation}) => !/^(add|cancel|create)/.test(operation ?? ''))).toBe(true);
  expect(existsSync(join(home, 'state', 'casedeck', 'lab.db'))).toBe(true);
  await terminal.settled(300);
  const before = sandbox.log().length;
  terminal.press(keyOf('refresh'));
  await terminal.waitForText('are up to date.');
  expect(sandbox.log()).toHaveLength(before);

  // And back: the environment's credential belongs to the profile casedeck was started with.
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText(/lab.*shown now/);
  terminal.press('up');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText('Main street 1');
  await terminal.waitForNoText('read-only');
  await terminal.waitForText(LISTED);
});

test('in a read-only profile nothing can be written, and every key that would says why', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, config: 'read_only = true\n', cols: 120});
  const {terminal, sandbox} = app;
  await terminal.waitForText(LISTED);
  await terminal.waitForText('read-only');
  for (const id of ['ticket.note', 'ticket.cancel', 'ticket.new'] as const) {
    terminal.press(keyOf(id));
    await terminal.waitForText(
      'This profile is read-only: nothing is written. Take read_only out of config.toml',
    );
    terminal.press(keyOf('time'));
    await terminal.waitForNoText('nothing is written');
  }
  expect(
    sandbox.log().every(({operation}) => !/^(add|cancel|create|upload|delete)/.test(operation ?? '')),
  ).toBe(true);
});

test('production is shown in the colour that its user chose', async () => {
  const config = '[profiles.default]\nenvironment = "production"\ncolor = "bright-blue"\n';
  await using app = await openConsole({
    sandbox: ALL_TICKETS,
    config,
    cols: 120,
    // Nothing is sent: the token is refused before it is used.
    env: {EQUINIX_API_ENDPOINT: undefined, EQUINIX_API_TOKEN: 'not a token'},
  });
  const {terminal} = app;
  await terminal.waitForText('prod');
  const place = findText(terminal.frame(), 'prod');
  expect(terminal.cell(place?.x ?? 0, place?.y ?? 0)).toMatchObject({foreground: 12});
});

test('a profile that would send the secret unencrypted stops casedeck at the start', async () => {
  const config = '[profiles.broken]\nendpoint = "http://example.com"\n';
  await using app = await openConsole({sandbox: ALL_TICKETS, config, cols: 120});
  const {terminal} = app;
  // Such a configuration is refused at once; nothing runs with half of it.
  const {code} = await terminal.waitForExit();
  expect(code).toBe(1);
  expect(terminal.screen()).toContain('plain http');
});
