import {composerOf} from '../../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf, type CommandId} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';
import {longTest} from '../../support/long.ts';

function press(terminal: TerminalDriver, id: CommandId): void {
  terminal.pressAll(keyOf(id).split(' '));
}

test('the palette finds a command by its letters, says why another cannot be run, and runs it', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  press(terminal, 'palette');
  await terminal.waitForText('┌ Commands');
  terminal.write('qqzzqq');
  await terminal.waitForText('No command is called like that');
  terminal.press('ctrl-u');
  terminal.write('marks away');
  await terminal.waitForText('Nothing is marked.');
  terminal.press('ctrl-u');
  terminal.write('mark everything');
  await terminal.waitForText('Mark everything in this view');
  terminal.press('enter');
  await terminal.waitForText(/\d+ marked/);
});

// Also proven by test/screens/palette.test.ts; each command: every-command.test.ts.
longTest('the palette runs commands of what lies below it, and nothing typed there is lost', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, 'reseat');
  press(terminal, 'ticket.note');
  await terminal.waitForText(composerOf('11150929'));
  terminal.write('one two');
  press(terminal, 'palette.anywhere');
  await terminal.waitForText('┌ Commands');
  terminal.write('delete word left');
  await terminal.waitForText('Delete the word to the left');
  terminal.press('enter');
  await terminal.waitForText('4 of 4000');
});

test('in the help the keys of reading move until something is searched for', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  press(terminal, 'help');
  await terminal.waitForText('┌ Keys');
  await terminal.waitForText(/\b1 of \d+/);
  terminal.pressAll([keyOf('move.down'), keyOf('move.down')]);
  await terminal.waitForText(/\b3 of \d+/);
  press(terminal, 'move.last');
  await terminal.waitForText(/\b(\d+) of \1\b/);
  terminal.pressAll([keyOf('move.first'), keyOf('move.halfDown'), keyOf('move.halfUp')]);
  await terminal.waitForText(/\b1 of \d+/);
  press(terminal, 'email.find');
  await terminal.waitForText('Find: ');
  terminal.write('jump');
  await terminal.waitForText('Find: jump');
  terminal.press('esc');
  await terminal.waitForNoText('Find: ');
  press(terminal, 'close');
  await terminal.waitForText('┌ Open');
});

// Also proven by docs/screens (help); the key: stories/write.ts.
longTest('the keys of a place are told where a text is written, and in a menu', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, 'reseat');
  press(terminal, 'ticket.note');
  await terminal.waitForText(composerOf('11150929'));
  terminal.write('why?');
  await terminal.waitForText('4 of 4000');
  press(terminal, 'help.anywhere');
  await terminal.waitForText('┌ Keys');
  await terminal.waitForText('Attach files');
  expect(terminal.screen()).not.toContain('Filter the list');
  press(terminal, 'back');
  await terminal.waitForText('4 of 4000');
  press(terminal, 'write.template');
  await terminal.waitForText('┌ Templates');
  press(terminal, 'help');
  await terminal.waitForText('Choose what is marked');
});

test('help is searched by typing, with the keys of the user', async () => {
  await using app = await openConsole({config: '[keys]\n"move.first" = "g g"\n'});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  press(terminal, 'help');
  await terminal.waitForText('┌ Keys');
  press(terminal, 'email.find');
  terminal.write('first row');
  await terminal.waitForText('g g');
  terminal.press('esc');
  await terminal.waitForNoText('Find: ');
  terminal.press('esc');
  await terminal.waitForText('┌ Open');
  terminal.pressAll(['G', 'g']);
  terminal.press('g');
  await terminal.waitForText(/\b1 of \d+/);
});
