import {composerOf} from '../../support/composer-title.ts';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf, type CommandId} from '../../../src/keys/keymap.ts';
import {filterToOne, openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS, makeHome} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

/** Presses the keys of a command, one after the other where there are several. */
function press(terminal: TerminalDriver, id: CommandId): void {
  terminal.pressAll(keyOf(id).split(' '));
}

async function filter(terminal: TerminalDriver, text: string): Promise<void> {
  press(terminal, 'filter.open');
  await terminal.waitForText(' / ');
  terminal.write(text);
}

test('the filter line understands keys, completes them, says what it does not understand, and is kept for the next start', async () => {
  const home = makeHome();
  const first = await openConsole({home});
  const {terminal} = first;
  await untilAllRead(first);
  await filter(terminal, 'stat');
  press(terminal, 'filter.complete');
  // What is only begun is no mistake: the values that could come are named.
  await terminal.waitForText(/ status:action .*\n \/ status:/);
  terminal.write('zz');
  await terminal.waitForText('there is no status "zz"');
  terminal.pressAll(['backspace', 'backspace', 'a', 'c']);
  press(terminal, 'filter.complete');
  await terminal.waitForText('/ status:action');
  terminal.write('age:>1h');
  press(terminal, 'filter.done');
  await terminal.waitForText('┌ Open / status:action age:>1h ─');
  // The list has the keys again: the filter is kept by now.
  await terminal.waitForText(/ c (note|answer) /);
  // The ticket under the cursor stays in its place until the cursor moves.
  press(terminal, 'move.down');
  await terminal.waitForNoText('SUBMITTED');
  expect(terminal.screen()).toMatch(/▸ ACTION/);
  await first.close();

  await using second = await openConsole({home});
  await second.terminal.waitForText('┌ Open / status:action age:>1h ─');
  press(second.terminal, 'filter.clear');
  await second.terminal.waitForText('┌ Open ─');
});

// Also proven by test/settings/settings-lines.test.ts and test/store/list.property.test.ts.
longTest('a view of the user is on its key with its own filter, order and columns', async () => {
  const config =
    '[views.quiet]\ntitle = "Quiet"\nslot = 8\nfilter = "status:open ibx:LD"\nsort = "id"\ncolumns = ["id", "summary", "age"]\n';
  await using app = await openConsole({config});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  press(terminal, 'view.8');
  await terminal.waitForText('┌ Quiet ─');
  await terminal.waitForText(/8 Quiet \d+/);
  expect(terminal.row(2)).toMatch(/^│▸ \d/);
});

// Also proven by stories/list.ts.
longTest('one IBX is chosen from a menu, and groups have headings that the cursor skips', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal} = app;
  await untilAllRead(app);
  press(terminal, 'view.5');
  await terminal.waitForText('┌ IBX ─');
  terminal.press('enter');
  await terminal.waitForText(/┌ [A-Z]{2}\d+ ─/);
  press(terminal, 'view.1');
  await terminal.waitForText('┌ Open ─');
  press(terminal, 'group.next');
  await terminal.waitForText('Grouped by IBX');
  expect(terminal.row(2)).toMatch(/^│ [A-Z]{2}\d+ ─/);
  press(terminal, 'move.first');
  terminal.pressAll(Array.from({length: 30}, () => keyOf('move.down')));
  await terminal.waitForText(/\b31 of \d+/);
  expect(terminal.find('▸')).toBeDefined();
});

test('a note goes to all marked tickets, those out of sight are named, and each result is shown', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await terminal.waitForText(/\d+ of \d+/);
  await filterToOne(terminal, 'reseat');
  press(terminal, 'filter.done');
  press(terminal, 'mark.toggle');
  await terminal.waitForText('1 marked');
  press(terminal, 'filter.clear');
  await terminal.waitForText('┌ Open ─');
  await filterToOne(terminal, 'ams-sw-14');
  press(terminal, 'filter.done');
  press(terminal, 'mark.toggle');
  await terminal.waitForText('2 marked');
  press(terminal, 'bulk.note');
  await terminal.waitForText('Note to 2 tickets');
  expect(terminal.screen()).toContain('not in this view');
  terminal.write('Please hold the work until noon.');
  press(terminal, 'write.send');
  await terminal.waitForText('2 done');
  for (const id of ['11150929', '11150988'])
    expect(
      sandbox.ticket(id)?.notes.filter(({text}) => text === 'Please hold the work until noon.'),
    ).toHaveLength(1);
});

test('cancelling several wants their number typed', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await terminal.waitForText(/\d+ of \d+/);
  await filterToOne(terminal, 'reseat');
  press(terminal, 'filter.done');
  press(terminal, 'mark.all');
  await terminal.waitForText('1 marked');
  press(terminal, 'bulk.cancel');
  await terminal.waitForText('Cancel 1 ticket');
  terminal.write('Not needed.');
  press(terminal, 'write.send');
  await terminal.waitForText('Type 1, the number of tickets');
  expect(sandbox.log().some(({operation}) => operation === 'cancelTicket')).toBe(false);
  terminal.write('1');
  await terminal.waitForText('to confirm: 1');
  press(terminal, 'write.send');
  await terminal.waitForText('1 done');
  expect(sandbox.ticket('11150929')?.status).toBe('CANCELLED');
});

// Also proven by stories/list.ts.
longTest('marked tickets are exported, each into a folder of its own', async () => {
  await using app = await openConsole();
  const {terminal, home} = app;
  await terminal.waitForText(/\d+ of \d+/);
  await filterToOne(terminal, 'reseat');
  press(terminal, 'filter.done');
  press(terminal, 'mark.toggle');
  press(terminal, 'bulk.export');
  await terminal.waitForText('Export 1 ticket');
  terminal.press('backspace');
  terminal.paste(home);
  await terminal.waitForText(`Folder: ${home}`.slice(0, 30));
  terminal.press('enter');
  await terminal.waitForText(/1 (done|failed)/);
  const folder = readdirSync(home).find((name) => name.startsWith('11150929')) ?? 'none';
  expect(existsSync(join(home, folder, 'ticket.txt'))).toBe(true);
});

// Also proven by stories/write.ts.
longTest('drafts are listed, gone on with, deleted and brought back', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, 'reseat');
  press(terminal, 'ticket.note');
  await terminal.waitForText(composerOf('11150929'));
  terminal.write('Half a thought');
  await terminal.waitForText('draft saved');
  press(terminal, 'write.close');
  await terminal.waitForNoText(composerOf('11150929'));
  press(terminal, 'back');
  await terminal.waitForText('┌ Open / reseat');
  press(terminal, 'view.6');
  await terminal.waitForText('┌ Drafts and outbox');
  await terminal.waitForText('Half a thought');
  press(terminal, 'outbox.delete');
  await terminal.waitForText('Nothing is being written');
  press(terminal, 'undo');
  await terminal.waitForText('Half a thought');
  press(terminal, 'open');
  await terminal.waitForText(composerOf('11150929'));
});

// Also proven by stories/list.ts.
longTest('search finds a word in a note and opens the ticket there', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  press(terminal, 'filter.open');
  await terminal.waitForText(' / ');
  press(terminal, 'filter.search');
  await terminal.waitForText('┌ Search in everything');
  terminal.write('reseat');
  await terminal.waitForText('11150929');
  terminal.press('enter');
  await terminal.waitForText(/┌ 11150929/);
  terminal.pressAll(['esc']);
  await terminal.waitForText('Words: reseat');
});

test('two commands on one key are an error at the start that names both places', async () => {
  await using app = await openConsole({config: '[keys.ticket]\nnote = "X"\ncancel = "X"\n'});
  const {terminal} = app;
  const {code} = await terminal.waitForExit();
  expect(code).not.toBe(0);
  expect(terminal.screen().replaceAll('\n', '')).toContain(
    'keys.ticket.note and keys.ticket.cancel are both "X"',
  );
});

// Also proven by test/settings/settings-rows.test.ts; words at the start: profiles.test.ts.
longTest('a command that does not exist is said at the start, and the rest works', async () => {
  await using app = await openConsole({config: '[keys]\n"ticket.fly" = "X"\n'});
  await app.terminal.waitForText(/keys\.ticket\.fly:\s+there\s+is\s+no\s+such\s+command/);
});
