import {composerOf} from '../../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket, selectTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS, makeHome, type Console} from '../../support/start-console.ts';
import {longTest} from '../../support/long.ts';

const ID = '1-204976070690';

test('the id is asked for where the caret is, and as a reason it is refused with words', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await selectTicket(terminal, 'SFP in sv-leaf-09');
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText(`Cancel ${ID}`);
  expect(terminal.screen()).not.toContain('Type the id');
  terminal.write(ID);
  await terminal.waitForText('14 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('is a number and no reason');
  terminal.press(keyOf('field.next'));
  await terminal.waitForText('Type the id to confirm:');
  terminal.write(ID);
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('is a number and no reason');
  expect(sandbox.log().some(({operation}) => operation === 'cancelTicket')).toBe(false);
});

// Also proven by reading/fields.test.ts; the component is the same.
longTest(
  'search, and the list of commands, begin with the last words: typing replaces them, an arrow keeps them',
  async () => {
    await using app = await openConsole({sandbox: ALL_TICKETS});
    const {terminal} = app;
    await terminal.waitForText(/\d+ of \d+/);
    const search = async () => {
      terminal.press(keyOf('search.open'));
      await terminal.waitForText('┌ Search in everything');
    };
    const leave = async () => {
      terminal.press('esc');
      await terminal.waitForText('┌ Open ─');
    };
    await search();
    terminal.write('reseat');
    await terminal.waitForText('Words: reseat');
    await leave();
    await search();
    await terminal.waitForText('Words: reseat');
    terminal.write('cage');
    await terminal.waitForText('Words: cage');
    expect(terminal.screen()).not.toContain('reseatcage');
    await leave();
    await search();
    terminal.press('left');
    terminal.write('X');
    await terminal.waitForText('Words: cagXe');
    await leave();
    terminal.press(keyOf('palette'));
    terminal.write('overview');
    await terminal.waitForText(': overview');
    await leave();
    terminal.press(keyOf('palette'));
    await terminal.waitForText(': overview');
    terminal.write('log');
    await terminal.waitForText(': log');
  },
);

test('a filter of yesterday is loud, and the first frame after a crash says that a draft waits', async () => {
  const home = makeHome();
  const first = await openConsole({sandbox: ALL_TICKETS, home, ownProcess: true});
  const {terminal} = first;
  await openTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf('11150929'));
  terminal.write('Half a thought');
  await terminal.waitForText('draft saved');
  terminal.kill('SIGKILL');
  await terminal.waitForExit();
  await first.close();

  await using second = await openConsole({sandbox: ALL_TICKETS, home});
  await second.terminal.waitForText('1 of 43, filtered: Esc shows all');
  expect(second.terminal.screen()).toContain('A draft waits: a reply to 11150929');
  expect(second.terminal.row(0)).toContain('6 Drafts 1');
  second.terminal.press(keyOf('filter.clear'));
  await second.terminal.waitForNoText('filtered');
});

/** A form with code and description, in its third field. */
async function begin({terminal}: Console): Promise<void> {
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('Power / Total power outage');
  terminal.write('0002-0000');
  await terminal.waitForNoText('Partial power');
  terminal.press('enter');
  await terminal.waitForText('of 4000');
  terminal.write('All dark.');
}

// Also proven by test/domain/new-ticket-form.test.ts.
longTest('Enter takes the first place of the list, as it takes the first code', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 100, rows: 40});
  const {terminal} = app;
  await begin(app);
  terminal.press('tab');
  await terminal.waitForText('cage in SV5');
  terminal.write('sv5:02');
  await terminal.waitForText(/Cage +sv5:02/);
  await terminal.waitForText('SV5:02:000510:0205');
  terminal.press('enter');
  await terminal.waitForText(/Cage +SV5:02:000510/);
});

test('what the code needs is marked and asked for; Esc goes back to where one was, a refusal to the field it names', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, rows: 30});
  const {terminal, sandbox} = app;
  await begin(app);
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('Cage*');
  await terminal.waitForText('Cage is needed for 0002-0000');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('The request, as it goes out');
  terminal.press(keyOf('review.back'));
  await terminal.waitForText('New ticket 3 of 8');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('The request, as it goes out');
  terminal.press(keyOf('review.send'));
  await terminal.waitForText('is required for this code');
  await terminal.waitForText('New ticket 3 of 8');
  await terminal.waitForText('All dark.');
  expect(sandbox.log().filter(({operation}) => operation === 'createTicket')).toHaveLength(1);
});
