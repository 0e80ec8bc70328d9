import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

async function openEmail(terminal: TerminalDriver): Promise<void> {
  await openTicket(terminal, '1011585-M');
  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText(/\[E-mails \d/);
  // The cursor is on the newest: nothing is unread.
  terminal.press(keyOf('move.first'));
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
}

// Also proven by test/commands/read/email.test.ts, and on screen test/wild/console.test.ts.
longTest('all headers are shown, with the author that the ticket names', async () => {
  await using app = await openConsole({cols: 100, rows: 40});
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('11150871');
  if (ticket === undefined) throw new Error('the seeds have changed');
  const many = {
    to: 'one@customer.example;two@customer.example ;',
    cc: 'lead@customer.example; noc@customer.example',
  };
  sandbox.put({...ticket, emails: ticket.emails.map((email) => ({...email, ...many}))});
  const [email] = ticket.emails;
  await openEmail(terminal);
  for (const name of ['From', 'To', 'Cc', 'Date', 'Subject', 'About'])
    await terminal.waitForText(` ${name} `);
  await terminal.waitForText(email?.from ?? 'nobody');
  await terminal.waitForText(email?.authorName ?? 'nobody');
  await terminal.waitForText('one@customer.example; two@customer.example ');
  await terminal.waitForText('lead@customer.example; noc@customer.example');
  await terminal.waitForText(/ Date +\d{4}-\d\d-\d\d \d\d:\d\d UTC \(local\)/);
  await terminal.waitForText('11150871');
});

test('all e-mails of a ticket stand in one scroll, and are not asked for again', async () => {
  await using app = await openConsole({cols: 100, rows: 40});
  const {terminal, sandbox} = app;
  const emails = sandbox.ticket('11150871')?.emails ?? [];
  expect(emails.length).toBeGreaterThan(1);
  await openEmail(terminal);
  terminal.press(keyOf('email.thread'));
  await terminal.waitForText(`E-mail 1 of ${emails.length}`);
  terminal.press(keyOf('email.next'));
  await terminal.waitForText(`E-mail 2 of ${emails.length}`);
  // Mails of other tickets on screen are read behind it.
  const asked = sandbox
    .log()
    .filter(({operation, path}) => operation === 'getEmail' && emails.some(({id}) => path.includes(id)));
  const inAll = new Set(asked.map(({path}) => path));
  expect(inAll.size).toBe(emails.length);
  // What a person opens is asked for at once, also where it is just being read behind the screen.
  expect(asked.length).toBeLessThanOrEqual(emails.length + 1);
});

// Also proven by test/screens/found-words.test.ts; the keys: stories/ticket.ts.
longTest(
  'words are searched for in an e-mail, and marked; Esc ends the search, then the reading',
  async () => {
    await using app = await openConsole({cols: 100, rows: 16});
    const {terminal} = app;
    await openEmail(terminal);
    terminal.press(keyOf('email.find'));
    terminal.write('https');
    await terminal.waitForText(/found in \d+ lines/);
    terminal.press('enter');
    await terminal.waitForText('[1] https');
    await terminal.waitForNoText(' / https');
    const place = terminal.find('https');
    expect(terminal.cell(place?.x ?? 0, place?.y ?? 0).inverse).toBe(true);
    terminal.press(keyOf('email.find'));
    terminal.write('zzz');
    await terminal.waitForText('not found');
    terminal.press('enter');
    terminal.press('esc');
    await terminal.waitForNoText('not found');
    await terminal.waitForText('[1] https');
    terminal.press('esc');
    await terminal.waitForText('[E-mails');
  },
);

// Also proven by test/commands/read/email.test.ts; the keys: stories/ticket.ts.
longTest('an e-mail is saved as text and as a page that loads nothing', async () => {
  const home = temporaryHome();
  const folder = join(home, 'mails');
  await using app = await openConsole({home, cols: 100, rows: 30});
  const {terminal} = app;
  await openEmail(terminal);
  terminal.press(keyOf('email.saveText'));
  await terminal.waitForText('Folder:');
  terminal.press('backspace');
  terminal.write(folder);
  terminal.press('enter');
  await terminal.waitForText('Saved');
  terminal.press(keyOf('email.saveHtml'));
  await terminal.waitForText('Folder:');
  terminal.press('enter');
  const whole = () => readdirSync(folder).filter((name) => !name.endsWith('.part'));
  await terminal.waitFor('both', () => whole().length === 2);
  const names = whole().toSorted();
  expect(names[0]).toMatch(/\.html$/);
  expect(names[1]).toMatch(/\.txt$/);
  expect(readFileSync(join(folder, names[0] ?? ''), 'utf8')).toContain("default-src 'none'");
  expect(readFileSync(join(folder, names[1] ?? ''), 'utf8')).toContain('Subject');
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('the only link is opened at once; over SSH its address is put on the clipboard', async () => {
  await using app = await openConsole({cols: 100, rows: 40, env: {SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'}});
  const {terminal} = app;
  await openEmail(terminal);
  terminal.press(keyOf('move.last'));
  await terminal.waitForText('[1] https://');
  terminal.press(keyOf('email.link'));
  await terminal.waitFor('the clipboard', () => terminal.clipboard()?.startsWith('https://') === true);
});

// Also proven by stories/ticket.ts; the only link of a mail is the test before.
longTest('of several links one is opened by its number, and a number that is none finds none', async () => {
  await using app = await openConsole({cols: 100, rows: 40, env: {SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'}});
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('11150871');
  if (ticket === undefined) throw new Error('the sandbox has no such ticket');
  const html = '<a href="https://one.example/">one</a> and <a href="https://two.example/">two</a>';
  const other = '<a href="https://two.example/">two again</a> and <a href="https://three.example/">three</a>';
  sandbox.put({
    ...ticket,
    emails: ticket.emails.map((email, index) => ({...email, html: index === 0 ? html : other})),
  });
  await openEmail(terminal);
  await terminal.waitForText('[2] https://two.example/');
  terminal.press(keyOf('email.link'));
  await terminal.waitForText('Links in');
  terminal.write('99');
  await terminal.waitForText('None is like that');
  terminal.press('esc');
  await terminal.waitForNoText('Links in');
  terminal.press(keyOf('email.link'));
  await terminal.waitForText('Links in');
  terminal.write('2');
  terminal.press('enter');
  await terminal.waitFor('the clipboard', () => terminal.clipboard() === 'https://two.example/');
  // All e-mails in one scroll: a number is one link.
  terminal.press(keyOf('email.thread'));
  await terminal.waitForText('[3] https://three.example/');
  await terminal.waitForText('two again [2]');
  terminal.press(keyOf('email.link'));
  await terminal.waitForText('1 of 3');
  terminal.write('3');
  terminal.press('enter');
  await terminal.waitFor('the clipboard', () => terminal.clipboard() === 'https://three.example/');
});
