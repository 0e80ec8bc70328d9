import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {Console} from '../../support/start-console.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

const ID = '11150871';

/** The other side writes: an e-mail, or a note of so many rows. */
function write({sandbox}: Console, what: {readonly subject: string} | {readonly rows: number}): void {
  const ticket = sandbox.ticket(ID);
  const [email] = ticket?.emails ?? [];
  const [note] = ticket?.notes.slice(-1) ?? [];
  if (ticket === undefined || email === undefined || note === undefined) throw new Error('nothing to copy');
  const createdDateTime = new Date().toISOString();
  if ('subject' in what) {
    const added = {...email, id: `new${ID}`.padEnd(18, '0'), subject: what.subject, createdDateTime};
    return sandbox.put({...ticket, updatedDateTime: createdDateTime, emails: [added, ...ticket.emails]});
  }
  const text = [...Array.from({length: what.rows}, (_, row) => `row ${row}`), 'the end of it'].join('\n');
  const added = {...note, id: 'long-note', text, type: 'RESOLUTION_NOTES' as const, createdDateTime};
  sandbox.put({...ticket, updatedDateTime: createdDateTime, notes: [...ticket.notes, added]});
}

async function openRead(app: Console): Promise<void> {
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  await untilAllRead(app);
  await openTicket(terminal, '1011585-M');
}

test('a list of subjects makes no mail read: it is read when it was opened, the unread one first', async () => {
  await using app = await openConsole({cols: 100, rows: 60});
  const {terminal} = app;
  await openRead(app);
  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText('[E-mails');
  write(app, {subject: 'Please look at this one'});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('1 new e-mail');
  terminal.press(keyOf('ticket.emails'));
  await terminal.settled(300);
  await terminal.waitForText('3 Unread 1');
  // Though it is not the newest.
  terminal.press(keyOf('open'));
  await terminal.waitForText(/Subject\s+Please look at this one/);
  await terminal.waitForNoText('3 Unread 1');
});

// Also proven by test/screens/timeline.test.ts; the key: unread.test.ts.
longTest('u shows the mail with what it says, among the notes and in their order of time', async () => {
  await using app = await openConsole({cols: 100, rows: 60});
  const {terminal} = app;
  await openRead(app);
  terminal.press(keyOf('tab.next'));
  await terminal.waitForText('[Notes');
  write(app, {subject: 'Please look at this one'});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('1 new e-mail');
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('[Timeline]');
  await terminal.waitForText(/e-mail +● new.*\n.* Please look at this one/);
  await terminal.waitForNoText('3 Unread 1');
});

// Also proven by test/wild/console.test.ts; what is seen: test/store/unseen.test.ts.
longTest('a mail that the service does not give says why, and is not seen; r tries again', async () => {
  await using app = await openConsole({cols: 100, rows: 60});
  const {terminal, sandbox} = app;
  await openRead(app);
  sandbox.setFaults([{operation: 'getEmail', status: 403}]);
  write(app, {subject: 'Please look at this one'});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText(/Please look at this one[^]*Not read: /);
  await terminal.settled(300);
  expect(terminal.screen()).toContain('3 Unread 1');
  sandbox.setFaults([]);
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForNoText('Not read: ');
  await terminal.waitForNoText('3 Unread 1');
});

// Also proven by test/store/unseen.test.ts and test/screens/timeline.test.ts.
longTest('a long note is read when its end was on screen, or when the person says so', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openRead(app);
  write(app, {rows: 200});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('1 new note');
  await terminal.settled(300);
  await terminal.waitForText('3 Unread 1');
  terminal.press(keyOf('unread.next'));
  await terminal.waitForText('row 2');
  expect(terminal.screen()).toContain('3 Unread 1');
  terminal.press(keyOf('move.last'));
  await terminal.waitForText('the end of it');
  await terminal.waitForNoText('3 Unread 1');
});
