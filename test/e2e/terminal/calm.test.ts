import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {needing, tmux} from '../../support/needs.ts';
import {openConsole} from '../../support/open-console.ts';
import {startTerminal} from '../../support/terminal/terminal.ts';
import {casedeckCommand, consoleEnv, makeHome, startSmallSandbox} from '../../support/start-console.ts';

test('nothing moves while nothing happens', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  await terminal.waitForNoText(/\d+ of \d+ read/);
  // Ages change once a minute: that may fall into one look, not into two in a row.
  const drawn = async () => {
    await terminal.settled(1500);
    const before = terminal.bytes();
    await terminal.settled(3000);
    return terminal.bytes() - before;
  };
  expect((await drawn()) === 0 || (await drawn()) === 0).toBe(true);
});

// Also proven by sizes.test.ts.
longTest('the window may change its size at any moment, from the smallest to the largest', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  const places = [
    keyOf('open'),
    keyOf('ticket.note'),
    'esc',
    keyOf('overview'),
    keyOf('back'),
    keyOf('help'),
    'esc',
  ];
  for (const [index, key] of places.entries()) {
    for (const [cols, rows] of [
      [40, 10],
      [300, 100],
      [39, 9],
      [80, 24],
    ] as const)
      terminal.resize(cols, rows);
    terminal.press(key);
    const [cols, rows] = (
      [
        [120, 36],
        [40, 10],
        [300, 100],
      ] as const
    )[index % 3] ?? [80, 24];
    terminal.resize(cols, rows);
    // The header is whole, and the last row holds the keys.
    await terminal.waitFor(
      'a frame of the new size',
      () => /⟳/.test(terminal.row(0)) && terminal.row(rows - 1).trim() !== '',
    );
    expect(terminal.hasEnded()).toBe(false);
  }
});

const {test: tmuxTest, why: noTmux} = await needing(tmux);

tmuxTest(
  `inside tmux the screen is whole, keys arrive, and the clipboard is reached through tmux itself${noTmux}`,
  async () => {
    const home = makeHome();
    const sandbox = await startSmallSandbox();
    const sockets = mkdtempSync(join(tmpdir(), 'tmux-'));
    const env = {...consoleEnv(home, sandbox), TMUX_TMPDIR: sockets};
    onTestFinished(async () => {
      spawnSync('tmux', ['kill-server'], {env});
      await sandbox.close();
      for (const folder of [home, sockets]) rmSync(folder, {recursive: true, force: true});
    });
    const command = casedeckCommand()
      .map((word) => `'${word}'`)
      .join(' ');
    await using terminal = startTerminal({
      command: 'tmux',
      args: ['-f', '/dev/null', 'new-session', command],
      env,
      cols: 100,
      rows: 30,
    });
    // Everything is read: rows change their places no more.
    await terminal.waitForText('⟳ now');
    terminal.press(keyOf('move.first'));
    await terminal.waitForText(/▸ [A-Z]+ +(?:1-\d{12}|\d{8}) /);
    terminal.press(keyOf('move.down'));
    await terminal.waitForText(/\b2 of \d+/);
    terminal.press(keyOf('copy.id'));
    await terminal.waitForText('is on the clipboard');
    const buffer = spawnSync('tmux', ['show-buffer'], {env, encoding: 'utf8'}).stdout;
    expect(buffer).toMatch(/^(?:1-\d{12}|\d{8})$/);
    // As it comes, tmux passes on what its own command copies.
    await terminal.waitFor('the clipboard of the terminal around', () => terminal.clipboard() === buffer);
  },
);
