import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {firstRows} from '../../support/long.ts';
import {configureHome, openConsole} from '../../support/open-console.ts';
import {runCommand} from '../../support/signed-out.ts';
import {consoleEnv, makeHome, PROMPT, startSmallSandbox} from '../../support/start-console.ts';

test.each(
  firstRows([
    ['the environment', {env: {INK_SCREEN_READER: 'true'}, config: ''}],
    ['a flag', {env: {}, config: '', args: ['--screen-reader']}],
    ['the configuration', {env: {}, config: 'screen_reader = true\n'}],
  ]),
)(
  'a screen reader, asked for by %s, gets words in order, without frames and without a screen of ours',
  async (_, options) => {
    const home = makeHome();
    const editor = join(home, 'editor.sh');
    writeFileSync(editor, '#!/bin/sh\necho "editor waits"; read -r line; printf "%s" "$line" > "$1"\n');
    chmodSync(editor, 0o755);
    const sandbox = await startSmallSandbox();
    onTestFinished(() => sandbox.close());
    configureHome(home);
    // What is read meanwhile would be said, too.
    await runCommand(['sync'], consoleEnv(home, sandbox));
    await using app = await openConsole({
      ...options,
      home,
      sandbox,
      shell: true,
      rows: 40,
      env: {...options.env, EDITOR: editor},
    });
    const {terminal} = app;
    await terminal.waitForText(/^\(selected\) [A-Z]+ \S+/m);
    expect(terminal.modes()).toMatchObject({alternateScreen: false});
    // oxlint-disable-next-line no-control-regex -- styles start with ESC
    expect(terminal.raw()).not.toMatch(/[┌│└─▸●]|\u001B\[[\d;]*[1-9]m/);
    // One line, another one, and nothing else; where some news were said in the same moment, the next move.
    const selected = () =>
      terminal
        .raw()
        .match(/\(selected\) [^\n\u001B]+/g)
        ?.at(-1);
    let before = selected();
    let said = terminal.raw().length;
    terminal.press(keyOf('move.down'));
    await terminal.waitFor('another row in one line', () => {
      const since = terminal.raw().slice(said);
      if (selected() === before || !/^\(selected\) /m.test(since)) return false;
      if (/^\r\n\(selected\) [^\n\u001B]{10,280}$/.test(since)) return true;
      before = selected();
      said = terminal.raw().length;
      terminal.press(keyOf('move.down'));
      return false;
    });
    terminal.press(keyOf('open'));
    await terminal.waitForText(/^\[Timeline/m);
    await terminal.waitForText('Enter open');

    // The editor gets the terminal, and everything is said again below it.
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(/^(?:Note|Answer) to /m);
    terminal.press(keyOf('write.editor'));
    await terminal.waitForText('editor waits');
    terminal.write('from the editor\r');
    await terminal.waitForText('15 of 4000');
    terminal.press(keyOf('write.close'));
    await terminal.waitForText(/Esc back.*\s*$/);
    terminal.press(keyOf('close'));
    terminal.press(keyOf('close'));
    await terminal.waitFor('the shell', () => terminal.foreground() === terminal.pid);
    await terminal.waitForText(PROMPT);
    expect(terminal.modes()).toMatchObject({
      bracketedPaste: false,
      focusReporting: false,
      cursorHidden: false,
    });
    expect(terminal.lineModes()).toEqual({echo: true, icanon: true, isig: true});
  },
);
