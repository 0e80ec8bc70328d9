import {expect} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

function emailRequests(sandbox: Sandbox): readonly string[] {
  return sandbox.log().flatMap(({operation, path}) => (operation === 'getEmail' ? [path] : []));
}

async function openEmails(terminal: TerminalDriver, words: string): Promise<void> {
  await openTicket(terminal, words);
  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText(/\[E-mails \d/);
  // The cursor is on the newest: nothing is unread.
  terminal.press(keyOf('move.first'));
}

// Also proven by test/commands/read/email.test.ts and docs/screens.
longTest('an e-mail is text to read, with its links listed at the end', async () => {
  await using app = await openConsole({cols: 100, rows: 40});
  const {terminal, sandbox} = app;
  await openEmails(terminal, '1011585-M');
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
  terminal.press(keyOf('move.last'));
  await terminal.waitForText('Links');
  expect(terminal.screen()).toMatch(/\[1\] https:\/\/\S+/);
  expect(terminal.screen()).not.toMatch(/<\/?[a-z]+>/);
  const [email] = sandbox.ticket('11150871')?.emails ?? [];
  // The e-mail's id first, then the number of 8 digits.
  expect(emailRequests(sandbox)).toContain(
    `/support/v1/tickets/emailDetails/${email?.id}/caseNumber/11150871`,
  );
});

// Also proven by test/screens/timeline.test.ts; the key: stories/ticket.ts.
longTest('quoted parts are folded until asked for', async () => {
  await using app = await openConsole({cols: 100, rows: 40});
  const {terminal} = app;
  await openEmails(terminal, '1011585-M');
  terminal.press(keyOf('move.down'));
  terminal.press(keyOf('open'));
  await terminal.waitForText(/\d+ quoted lines/);
  const folded = terminal.screen();
  terminal.press(keyOf('email.quotes'));
  await terminal.waitForNoText(/\d+ quoted lines/);
  expect(terminal.screen()).not.toBe(folded);
  terminal.press(keyOf('email.quotes'));
  await terminal.waitForText(/\d+ quoted lines/);
  expect(terminal.screen()).toBe(folded);
});

// Also proven by test/commands/read/email.test.ts.
longTest('a ticket that is both is asked by its case number, whichever id it is known by', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  const orderNumber = sandbox.ticket('11150901')?.orderNumber ?? 'none';
  await terminal.waitForText('ACT');
  await openEmails(terminal, orderNumber);
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
  const ids = sandbox.ticket('11150901')?.emails.map(({id}) => id) ?? [];
  const ofTicket = emailRequests(sandbox).filter((path) => ids.some((id) => path.includes(id)));
  expect(ofTicket.length).toBeGreaterThan(0);
  expect(ofTicket.every((path) => path.endsWith('/caseNumber/11150901'))).toBe(true);
});

// Also proven by test/commands/read/download-command.test.ts.
longTest('where a ticket has no 8-digit number, the screen says so and nothing is asked', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('1-204976070710');
  const email = sandbox.ticket('11150871')?.emails[0];
  if (ticket === undefined || email === undefined) throw new Error('the seeds have changed');
  // One that was never read: what is read of a ticket on screen is there already.
  sandbox.put({...ticket, emails: [{...email, id: '02s7z00000NeverRead'}]});
  await openEmails(terminal, '1-204976070710');
  terminal.press(keyOf('open'));
  await terminal.waitForText(/no\W+8-digit case number/);
  expect(emailRequests(sandbox).filter((path) => path.endsWith('1-204976070710'))).toEqual([]);
});

// Also proven by test/commands/read/email.test.ts.
longTest('an e-mail that was read before is there without the network', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await openEmails(terminal, '1011585-M');
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
  terminal.press(keyOf('back'));
  await terminal.waitForText('[E-mails');
  sandbox.setFaults([{operation: '*', reset: true}]);
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
});

// Also proven by seen.test.ts.
longTest('an e-mail that cannot be read says why, and is read when asked again', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  sandbox.setFaults([{operation: 'getEmail', status: 404}]);
  await openEmails(terminal, '1011585-M');
  terminal.press(keyOf('open'));
  await terminal.waitForText('could not be read');
  expect(terminal.screen()).toContain('HTTP 404');
  sandbox.setFaults([]);
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('Subject');
});
