import {expect, test} from 'vitest';
import {VIEWS} from '../../../src/domain/views.ts';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

const POINTER = '▸';

/** The row of the list under the cursor, counted from 0. */
function cursorRow(terminal: TerminalDriver): number {
  return (terminal.find(POINTER)?.y ?? Number.NaN) - 2;
}

/** The id in the row under the cursor. */
function cursorId(terminal: TerminalDriver): string {
  const row = terminal.row(cursorRow(terminal) + 2);
  return /1-\d{12}|\d{8}/.exec(row)?.[0] ?? `no id in ${row}`;
}

async function openList(cols = 80, rows = 24) {
  const app = await openConsole({cols, rows});
  // Everything was read: rows change their places no more.
  await app.terminal.waitForText('ACT');
  await untilAllRead(app);
  await app.terminal.settled(400);
  // The cursor stayed on the ticket that was the first one before.
  app.terminal.press(keyOf('move.first'));
  await app.terminal.waitForText(/\b1 of \d+/);
  await app.terminal.settled();
  return app;
}

test.for(
  firstRows([
    [80, 24],
    [120, 36],
  ]),
)('four times the down key in one write moves four rows, at %dx%d', async ([cols, rows]) => {
  await using app = await openList(cols, rows);
  const {terminal} = app;
  expect(cursorRow(terminal)).toBe(0);
  terminal.pressAll(['j', 'j', 'j', 'j']);
  await terminal.waitForText(/\b5 of \d+/);
  await terminal.settled();
  expect(cursorRow(terminal)).toBe(4);
  terminal.pressAll(['k', 'k', 'j', 'down', 'up', 'up']);
  await terminal.waitForText(/\b3 of \d+/);
});

// Also proven by the test after it.
longTest.for([
  [80, 24],
  [120, 36],
] as const)('down and Enter in one write open the second row, at %dx%d', async ([cols, rows]) => {
  await using app = await openList(cols, rows);
  const {terminal} = app;
  const second = /1-\d{12}|\d{8}/.exec(terminal.row(3))?.[0] ?? 'no id';
  terminal.pressAll([keyOf('move.down'), keyOf('open')]);
  await terminal.waitForText('Esc back');
  await terminal.waitForText(`┌ ${second} ·`);
});

test('two rows down, Enter and a note in one write: the note is for that row, beside the list too', async () => {
  await using app = await openList(120, 36);
  const {terminal} = app;
  const third = /(\d{7,8}) /.exec(terminal.row(4))?.[1] ?? 'no id';
  terminal.pressAll([keyOf('move.down'), keyOf('move.down'), keyOf('open'), keyOf('ticket.note')]);
  await terminal.waitForText(new RegExp(`(?:Note|Answer) to (?:1-\\d+)?${third}\\b`));
});

// Also proven by test/property/hand-and-eye.test.ts and test/terminal/key-fuzz.test.ts.
longTest('a burst of a hundred keys loses none', async () => {
  await using app = await openConsole({sandbox: {tickets: 300}});
  const {terminal} = app;
  // Rows change their places no more.
  await untilAllRead(app);
  await terminal.settled(400);
  terminal.write(String(VIEWS.findIndex(({name}) => name === 'All') + 1));
  await terminal.waitForText(/\b1 of 2\d\d\b/);
  terminal.write(keyOf('move.down').repeat(100));
  await terminal.waitForText(/\b101 of 2\d\d\b/);
});

test('a paste into the list runs no commands', async () => {
  await using app = await openList();
  const {terminal, sandbox} = app;
  const before = {row: cursorRow(terminal), id: cursorId(terminal), log: sandbox.log().length};
  terminal.paste('jjjq\nx\ncq/R?:n 1234\n');
  // Keys are handled in order: when this one has been, the paste has been as well.
  terminal.press(keyOf('help'));
  await terminal.waitForText('┌ Keys');
  terminal.press(keyOf('back'));
  await terminal.waitForText(before.id);
  expect([cursorRow(terminal), cursorId(terminal)]).toEqual([before.row, before.id]);
  expect(terminal.hasEnded()).toBe(false);
  expect(
    sandbox
      .log()
      .slice(before.log)
      .filter(({method, operation}) => method === 'POST' && operation?.startsWith('search') !== true),
  ).toEqual([]);
});

// Also proven by test/terminal/key-parser.test.ts; bursts are the tests before.
longTest('Esc twice and a key in one read are three keys', async () => {
  await using app = await openList();
  const {terminal} = app;
  await openTicket(terminal, 'reseat');
  // Out of the ticket, then down one row of the unfiltered list, all at once.
  terminal.pressAll(['esc', 'esc', keyOf('move.down')]);
  await terminal.waitForText(/┌ Open ─/);
  expect(terminal.screen()).not.toContain('[Timeline');
});

// Also proven by test/terminal/key-parser.test.ts and key-fuzz.test.ts.
longTest('a key sequence that arrives in pieces is still one key', async () => {
  await using app = await openList();
  const {terminal} = app;
  terminal.write('\x1b');
  terminal.write('[B');
  await terminal.waitForText(/\b2 of \d+/);
});

test('Esc never quits, however often', async () => {
  await using app = await openList();
  const {terminal} = app;
  terminal.pressAll(Array.from({length: 8}, () => 'esc'));
  terminal.press(keyOf('move.down'));
  await terminal.waitForText(/\b2 of \d+/);
  expect(terminal.hasEnded()).toBe(false);
});
