import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';

test.each(
  firstRows([
    [80, 24],
    [120, 36],
    [40, 10],
  ]),
)('the overview counts tickets, and a row lists its own, at %dx%d', async (cols, rows) => {
  await using app = await openConsole({cols, rows});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  // Counts are those of tickets that were read: the header goes back to the age of the list.
  await terminal.waitForText(/⟳ now/);
  await terminal.settled(400);
  terminal.press(keyOf('overview'));
  await terminal.waitForText('Open, by status');
  const [, count] = /ACTION REQUIRED\s+(\d+)/.exec(terminal.screen()) ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  // To the row of the status, which is not the first one.
  for (let presses = 0; presses < 6; presses++) {
    const at = terminal.find('ACTION REQUIRED');
    if (at !== undefined && terminal.cell(at.x, at.y).inverse) break;
    terminal.press(keyOf('move.down'));
    await terminal.settled();
  }
  terminal.press(keyOf('overview.open'));
  await terminal.waitForText(new RegExp(`\\b${count} of \\d+, filtered`));
});

// Also proven by test/text/bars.test.ts.
longTest('without colour and in ASCII bars are still bars', async () => {
  await using app = await openConsole({env: {LANG: 'C', NO_COLOR: '1'}});
  const {terminal} = app;
  await terminal.waitForText(/\d+ of \d+/);
  terminal.press(keyOf('overview'));
  await terminal.waitForText(/IN PROGRESS\s+\d+ #{10}/);
  // oxlint-disable-next-line no-control-regex -- everything that is ASCII
  expect(terminal.screen()).toMatch(/^[\u0000-\u007F]*$/);
  terminal.press(keyOf('back'));
  await terminal.waitForNoText('Open, by status');
});
