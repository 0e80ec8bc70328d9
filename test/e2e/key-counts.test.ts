import {expect, test} from 'vitest';
import {countKeys, type CountedKeys} from '../support/count-keys.ts';
import {openConsole} from '../support/open-console.ts';
import type {Console, ConsoleOptions} from '../support/start-console.ts';

// The jobs of a night, and how many keys each may take at most. Texts are not counted.

type Job = Console & {readonly hand: CountedKeys};

async function begin(options: ConsoleOptions = {}): Promise<Job> {
  const app = await openConsole({cols: 80, rows: 24, ...options});
  await app.terminal.waitForText(/1 Open 43 .*All 63 /);
  return {...app, hand: countKeys(app)};
}

test('a ticket that no list shows is open after 2 keys', async () => {
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

test('the ticket of before and back take a key each', async () => {
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
