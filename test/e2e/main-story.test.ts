import {composerOf} from '../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {ONLY_ONE, openTicket, selectTicket} from '../support/find-ticket.ts';
import {openConsole} from '../support/open-console.ts';
import {ALL_TICKETS} from '../support/start-console.ts';

const NOTE = 'Please reseat line card 3 again.';
const REASON = 'Opened twice, see the other one.';

test('an engineer finds a ticket, reads it, writes a note, cancels another, and the service has both', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, ownProcess: true});
  const {terminal, sandbox} = app;
  await terminal.waitForText('ACTION');

  // Finds it and reads it: notes first, then its e-mail.
  await openTicket(terminal, 'reseat line card');
  await terminal.waitForText('Pictures taken');
  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText('[E-mails 1]');
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
  terminal.press(keyOf('back'));
  await terminal.waitForText('[E-mails 1]');

  // Writes a note.
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf('11150929'));
  terminal.write(NOTE);
  await terminal.waitForText(`${NOTE.length} of 4000`);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(composerOf('11150929'));
  terminal.press(keyOf('tab.previous'));
  await terminal.waitForText(NOTE);
  await terminal.waitFor('the note at the service', () => notesOf('11150929').includes(NOTE));
  await terminal.waitForNoText('sending');

  // Cancels another.
  terminal.press(keyOf('back'));
  await terminal.waitForText(ONLY_ONE);
  terminal.press(keyOf('filter.clear'));
  await terminal.waitForNoText(ONLY_ONE);
  await selectTicket(terminal, 'SFP in sv-leaf-09');
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText('Cancel 1-204976070690');
  await terminal.waitForText('182389736');
  terminal.write(REASON);
  await terminal.waitForText(`${REASON.length} of 4000`);
  terminal.press(keyOf('field.next'));
  terminal.write('1-204976070690');
  await terminal.waitForText('confirm: 1-204976070690');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the cancellation at the service',
    () => sandbox.ticket('1-204976070690')?.status === 'CANCELLED',
  );
  await terminal.waitForNoText('Cancel 1-204976070690');
  await terminal.waitForText('Nothing here matches');

  const writes = sandbox.log().filter(({method, path}) => method === 'POST' && path.includes('/support/'));
  expect(writes.map(({operation, path, body}) => [operation, path, body])).toEqual([
    ['addCaseNote', '/support/v1/tickets/11150929/notes', {text: NOTE}],
    ['cancelTicket', '/support/v2/tickets/1-204976070690/cancel', {reason: REASON}],
  ]);

  function notesOf(id: string): readonly string[] {
    return sandbox.ticket(id)?.notes.map((note) => note.text) ?? [];
  }
});
