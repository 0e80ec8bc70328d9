import {expect, test} from 'vitest';
import {countKeys, type CountedKeys} from '../support/count-keys.ts';
import {longTest} from '../support/long.ts';
import {openConsole} from '../support/open-console.ts';
import type {Console, ConsoleOptions} from '../support/start-console.ts';

// The jobs of a night, and how many keys each may take at most. Texts are not counted.

type Job = Console & {readonly hand: CountedKeys};

async function begin(options: ConsoleOptions = {}): Promise<Job> {
  const app = await openConsole({cols: 80, rows: 24, ...options});
  // Every ticket was read once: from then on the cursor stays on its ticket.
  await app.terminal.waitForText(/1 Open 43 /);
  await app.terminal.waitForText(/▸.? ?ACT/);
  return {...app, hand: countKeys(app)};
}

// Also proven by get-there.test.ts walks the same way.
longTest('a ticket that no list shows is open after 2 keys', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  hand.press('filter.open');
  hand.type('11147093');
  await terminal.waitForText('Open 11147093 (not in the list');
  hand.press('filter.done');
  await terminal.waitForText(/┌ 11147093 [^─]/);
  expect(hand.pressed()).toBeLessThanOrEqual(2);
});

test('what waits is read and answered with 2 keys', async () => {
  await using job = await begin();
  const {hand, terminal, sandbox} = job;
  hand.press('ticket.note');
  await terminal.waitForText(/Note to \S+ \(the answer\)/);
  const [, id = ''] = /Note to (\S+) \(/.exec(terminal.screen()) ?? [];
  // The conversation stands above the answer.
  await terminal.waitForText(`┌ ${id} `);
  hand.type('Yes, go ahead.');
  await terminal.waitForText('14 of 4000');
  hand.press('write.send');
  await terminal.waitFor('the answer', () => sandbox.ticket(id)?.notes.at(-1)?.text === 'Yes, go ahead.');
  expect(hand.pressed()).toBeLessThanOrEqual(2);
});

// Also proven by get-there.test.ts walks the same way.
longTest('the ticket of before and back take a key each', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  for (const id of ['1-204976070710', '11150929']) {
    terminal.paste(id);
    await terminal.waitForText(`┌ ${id} `);
  }
  hand.press('place.ticket');
  await terminal.waitForText('┌ 1-204976070710 ');
  expect(hand.pressed()).toBe(1);
  hand.press('place.ticket');
  await terminal.waitForText('┌ 11150929 ');
  expect(hand.pressed()).toBe(2);
});

// Also proven by triage.test.ts walks the same way.
longTest('one note goes to five marked tickets with 8 keys', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  for (let at = 1; at <= 5; at += 1) {
    hand.press('mark.toggle');
    await terminal.waitForText(`${at} marked`);
  }
  hand.press('bulk.note');
  await terminal.waitForText('Note to 5 tickets');
  hand.type('Hold until noon.');
  await terminal.waitForText('16 of 4000');
  hand.press('write.send');
  await terminal.waitForText('5 done');
  expect(hand.pressed()).toBeLessThanOrEqual(8);
});

// Also proven by handover.test.ts and stories/list.ts walk the same ways.
longTest('the shift is handed over with 2 keys, a ticket is out of sight with 2', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  hand.press('handover');
  await terminal.waitForText('┌ Hand-over');
  hand.press('handover.copy');
  await terminal.waitForText('The hand-over is on the clipboard');
  expect(hand.pressed()).toBe(2);
  terminal.press('esc');
  await terminal.waitForText('┌ Open');
  hand.press('ticket.snooze');
  await terminal.waitForText('┌ Snooze');
  hand.type('2h');
  await terminal.waitForText('out of sight');
  hand.keys('enter');
  await terminal.waitForText(/1-\d+|11\d+: out of sight/);
  expect(hand.pressed()).toBe(4);
});

test('a ticket is cancelled with 3 keys and its number typed out', async () => {
  await using job = await begin({cols: 100, rows: 30});
  const {hand, terminal, sandbox} = job;
  hand.press('ticket.cancel');
  await terminal.waitForText(/┌ Cancel \S+/);
  const [, id = ''] = /┌ Cancel (\S+)/.exec(terminal.screen()) ?? [];
  hand.type('Opened twice.');
  await terminal.waitForText('13 of 4000');
  hand.press('field.next');
  hand.type(id);
  await terminal.waitForText(`to confirm: ${id}`);
  hand.press('write.send');
  await terminal.waitFor('the cancellation', () => sandbox.ticket(id)?.status === 'CANCELLED');
  expect(hand.pressed()).toBeLessThanOrEqual(3);
});
