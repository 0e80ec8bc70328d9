import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {longTest, often} from '../../support/long.ts';

const ORDER = '1-204976070520';
const MINUTE = 60_000;
const WAIT = {timeout: often(60_000, 90_000)};

test('a question runs out: seen in the list and in the ticket, answered once, and gone from Action', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal, sandbox} = app;
  sandbox.ask(ORDER, {forMs: 49.5 * MINUTE, message: 'Is tomorrow early enough?'});
  await openTicket(terminal, 'fuite');
  await terminal.waitForText(/Answer by .*, in 4\d min: Is/, WAIT);
  await terminal.waitForText(/!4\dm /, WAIT);
  await terminal.waitForText('may be cancelled');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(`What ${ORDER} asks`);
  await terminal.waitForText(/Respond by: .*UTC/);
  await terminal.waitForText('Approve without expedite');
  terminal.press('enter');
  await terminal.waitForText(`Answer to ${ORDER}`);
  // Who is signed in is neither of those who may answer: said before anything is sent.
  await terminal.waitForText('Only the ordering and the technical contact');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('again sends');
  expect(sandbox.log().some(({operation}) => operation === 'answerNegotiation')).toBe(false);
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the answer at the service',
    () => sandbox.ticket(ORDER)?.negotiations?.[0]?.answered === 'APPROVE',
    WAIT,
  );
  await terminal.waitForNoText('Answer by', WAIT);
  expect(sandbox.log().filter(({operation}) => operation === 'answerNegotiation')).toHaveLength(1);
});

test('what is typed right behind the key begins an answer in words, and chooses nothing', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal, sandbox} = app;
  sandbox.ask(ORDER, {forMs: 30 * MINUTE, message: 'Is tomorrow early enough?'});
  await openTicket(terminal, 'fuite');
  await terminal.waitForText(/Answer by .*: Is/, WAIT);
  // With a moment between them the letters of the menu move, as everywhere.
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(/▸ Approve +the/);
  terminal.press('j');
  await terminal.waitForText(/▸ Approve without/);
  terminal.press(keyOf('back'));
  await terminal.waitForNoText(`What ${ORDER} asks`);
  terminal.write(`${keyOf('ticket.note')}just after 2pm, quite early`);
  await terminal.waitForText('│ just after 2pm, quite early');
  await terminal.waitForText(`Answer to ${ORDER}`);
  expect(sandbox.log().some(({operation}) => operation === 'answerNegotiation')).toBe(false);
});

// Waits out a real deadline. The countdown is proven by the story above, what has no deadline any more by test/store/negotiations.test.ts.
longTest('a question that nobody answers runs out while the ticket is open', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal, sandbox} = app;
  sandbox.ask(ORDER, {forMs: 75_000, message: 'Is tomorrow early enough?'});
  await openTicket(terminal, 'fuite');
  await terminal.waitForText(/in (1 min|less than a minute): Is/, WAIT);
  await terminal.waitForText(/ran out just now|Nobody answered in time/, {timeout: 120_000});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForNoText('Is tomorrow early enough?', WAIT);
  await terminal.waitForText('Nobody answered in time', WAIT);
  expect(sandbox.ticket(ORDER)?.status).toBe('CANCELLED');
  expect(sandbox.log().some(({operation}) => operation === 'answerNegotiation')).toBe(false);
});
