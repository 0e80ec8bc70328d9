import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {CellColor} from '../../support/frames/frame.ts';
import type {Console} from '../../support/start-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';
import {png} from '../../pictures/samples.ts';

const CASE = '11150929';
const KNOWN = 'reseat';

/** From the list: the ticket's files, the one at that place, and a look at it. */
async function look({terminal}: Pick<Console, 'terminal'>, place: number, name: string): Promise<void> {
  terminal.press(keyOf('ticket.files'));
  await terminal.waitForText('[Files');
  if (place > 0) terminal.press(keyOf('move.first'));
  for (let row = 0; row < place; row += 1) terminal.press(keyOf('move.down'));
  terminal.press(keyOf('open'));
  await terminal.waitForText(`${CASE}  ${name}`);
}

/** The service attaches files to the ticket, and the console hears of it. */
async function attached(
  {terminal, sandbox}: Console,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const file = {name, base64: Buffer.from(bytes).toString('base64')};
    await fetch(new URL(`/__sandbox/state/${CASE}`, sandbox.url), {
      method: 'PATCH',
      body: JSON.stringify({file}),
    });
  }
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText('is up to date');
}

// Also proven by stories/ticket.ts, and its colours: test/pictures/draw.test.ts.
longTest(
  'a photo is seen with two keys from the list, in the colours it has, and more closely on demand',
  async () => {
    await using app = await openConsole({rows: 30, cols: 100, env: {COLORTERM: 'truecolor'}});
    const {terminal} = app;
    await selectTicket(terminal, KNOWN);
    await look(app, 0, 'slot3-before.jpg');
    await terminal.waitForText('a JPEG picture of 128 x 96 pixels, 178.7 kB');
    await terminal.waitForText('▀▀▀');
    // The wall beside the rack is light, the rack is dark.
    const row = terminal.screen().split('\n')[14] ?? '';
    const wall = terminal.cell(row.indexOf('▀') + 1, 14).foreground;
    const rack = terminal.cell(50, 14).foreground;
    expect(brightness(wall)).toBeGreaterThan(150);
    expect(brightness(rack)).toBeLessThan(100);
    terminal.press(keyOf('picture.closer'));
    await terminal.waitForText('1.5 times closer');
    terminal.press(keyOf('picture.whole'));
    await terminal.waitForText('whole ·');
    terminal.press(keyOf('back'));
    await terminal.waitForText('[Files');
  },
);

test('a text is read and searched, whatever its encoding; nothing of it is left on the disk', async () => {
  const home = temporaryHome();
  await using app = await openConsole({home, rows: 24, cols: 80});
  const {terminal} = app;
  await selectTicket(terminal, KNOWN);
  const lines = Array.from({length: 200}, (_, line) => `${line} port polled`);
  const log = `${lines.join('\r\n')}\r\n\u001B[31mfabric\u001B[0m link down in M\u00FCnchen\r\n`;
  await attached(app, {'a-session.log': Buffer.from(log, 'latin1')});
  const before = filesIn(home);
  await look(app, 2, 'a-session.log');
  await terminal.waitForText('0 port polled');
  await terminal.waitForText('a text, Windows-1252');
  terminal.press(keyOf('email.find'));
  terminal.write('m\u00FCnchen');
  terminal.press(keyOf('line.accept'));
  await terminal.waitForText('fabric link down in M\u00FCnchen');
  await terminal.waitForText('found in 1 lines');
  expect(filesIn(home)).toEqual(before);
});

// Also proven by test/pictures/read-picture.test.ts; the key: stories/ticket.ts.
longTest(
  'a broken picture ends in words, and what cannot be shown says what it is and is saved on demand',
  async () => {
    const home = temporaryHome();
    const folder = join(home, 'evidence');
    await using app = await openConsole({home, rows: 30, cols: 100});
    const {terminal} = app;
    await selectTicket(terminal, KNOWN);
    await attached(app, {
      'broken.png': png().subarray(0, 90),
      'firmware.bin': Buffer.alloc(20_000, '\u0000\u0001'),
    });
    await look(app, 2, 'broken.png');
    await terminal.waitForText('The picture cannot be shown');
    terminal.press(keyOf('back'));
    await terminal.waitForText('[Files');
    await look(app, 3, 'firmware.bin');
    await terminal.waitForText('a file of an unknown kind, 19.5 kB');
    terminal.press(keyOf('file.save'));
    await terminal.waitForText('Folder:');
    terminal.press('backspace');
    terminal.write(folder);
    await terminal.waitForText('evidence');
    terminal.press('enter');
    await terminal.waitForText('Saved ');
    expect(readdirSync(folder)).toEqual(['firmware.bin']);
  },
);

// Also proven by test/terminal/frame-picture.test.ts.
longTest('a terminal that draws pictures itself gets one, and it is gone when the file is left', async () => {
  await using app = await openConsole({rows: 30, cols: 100, env: {TERM: 'xterm-kitty'}});
  const {terminal} = app;
  await selectTicket(terminal, KNOWN);
  await look(app, 0, 'slot3-before.jpg');
  await terminal.waitForText(/kitty, \d+\.\d kB/);
  await terminal.waitFor('the picture', () => terminal.raw().includes('\u001B_Ga=T,f=100'));
  expect(terminal.screen()).not.toContain('▀');
  terminal.press(keyOf('back'));
  await terminal.waitForText('[Files');
  await terminal.waitFor('its removal', () => terminal.raw().includes('\u001B_Ga=d'));
});

test('no picture goes through tmux unless that is asked for', async () => {
  const env = {TERM: 'xterm-kitty', COLORTERM: 'truecolor', TMUX: '/tmp/tmux,1,0'};
  await using app = await openConsole({rows: 30, cols: 100, env});
  const {terminal} = app;
  await selectTicket(terminal, KNOWN);
  await look(app, 0, 'slot3-before.jpg');
  await terminal.waitForText('▀▀▀');
  expect(terminal.raw()).not.toContain('\u001B_G');
});

function filesIn(home: string): readonly string[] {
  const all = readdirSync(home, {recursive: true, encoding: 'utf8'});
  // The database makes files of its own beside it.
  return all.filter((name) => !/\.(?:db|sqlite)|-wal$|-shm$/.test(name)).toSorted();
}

function brightness(color: CellColor): number {
  if (typeof color !== 'string' || color === 'default') throw new Error(`no colour of a picture: ${color}`);
  const [red = 0, green = 0, blue = 0] = color.match(/[\da-f]{2}/g)?.map((part) => parseInt(part, 16)) ?? [];
  return (red + green + blue) / 3;
}
