import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';

const CASE = '11150871';

test('a private note stands in the conversation, is found, and never reaches the service', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await openTicket(terminal, CASE);
  terminal.press(keyOf('ticket.remark'));
  await terminal.waitForText(`Private note on ${CASE}`);
  terminal.write('Spoke to the site, serial ZX81-42 comes at 6.');
  await terminal.waitForText('45 of 200000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('Equinix never gets it.');
  await terminal.waitForText('private note');
  await terminal.waitForText('serial ZX81-42');
  expect(JSON.stringify(sandbox.log())).not.toContain('ZX81');
});

// Also proven by composer.test.ts: the same composer.
longTest('what was begun and left is a draft, and goes on where it was', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, CASE);
  terminal.press(keyOf('ticket.remark'));
  await terminal.waitForText(`Private note on ${CASE}`);
  terminal.write('Half a thought');
  await terminal.waitForText('14 of 200000');
  terminal.press(keyOf('write.close'));
  await terminal.waitFor('the dialog gone', () => !terminal.screen().includes('Private note on'));
  terminal.press(keyOf('ticket.remark'));
  await terminal.waitForText('Half a thought');
});

// Also proven by test/commands/write/remark-snooze.test.ts and test/store/tickets.test.ts; the key: stories/ticket.ts.
longTest('a snoozed ticket leaves the list until its time, and is shown by its view', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, CASE);
  terminal.press(keyOf('ticket.snooze'));
  await terminal.waitForText(`Snooze ${CASE}`);
  terminal.write('2h');
  await terminal.waitForText('out of sight until');
  terminal.press(keyOf('pick.choose'));
  await terminal.waitForText(`${CASE}: out of sight until`);
  terminal.press(keyOf('back'));
  await terminal.waitForText('Open');
  terminal.press(keyOf('view.8'));
  await terminal.waitForText('Snoozed');
  await terminal.waitForText(CASE);
  terminal.press(keyOf('ticket.snooze'));
  await terminal.waitForText(`Snooze ${CASE}`);
  terminal.write('off');
  terminal.press(keyOf('pick.choose'));
  await terminal.waitForText(`${CASE}: back in the list`);
});
