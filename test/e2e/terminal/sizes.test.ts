import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';
import {rowText, type Frame} from '../../support/frames/frame.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

/** The sizes that must be comfortable, small, large, narrow and high, wide and low, too small, and back. */
const SIZES = [
  [120, 36],
  [40, 10],
  [200, 50],
  [41, 40],
  [130, 11],
  [30, 8],
  [79, 23],
] as const;

type Place = {
  readonly name: string;
  readonly go: (terminal: TerminalDriver) => Promise<void>;
  readonly shows: string;
};

const PLACES: readonly Place[] = [
  {
    name: 'the composer',
    async go(terminal) {
      await openTicket(terminal, '11150871');
      terminal.press(keyOf('ticket.note'));
      await terminal.waitForText('0 of 4000');
      terminal.paste('漢字 and some words that wrap on every terminal, however wide it may be.\n'.repeat(9));
      await terminal.waitForText('of 4000');
    },
    shows: 'of 4000',
  },
  {
    name: 'the list',
    async go(terminal) {
      await terminal.waitForText('ACT');
      // From now on the cursor stays on its ticket, whatever comes in.
      terminal.press(keyOf('move.down'));
      terminal.press(keyOf('move.up'));
    },
    shows: 'of',
  },
  {
    name: 'the list while a filter is typed',
    async go(terminal) {
      await terminal.waitForText('ACT');
      terminal.press(keyOf('filter.open'));
      terminal.write('power');
      await terminal.waitForText('/ power');
    },
    shows: '/ power',
  },
  {
    name: 'a ticket',
    async go(terminal) {
      await openTicket(terminal, '11150871');
    },
    shows: '[Time',
  },
  {
    name: 'the cancel dialog',
    async go(terminal) {
      await openTicket(terminal, '11150871');
      terminal.press(keyOf('ticket.cancel'));
      await terminal.waitForText('Reason');
      terminal.write('Not needed any more');
      terminal.press(keyOf('field.next'));
      terminal.write('1115');
      await terminal.waitForText('1115');
    },
    shows: 'Reason',
  },
  {
    name: 'an e-mail',
    async go(terminal) {
      await openTicket(terminal, '11150871');
      terminal.press(keyOf('ticket.emails'));
      await terminal.waitForText(/\[(?:E-ma|Mail)/);
      terminal.press(keyOf('open'));
      await terminal.waitForText('Subject');
    },
    shows: 'From',
  },
  {
    name: 'help',
    async go(terminal) {
      await terminal.waitForText('ACT');
      terminal.press(keyOf('help'));
      await terminal.waitForText('┌ Keys');
    },
    shows: '┌ Keys',
  },
];

/** What ctrl-l draws on a cleared screen is what must have been there before. */
async function expectClean(terminal: TerminalDriver, where: string): Promise<void> {
  await terminal.waitFor(`${where}: a frame of that size`, () => fills(terminal.frame()));
  // The pane beside the list follows a cursor that has rested.
  await terminal.settled(250);
  const before = terminal.frame();
  const bytes = terminal.bytes();
  terminal.press(keyOf('redraw'));
  await terminal.waitFor('the redraw', () => terminal.bytes() > bytes);
  await terminal.settled(100);
  const after = terminal.frame();
  expect(before.cells.map(looksOf), where).toEqual(after.cells.map(looksOf));
}

/** Whether what is drawn reaches the right side and the last row, or says that there is too little room. */
function fills({cols, rows, cells}: Frame): boolean {
  const text = cells.map(rowText);
  if (cols < 40 || rows < 10) return text.some((row) => row.includes(`${cols}x${rows}`));
  return /\S/.test(text.at(-1) ?? '') && cells.some((row) => /[│┐┘]/.test(row.at(-1)?.text ?? ''));
}

/** A row's text and looks, short enough to read in a failure. */
function looksOf(cells: ReturnType<TerminalDriver['frame']>['cells'][number]): string {
  return cells
    .map(
      (cell) =>
        `${cell.text === '' ? ' ' : cell.text}${cell.inverse ? '~' : ''}${cell.bold && cell.text.trim() !== '' ? '*' : ''}`,
    )
    .join('')
    .trimEnd();
}

for (const {name, go, shows} of firstRows(PLACES)) {
  test(`a resize during ${name} leaves a clean screen at every size`, async () => {
    await using app = await openConsole({ownProcess: true});
    const {terminal} = app;
    await untilAllRead(app);
    await go(terminal);
    expect(terminal.screen()).toContain(shows);
    for (const [cols, rows] of SIZES) {
      terminal.resize(cols, rows);
      await expectClean(terminal, `${name} at ${cols}x${rows}`);
      if (cols < 40 || rows < 10) continue;
      expect(terminal.screen()).toContain(shows);
      expect(terminal.row(rows - 1), 'a footer with keys').toMatch(/\S/);
    }
  });
}

test('the main job can be done at 40x10', async () => {
  await using app = await openConsole({cols: 40, rows: 10});
  const {terminal, sandbox} = app;
  await openTicket(terminal, '11150871');
  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText(/\[(?:E-ma|Mail)/);
  terminal.press(keyOf('open'));
  await terminal.waitForText('From');
  terminal.press(keyOf('back'));
  // Esc and a letter in one portion are alt and the letter.
  await terminal.waitForText(/\[(?:E-ma|Mail)/);
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText('0 of 4000');
  terminal.write('Yes, please move it.');
  await terminal.waitForText('20 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the note at the service',
    () => sandbox.ticket('11150871')?.notes.at(-1)?.text === 'Yes, please move it.',
  );
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText('Reason');
  expect(terminal.screen()).toContain('That cannot be taken back');
  terminal.write('Moved.');
  terminal.press(keyOf('field.next'));
  terminal.write('11150871');
  await terminal.waitForText(': 11150871');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the cancellation', () => sandbox.ticket('11150871')?.status === 'CANCELLED');
});

// Also proven by the first test here, and test/screens/app-frames.test.ts.
longTest('many resizes in a row, with keys between them, end in a clean screen', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal} = app;
  await untilAllRead(app);
  await terminal.settled(400);
  terminal.press(keyOf('move.first'));
  await terminal.waitForText(/\b1 of \d+/);
  for (let round = 0; round < 30; round += 1) {
    terminal.resize(40 + ((round * 37) % 120), 10 + ((round * 11) % 40));
    terminal.write(keyOf('move.down'));
  }
  terminal.resize(100, 30);
  await terminal.waitForText(/\b31 of \d+/);
  await expectClean(terminal, 'after thirty resizes');
});

// Also proven by test/screens/app-frames.test.ts.
longTest('below 40x10 the console says so, and comes back', async () => {
  await using app = await openConsole({cols: 39, rows: 10});
  const {terminal} = app;
  await terminal.waitForText('Too small: 39x10');
  terminal.resize(40, 10);
  await terminal.waitForText('ACT');
});
