import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import type {Console} from '../../support/start-console.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

/** Somebody at the service writes an e-mail to this ticket, and where wanted a note. */
function write({sandbox}: Console, id: string, subject: string, note?: string): void {
  const ticket = sandbox.ticket(id);
  const [email] = ticket?.emails ?? [];
  const [last] = ticket?.notes.slice(-1) ?? [];
  if (ticket === undefined || email === undefined || last === undefined)
    throw new Error(`nothing to copy in ${id}`);
  const createdDateTime = new Date().toISOString();
  const notes =
    note === undefined
      ? []
      : [{...last, id: `new-${id}`, text: note, type: 'RESOLUTION_NOTES' as const, createdDateTime}];
  sandbox.put({
    ...ticket,
    updatedDateTime: createdDateTime,
    notes: [...ticket.notes, ...notes],
    // As long as the service's own.
    emails: [...ticket.emails, {...email, id: `new-${id}`.padEnd(18, '0'), subject, createdDateTime}],
  });
}

test('u goes from what is new to what is new: through the tabs of a ticket, then to the next ticket', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await terminal.waitForText(/\d+ of \d+/);
  await untilAllRead(app);
  const [first = '', second = ''] = ['11150929', '11150871', '1-204976070710'].filter(
    (id) => (sandbox.ticket(id)?.emails.length ?? 0) > 0,
  );
  write(app, first, 'A door was ordered', 'Written just now');
  write(app, second, 'The other subject');
  await openTicket(terminal, second);
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('Not looked at yet: 1 new e-mail');
  terminal.press(keyOf('back'));
  await openTicket(terminal, first);
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('Written just now');
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('A door was ordered');
  // The filter shows this ticket only.
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('Nothing else is unread in this view.');
  terminal.press(keyOf('back'));
  terminal.press(keyOf('filter.clear'));
  await terminal.waitForNoText('filtered');
  terminal.press(keyOf('open'));
  await terminal.waitForText('[Time');
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('The other subject');
  expect(terminal.screen()).toContain(second);
  // It is longer than the screen: first the rest of it.
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('You can follow it');
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('Nothing else is unread in this view.');
});
