import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openConsole} from '../../support/open-console.ts';
import {openTicket} from '../../support/find-ticket.ts';
import type {Console} from '../../support/start-console.ts';
import {longTest, often} from '../../support/long.ts';

// The long version waits as long as people do.
const CONFIG = `[refresh]\nnotices = ${often(1, 60)}\n`;
const WAIT = {timeout: often(20_000, 75_000)};
const ID = 'GBL000000000001';

function incident({sandbox}: Pick<Console, 'sandbox'>, change: {status: string; end?: number}): void {
  sandbox.notices.put({
    id: ID,
    notificationNumber: '5-1',
    type: 'IBX_INCIDENT',
    ibxs: ['SV5'],
    start: Date.now() - 60_000,
    summary: 'UPS B-2 on bypass\u001B[2J',
    text: 'Feed B runs on the reserve bus.',
    mails: [],
    ...change,
  });
}

test(
  'an incident that begins while the console is open is seen in list, form and ticket, and so is its end',
  {timeout: 240_000},
  async () => {
    await using app = await openConsole({config: CONFIG, cols: 120, rows: 36});
    const {terminal, sandbox} = app;
    await terminal.waitFor('the first look', () =>
      sandbox.log().some(({operation}) => operation === 'searchNotices'),
    );
    await terminal.waitForText(/1 of \d+/);
    expect(terminal.screen()).not.toContain('Incident at SV5');

    incident(app, {status: 'NEW'});
    await terminal.waitForText(/^ Incident at SV5 since \d\d:\d\d: UPS B-2 on bypass/m, WAIT);
    terminal.press(keyOf('ticket.new'));
    await terminal.waitForText('Power / Total power outage');
    terminal.write('partial power');
    await terminal.waitForNoText('Total power outage');
    terminal.press('enter');
    await terminal.waitForText('of 4000 characters');
    terminal.press('tab');
    await terminal.waitForText('cage in SV5');
    // Nothing stands in the form before the site is known.
    expect(terminal.find('│ Incident at SV5')).toBeUndefined();
    terminal.write('sv5:');
    await terminal.waitForText('│ Incident at SV5 since');
    terminal.press('esc');
    await openTicket(terminal, '1-204976070710');
    await terminal.waitForText(/│ Incident at SV5 since \d\d:\d\d: UPS B-2/);

    terminal.press(keyOf('notices'));
    await terminal.waitForText('Running now');
    await terminal.waitForText(/●Incident +SV5 .*█/);
    terminal.press(keyOf('notices.open'));
    await terminal.waitForText('Feed B runs on the reserve bus.');
    terminal.pressAll(['esc', 'esc']);
    // Who has read of it needs no line above every screen.
    await terminal.waitForText('[Time');
    await terminal.waitForNoText(/^ Incident at SV5/m);
    incident(app, {status: 'RESOLVED', end: Date.now()});
    await terminal.waitForText(/│ Incident at SV5 .*\(resolved\)/, WAIT);
  },
);

test('without the permission notices are off: said where they would be, and nowhere else', async () => {
  await using app = await openConsole({
    config: CONFIG,
    sandbox: {faults: [{operation: 'searchNotices', status: 403}]},
  });
  const {terminal, sandbox} = app;
  await terminal.waitFor('the look', () =>
    sandbox.log().some(({operation}) => operation === 'searchNotices'),
  );
  await terminal.waitForText(/1 of \d+/);
  expect(terminal.screen()).not.toMatch(/permission|Notices/);
  terminal.press(keyOf('notices'));
  await terminal.waitForText('Notices are off');
  await terminal.waitForText(/IBX Services\s+│?\s*│?\s*Notifications/);
  expect(sandbox.log().filter(({operation}) => operation === 'searchNotices')).toHaveLength(1);
});

// Also proven by docs/screens holds the view, test/docs draws it in ASCII and without colour.
longTest('on a small screen without colour and in ASCII the view says the same', async () => {
  await using app = await openConsole({cols: 40, rows: 10, env: {LANG: 'C', NO_COLOR: '1'}});
  const {terminal} = app;
  await terminal.waitForText(/1 of \d+/);
  terminal.press(keyOf('notices'));
  await terminal.waitForText('Running now');
  await terminal.waitForText(/Mai FR5/);
  // oxlint-disable-next-line no-control-regex -- everything that is ASCII
  expect(terminal.screen()).toMatch(/^[\u0000-\u007F]*$/);
  terminal.press(keyOf('notices.open'));
  await terminal.waitForText('Notice: ');
});
