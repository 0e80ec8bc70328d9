import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {makeHome} from '../../support/start-console.ts';

test('an engineer writes the next step, and hands over to clipboard and file', async () => {
  const home = makeHome();
  const file = join(home, 'shift.md');
  await using app = await openConsole({home});
  const {terminal} = app;
  await selectTicket(terminal, '1-204976070710');
  terminal.press(keyOf('handover'));
  await terminal.waitForText('Hand-over, plain text');
  await terminal.waitForText('Next: not said');

  // The next step.
  terminal.press(keyOf('handover.next'));
  await terminal.waitForText('Next step of 1-204976070710:');
  terminal.write('Electrician at 11:30');
  await terminal.waitForText('Electrician at 11:30');
  terminal.press(keyOf('line.accept'));
  await terminal.waitForText('Next: Electrician at 11:30');

  // Esc leaves what was there.
  terminal.press(keyOf('handover.next'));
  await terminal.waitForText('Next step of');
  terminal.write(' NOT THIS');
  await terminal.waitForText('NOT THIS');
  terminal.press(keyOf('line.cancel'));
  await terminal.waitForNoText('NOT THIS');
  expect(terminal.screen()).toContain('Next: Electrician at 11:30');

  // The clipboard.
  expect(terminal.clipboard()).toBeUndefined();
  terminal.press(keyOf('handover.copy'));
  await terminal.waitForText('is on the clipboard');
  expect(terminal.clipboard()).toMatch(/^Hand-over, .*: 1 ticket, /);
  expect(terminal.clipboard()).toContain('  Next: Electrician at 11:30\n');

  // Markdown, in a file that is there for its owner alone, and never over another.
  terminal.press(keyOf('handover.format'));
  await terminal.waitForText('Hand-over, Markdown');
  for (const words of ['Saved in', 'is there already']) {
    terminal.press(keyOf('handover.save'));
    await terminal.waitForText('Save as:');
    for (let count = 0; count < 40; count++) terminal.press('backspace');
    terminal.write(file);
    await terminal.waitForText('shift.md');
    terminal.press(keyOf('line.accept'));
    await terminal.waitForText(words);
  }
  expect(readFileSync(file, 'utf8')).toContain('- **Next:** Electrician at 11:30');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what is typed as the next step survives a lost connection', async () => {
  const home = makeHome();
  await using first = await openConsole({home, ownProcess: true});
  await selectTicket(first.terminal, '1-204976070710');
  first.terminal.press(keyOf('handover'));
  await first.terminal.waitForText('Next: not said');
  first.terminal.press(keyOf('handover.next'));
  await first.terminal.waitForText('Next step of');
  first.terminal.write('half a sent');
  await first.terminal.waitForText('half a sent');
  first.terminal.kill('SIGKILL');
  await first.terminal.waitForExit();

  await using second = await openConsole({home, sandbox: first.sandbox});
  await second.terminal.waitForText(/\d+ of \d+/);
  second.terminal.press(keyOf('handover'));
  await second.terminal.waitForText('Next: half a sent');
});
