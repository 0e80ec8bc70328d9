import {expect, test} from 'vitest';
import {VIEWS} from '../../../src/domain/views.ts';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {longTest} from '../../support/long.ts';

const writesTo = (id: string) => `/${id}/notes`;

test('a ticket that takes no changes and waits for an answer takes a note and an answer', async () => {
  await using app = await openConsole({cols: 110, rows: 40});
  const {terminal, sandbox} = app;
  const id = '1-204976070301';
  await openTicket(terminal, id);
  await terminal.waitForText('waits for your answer');
  for (const [key, title, text] of [
    ['ticket.note', 'Answer to', 'Ports 47 and 48 first.'],
    ['ticket.reply', 'Answer to', 'Yes, all of them.'],
  ] as const) {
    terminal.press(keyOf(key));
    await terminal.waitForText(`${title} ${id}`);
    await terminal.waitForText('takes no changes, and that it waits for an answer');
    terminal.write(text);
    await terminal.waitForText(`${text.length} of 4000`);
    terminal.press(keyOf('write.send'));
    await terminal.waitForNoText(`${title} ${id}`);
    await terminal.waitFor('the note on the service', () => sandbox.ticket(id)?.notes.at(-1)?.text === text);
  }
});

// Also proven by test/commands/write/note-flags.test.ts.
longTest(
  'a note where the service says no, and one to a ticket that has ended, take one more key',
  async () => {
    await using app = await openConsole({cols: 110, rows: 40});
    const {terminal, sandbox} = app;
    const id = '1-204976070702';
    const ticket = sandbox.ticket(id);
    if (ticket === undefined) throw new Error(`no ${id}`);
    sandbox.put({...ticket, modifiable: false});
    const sent = () =>
      sandbox.log().filter(({method, path}) => method === 'POST' && path.endsWith(writesTo(id)));
    // Closed tickets are in it, too.
    await terminal.waitForText('ACT');
    terminal.write(String(VIEWS.findIndex(({name}) => name === 'All') + 1));
    await terminal.waitForText('┌ All');
    await openTicket(terminal, 'Link to AS64511');
    await terminal.waitForText('takes no changes');
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText('The service says that this ticket takes no changes.');
    terminal.write('Please look again.');
    await terminal.waitForText('18 of 4000');
    terminal.press(keyOf('write.send'));
    await terminal.waitForText('again sends it');
    expect(sent()).toEqual([]);
    terminal.press(keyOf('write.send'));
    await terminal.waitForText('not sent');
    expect(sent()).toHaveLength(1);

    sandbox.put({...ticket, status: 'CLOSED'});
    terminal.press(keyOf('ticket.refresh'));
    await terminal.waitForText('CLOSED');
    terminal.press(keyOf('ticket.reply'));
    await terminal.waitForText('again writes one');
    terminal.press(keyOf('ticket.reply'));
    await terminal.waitForText(`Answer to ${id} (CLOSED)`);
    terminal.write('It is back.');
    await terminal.waitForText('11 of 4000');
    terminal.press(keyOf('write.send'));
    await terminal.waitForNoText(`Answer to ${id} (CLOSED)`);
    await terminal.waitFor('the second request', () => sent().length === 2);
  },
);
