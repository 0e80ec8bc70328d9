import {expect} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

// Also proven by stories/list.ts.
longTest('the page of a site: from a ticket, by its code, and a new ticket there', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal} = app;
  await openTicket(terminal, '1-204976070710');
  terminal.press(keyOf('site'));
  await terminal.waitForText('┌ SV5, Silicon Valley');
  await terminal.waitForText('there (UTC-');
  await terminal.waitForText('Contacts of its latest tickets');
  await terminal.waitForText(/SV5:\d\d/);
  expect(terminal.screen()).toContain('Open tickets (');
  terminal.press(keyOf('close'));
  await terminal.waitForText(/┌ (?:Open|1-204976070710)/);

  terminal.press(keyOf('palette'));
  terminal.write('site ld8');
  await terminal.waitForText('Site LD8');
  terminal.press('enter');
  await terminal.waitForText('┌ LD8, London');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('┌ New ticket');
  await terminal.waitForText('LD8');
});

// Also proven by stories/list.ts, and what is found: test/store/search.test.ts.
longTest('a serial number in any note is found with two keys and what is typed', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('11150988');
  if (ticket === undefined) throw new Error('the seeds have changed');
  const createdDateTime = new Date().toISOString();
  const note = {
    id: 'serial-1',
    type: 'RESOLUTION_NOTES',
    createdDateTime,
    text: 'Installed FXS-90441-Q.',
  } as const;
  sandbox.put({...ticket, updatedDateTime: createdDateTime, notes: [...ticket.notes, note]});
  await terminal.waitForText(/\d+ of \d+/);
  await untilAllRead(app);
  const keys = [keyOf('search.open'), keyOf('pick.choose')];
  terminal.press(keys[0] ?? '');
  await terminal.waitForText('┌ Search in everything');
  terminal.write('FXS-90441-Q');
  await terminal.waitForText('1 of 1');
  terminal.press(keys[1] ?? '');
  await terminal.waitForText(/┌ 11150988/);
  await terminal.waitForText('Installed FXS-90441-Q.');
  expect(keys).toHaveLength(2);
});
