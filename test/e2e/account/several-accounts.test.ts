import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openConsole} from '../../support/open-console.ts';
import {twoAccounts} from '../../support/two-accounts.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

/** A ticket that both accounts have. */
const TICKET = '11150929';

test('several accounts in one list: each ticket with its own rights, and a note goes where its frame says', async () => {
  const {prod, lab, config, env} = await twoAccounts({tickets: 16});
  await using app = await openConsole({config, env, args: ['--profile', 'all'], cols: 120, rows: 36});
  const {terminal} = app;
  await terminal.waitForText(new RegExp(`prod +${TICKET}`));
  await terminal.waitForText(new RegExp(`lab +${TICKET}`));
  // Who failed to sign in is named, and the others go on.
  await terminal.waitForText('new: Not signed in');

  // The filter, and the same number in either account: Enter opens the one of the account that is named.
  await openTicketOf(terminal, 'prod');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(` to prod/${TICKET}`);
  terminal.write('for prod alone');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note to arrive', () => notesIn(prod).length > 0);
  expect(notesIn(prod)).toHaveLength(1);
  expect(notesIn(lab)).toEqual([]);
  terminal.press(keyOf('back'));
  await terminal.waitForText('/ filter');

  // The other account is read-only.
  await openTicketOf(terminal, 'lab');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText('The profile lab is read-only');

  // A new ticket is for one account, which is asked for: only those that may write are offered.
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('New ticket: in which account?');
  await terminal.waitForNoText('lab  ');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText('New ticket 1 of');
  await terminal.waitForText(/custom.*prod/);

  // Left unsent it is a draft, and the list of all is there again as it was.
  terminal.press(keyOf('form.close'));
  await terminal.waitForText(`lab/${TICKET} ·`);
  await terminal.waitForText('prod+lab+new');
});

test('an account that was refused is marked where one signs in, and looked at again by the key for it', async () => {
  const {lab, config, env} = await twoAccounts({tickets: 16});
  const file = join(mkdtempSync(join(tmpdir(), 'casedeck-')), 'credential');
  const sign = (secret: string) =>
    writeFileSync(file, JSON.stringify({client_id: lab.clientId, client_secret: secret}), {mode: 0o600});
  sign('an-old-secret');
  const own = config.replace(
    /(?<=\[profiles\.lab\][^[]*)credential_command = .*/,
    `credential_command = ["cat", "${file}"]`,
  );
  await using app = await openConsole({
    config: own,
    env,
    args: ['--profile', 'prod,lab'],
    cols: 120,
    rows: 36,
  });
  const {terminal} = app;
  await terminal.waitForText(new RegExp(`prod +${TICKET}`));
  await terminal.waitForText(/lab: The service refused/);
  terminal.press(keyOf('signin.open'));
  await terminal.waitForText(/lab +not signed in/);
  expect(terminal.screen()).not.toMatch(/prod +not signed in/);
  terminal.press(keyOf('back'));
  await terminal.waitForNoText('Sign in: to which account?');
  sign(lab.clientSecret);
  terminal.press(keyOf('refresh'));
  await terminal.waitForText(new RegExp(`lab +${TICKET}`));
  await terminal.waitForNoText('lab: The service refused');
});

test('without --read-only nobody is told to leave it out, and with it they are', async () => {
  await using app = await openConsole({args: ['--read-only'], cols: 120});
  const {terminal} = app;
  await terminal.waitForText('/ filter');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText(
    'This profile is read-only: nothing is written. Leave out --read-only to write.',
  );
});

test('what waits in the outbox goes on where its account is shown alone: no words of an end', async () => {
  const {prod, config, env} = await twoAccounts({tickets: 16});
  await using app = await openConsole({config, env, args: ['--profile', 'prod,lab'], cols: 120, rows: 36});
  const {terminal} = app;
  await terminal.waitForText(new RegExp(`prod +${TICKET}`));
  await openTicketOf(terminal, 'prod');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(` to prod/${TICKET}`);
  prod.setFaults([{operation: '*', status: 503}]);
  terminal.write('waits for its service');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('prod: The service');
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText('All of them together');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(/custom.*prod/);
  await terminal.settled(500);
  expect(terminal.screen()).not.toContain('Not sent yet');
});

async function openTicketOf(terminal: TerminalDriver, account: string): Promise<void> {
  terminal.press(keyOf('filter.open'));
  terminal.write(`account:${account} ${TICKET}`);
  await terminal.waitForText(`Open ${account}/${TICKET}`);
  terminal.press('enter');
  await terminal.waitForText(`${account}/${TICKET} ·`);
}

function notesIn(sandbox: {readonly log: () => readonly {readonly operation?: string | undefined}[]}) {
  return sandbox.log().filter(({operation = ''}) => /^add.*Note$/.test(operation));
}
