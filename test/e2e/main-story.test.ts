import {expect, test} from 'vitest';
import {keyOf} from '../../src/keymap.ts';
import {openConsole} from '../support/open-console.ts';

test('an engineer finds a ticket, reads it, writes a note, cancels another, and the service has both', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await terminal.waitForText('ACTION');

  // Find it.
  terminal.press(keyOf('filter.open'));
  terminal.write('reseat');
  await terminal.waitForText('1 of 1');
  terminal.press('enter');
  terminal.press(keyOf('open'));
  await terminal.waitForText('[Notes');

  // Write a note.
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText('Note to 11150929');
  terminal.write('Please reseat line card 3 again.');
  await terminal.waitForText('32 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText('Note to 11150929');
  await terminal.waitForText('Please reseat line card 3 again.');
  await terminal.waitFor('the note at the service', () =>
    sandbox.ticket('11150929')?.notes.some((note) => note.text === 'Please reseat line card 3 again.') === true,
  );
  const sent = sandbox.log().filter((request) => request.method === 'POST' && request.path.includes('/notes'));
  expect(sent).toHaveLength(1);
  expect(sent[0]?.operation).toBe('addCaseNote');
});
