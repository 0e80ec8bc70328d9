import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket, selectTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {makeHome} from '../../support/start-console.ts';

// Also proven by stories/ticket.ts.
longTest('number and summary go onto the clipboard on a key, from the list and from the ticket', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await selectTicket(terminal, '1-204976070710');
  expect(terminal.clipboard()).toBeUndefined();
  terminal.press(keyOf('copy.id'));
  await terminal.waitForText('1-204976070710 is on the clipboard');
  expect(terminal.clipboard()).toBe('1-204976070710');
  terminal.press(keyOf('open'));
  await terminal.waitForText('[Time');
  terminal.press(keyOf('copy.summary'));
  await terminal.waitForText('The summary of 1-204976070710 is on the clipboard');
  expect(terminal.clipboard()).toMatch(
    /^1-204976070710 {2}IN PROGRESS {2}SV5 {2}PDU B in cabinet .* {2}\(OPS-90412\)$/,
  );
});

test('here the browser opens the page, without our secrets, and its words stay off the screen', async () => {
  const home = makeHome();
  const out = join(home, 'browser.out');
  const browser = join(home, 'browser.sh');
  writeFileSync(
    browser,
    `#!/bin/sh\necho noise; echo noise >&2\n{ echo "$1"; env; } > ${out}.tmp; mv ${out}.tmp ${out}\n`,
    {mode: 0o755},
  );
  await using app = await openConsole({
    home,
    env: {BROWSER: browser},
    ownProcess: true,
    config: 'ticket_url = "https://portal.equinix.com/tickets/{id}"\n',
  });
  const {terminal} = app;
  await openTicket(terminal, '1-204976070710');
  terminal.press(keyOf('browse'));
  await terminal.waitForText('is opening in the browser');
  await terminal.waitFor('the browser', () => existsSync(out));
  const [url, ...env] = readFileSync(out, 'utf8').split('\n');
  expect(url).toBe('https://portal.equinix.com/tickets/1-204976070710');
  expect(env.join('\n')).not.toMatch(/EQUINIX_API_CLIENT/);
  expect(env.join('\n')).not.toContain(app.sandbox.clientSecret);
  expect(terminal.screen()).not.toContain('noise');
  expect(terminal.clipboard()).toBeUndefined();
});

// Also proven by stories/ticket.ts runs over SSH.
longTest('over SSH the address is shown and copied instead', async () => {
  const home = makeHome();
  const browser = join(home, 'browser.sh');
  writeFileSync(browser, `#!/bin/sh\ntouch ${home}/opened\n`, {mode: 0o755});
  await using app = await openConsole({
    home,
    env: {BROWSER: browser, SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'},
  });
  const {terminal} = app;
  await openTicket(terminal, '1-204976070710');
  terminal.press(keyOf('browse'));
  await terminal.waitForText('https://portal.equinix.com/ is on the clipboard');
  expect(terminal.clipboard()).toBe('https://portal.equinix.com/');
  expect(existsSync(join(home, 'opened'))).toBe(false);
});
