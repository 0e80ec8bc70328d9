import {COMPOSER} from '../../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf, type CommandId} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {SIGNED_OUT} from '../../support/signed-out.ts';
import {openConsole} from '../../support/open-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

/** The terminal's own cursor is seen, and stands right behind this text. */
async function expectCaretBehind(terminal: TerminalDriver, text: string): Promise<void> {
  await terminal.waitFor(`the caret behind ${JSON.stringify(text)}`, () => {
    const {x, y} = terminal.frame().cursor;
    return !terminal.modes().cursorHidden && terminal.row(y).padEnd(80).slice(0, x).endsWith(text);
  });
}

/** Types, and edits it as in readline: what remains is `alpha gamma`, the caret behind `alpha `. */
async function writeAndEdit(terminal: TerminalDriver, label: string): Promise<void> {
  terminal.write('lpha beta gamma');
  await expectCaretBehind(terminal, `${label}lpha beta gamma`);
  terminal.press('home');
  await expectCaretBehind(terminal, label);
  terminal.write('a');
  terminal.press('end');
  await expectCaretBehind(terminal, `${label}alpha beta gamma`);
  terminal.press('alt-b');
  await expectCaretBehind(terminal, `${label}alpha beta `);
  terminal.press('ctrl-w');
  await expectCaretBehind(terminal, `${label}alpha `);
  await terminal.waitForText(`${label}alpha gamma`);
  terminal.press('alt-f');
  terminal.press('alt-backspace');
  await expectCaretBehind(terminal, `${label}alpha `);
  terminal.press('ctrl-u');
  await expectCaretBehind(terminal, label);
  await terminal.waitForNoText(`${label}alpha`);
}

const LINES: readonly (readonly [string, readonly CommandId[], string])[] = [
  ['the filter', ['filter.open'], ' / '],
  ['the palette', ['palette'], ' : '],
  ['the search', ['search.open'], 'Words: '],
  ['the search on the service', ['remote.open'], 'Search: '],
  ['the form of a new ticket', ['ticket.new'], 'What is wrong '],
  // Last: Esc leads back to the keys of the screen.
  ['the help', ['help', 'email.find'], 'Find: '],
];

test('a line to write in is edited with the keys of readline, and the terminal’s cursor is its caret', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  expect(terminal.modes().cursorHidden).toBe(true);
  for (const [name, keys, label] of LINES) {
    for (const id of keys) terminal.press(keyOf(id));
    await terminal.waitFor(name, () => !terminal.modes().cursorHidden);
    await writeAndEdit(terminal, label.trimEnd() === 'What is wrong' ? ' ' : label);
    terminal.press('esc');
    await terminal.waitFor('the list without a caret', () => terminal.modes().cursorHidden);
  }
});

// Also proven by stories/write.ts; one field is the test before, and all are the same component.
longTest(
  'in dialogs, too: composer, the id that confirms, the number of tickets, where to save',
  async () => {
    await using app = await openConsole();
    const {terminal} = app;
    await terminal.waitForText('ACTION');
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(COMPOSER);
    terminal.write('two words');
    await expectCaretBehind(terminal, '│ two words');
    terminal.press('alt-b');
    await expectCaretBehind(terminal, '│ two ');
    terminal.press(keyOf('write.close'));
    await terminal.waitForNoText(COMPOSER);
    terminal.press(keyOf('ticket.cancel'));
    await terminal.waitForText('Reason');
    terminal.press(keyOf('field.next'));
    await writeAndEdit(terminal, 'confirm: ');
    terminal.press(keyOf('write.close'));
    await terminal.waitForNoText('Reason');
    terminal.press(keyOf('mark.toggle'));
    terminal.press(keyOf('mark.toggle'));
    await terminal.waitForText('2 marked');
    terminal.pressAll(keyOf('bulk.export').split(' '));
    await terminal.waitForText('Folder:');
    terminal.press('ctrl-u');
    await writeAndEdit(terminal, 'Folder: ');
  },
);

test('a secret is masked, and edited as any other line', async () => {
  await using app = await openConsole({env: SIGNED_OUT});
  const {terminal} = app;
  await terminal.waitForText('Client id');
  terminal.write('an-id');
  await expectCaretBehind(terminal, 'an-id');
  terminal.press(keyOf('signin.next'));
  terminal.write('s3cret');
  await expectCaretBehind(terminal, '******');
  terminal.press('home');
  terminal.press('delete');
  await terminal.waitForText('The secret has 5 characters.');
  await expectCaretBehind(terminal, 'Client secret  ');
  expect(terminal.screen()).not.toContain('3cret');
});
