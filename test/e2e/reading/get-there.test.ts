import {composerOf} from '../../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';
import {longTest} from '../../support/long.ts';

/** Order history does not list it. */
const UNLISTED = '11147093';
const WORDS = new RegExp(`┌ ${UNLISTED} [^─]`);

test('a number said on the phone opens its ticket from the filter line, and is followed from then on', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  terminal.press(keyOf('filter.open'));
  // As a chat writes it: in a sentence, with a hyphen and a zero-width blank that nobody sees.
  terminal.write(`see \u200B${UNLISTED} please`);
  await terminal.waitForText(`Open ${UNLISTED} (not in the list: from the service)`);
  await terminal.waitForText(/↵ open it {2}Esc/);
  // The list says no more than that: what can be done stands below.
  await terminal.waitForText(/Nothing here matches\. +│/);
  terminal.press(keyOf('filter.done'));
  await terminal.waitForText(WORDS);
  terminal.press(keyOf('back'));
  await terminal.waitForText('┌ Open ─');
  terminal.press(keyOf('palette'));
  terminal.paste(UNLISTED);
  await terminal.waitForText(new RegExp(`▸?.*Open ${UNLISTED} +.*Invoice`));
  terminal.press('enter');
  await terminal.waitForText(WORDS);
  expect(app.sandbox.log().filter(({path}) => path.includes(UNLISTED)).length).toBeGreaterThan(0);
});

// Also proven by test/commands/read/asked-number.test.ts.
longTest('what cannot be opened says so in words: no such ticket, and none that one may see', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24});
  const {terminal, sandbox} = app;
  await terminal.waitForText(/\d+ of \d+/);
  terminal.press(keyOf('palette'));
  terminal.write('99999999');
  await terminal.waitForText('Open 99999999 (not in the list: from the service)');
  terminal.press('enter');
  await terminal.waitForText('99999999 cannot be opened:');
  await terminal.waitForText(/goes back/);
  terminal.press(keyOf('back'));
  const other = sandbox.ticket('11150013');
  if (other === undefined) throw new Error('the sandbox has no such ticket');
  sandbox.put({...other, foreign: true});
  terminal.press(keyOf('palette'));
  terminal.write('11150013');
  await terminal.waitForText('Open 11150013 (not in the list');
  terminal.press('enter');
  await terminal.waitForText(/11150013 cannot be opened: .*permi/s);
});

test('a pasted text opens the one known ticket that it names, offers others, and says where there is none', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  terminal.paste('nothing of that kind\n');
  await terminal.waitForText('No number of a ticket stands in what was pasted');
  terminal.paste('the ticket 1‑204976070710 again');
  await terminal.waitForText('[Timeline');
  await terminal.waitForText('Technician on site');
  terminal.press(keyOf('back'));
  await terminal.waitForText('┌ Open');
  terminal.paste(`${UNLISTED} and 1‑204976070710`);
  await terminal.waitForText('┌ Commands');
  await terminal.waitForText(`Open ${UNLISTED} (not in the list`);
  await terminal.waitForText('Open 1-204976070710 ');
  terminal.press('enter');
  await terminal.waitForText(WORDS);
});

test('casedeck open begins at the ticket, whether or not order history lists it', async () => {
  await using app = await openConsole({
    sandbox: ALL_TICKETS,
    cols: 80,
    rows: 24,
    args: ['open', `ticket ${UNLISTED}`],
  });
  await app.terminal.waitForText(WORDS);
});

test('the ticket of before and back, and the places where one was', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24});
  const {terminal} = app;
  await openTicket(terminal, '1-204976070710');
  terminal.pressAll([keyOf('back'), keyOf('filter.clear')]);
  await terminal.waitForText('┌ Open ─');
  await openTicket(terminal, '11150929');
  await terminal.waitForText('┌ 11150929');
  terminal.press(keyOf('place.ticket'));
  await terminal.waitForText('┌ 1-204976070710');
  terminal.press(keyOf('place.ticket'));
  await terminal.waitForText('┌ 11150929');
  // As terminals with the protocol of kitty and those with modifyOtherKeys tell the same key.
  terminal.write('\u001B[54:94;6u');
  await terminal.waitForText('┌ 1-204976070710');
  terminal.write('\u001B[27;5;94~');
  await terminal.waitForText('┌ 11150929');
  terminal.press(keyOf('place.back'));
  await terminal.waitForText('┌ Open');
  terminal.press(keyOf('place.back'));
  await terminal.waitForText('┌ 1-204976070710');
  terminal.pressAll([keyOf('place.forward'), keyOf('place.forward')]);
  await terminal.waitForText('┌ 11150929');
  for (let at = 0; at < 9; at += 1) terminal.press(keyOf('place.forward'));
  await terminal.waitForText('This is where you were last');
  // What lay below it then is below it again.
  terminal.press(keyOf('back'));
  await terminal.waitForText('┌ Open');
});

// Also proven by stories/list.ts, and how it is drawn: test/screens/panes.test.ts.
longTest(
  'two tickets side by side: each scrolls by itself, Tab goes to the other, and a narrow terminal keeps one',
  async () => {
    await using app = await openConsole({sandbox: ALL_TICKETS, cols: 140, rows: 30});
    const {terminal} = app;
    await openTicket(terminal, '1-204976070710');
    await terminal.waitForText('┌ 1-204976070710');
    terminal.pressAll([keyOf('back'), keyOf('filter.clear')]);
    await openTicket(terminal, '11150929');
    await terminal.waitForText('┌ 11150929');
    terminal.press(keyOf('ticket.beside'));
    await terminal.waitForText(/┌ 1-204976070710 .*┌ 11150929 /);
    terminal.press(keyOf('pane.next'));
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(composerOf('1-204976070710'));
    terminal.press(keyOf('write.close'));
    await terminal.waitForText(/┌ 1-204976070710 .*┌ 11150929 /);
    terminal.resize(100, 30);
    await terminal.waitForText('┌ 1-204976070710');
    await terminal.waitForNoText('┌ 11150929');
    terminal.resize(140, 30);
    await terminal.waitForText(/┌ 1-204976070710 .*┌ 11150929 /);
    terminal.press(keyOf('ticket.beside'));
    await terminal.waitForNoText('┌ 11150929');
  },
);

// Also proven by test/domain/ticket-links.test.ts; the key: stories/ticket.ts.
longTest('numbers in notes and e-mails are links beside the addresses', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24});
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('1-204976070710');
  const [note] = ticket?.notes ?? [];
  if (ticket === undefined || note === undefined) throw new Error('the sandbox has no such ticket');
  const text = `The same as ${UNLISTED}, see https://docs.equinix.com/power/.`;
  sandbox.put({...ticket, notes: [...ticket.notes, {...note, id: 'linked', text}]});
  await openTicket(terminal, '1-204976070710');
  await terminal.waitForText('The same as');
  terminal.press(keyOf('email.link'));
  await terminal.waitForText('[1] https://docs.equinix.com/power/');
  await terminal.waitForText(`[2] Open ${UNLISTED} (not in the list: from the service)`);
  terminal.write('2');
  terminal.press('enter');
  await terminal.waitForText(WORDS);
});
