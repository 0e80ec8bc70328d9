import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {firstRows} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {makeHome, PROMPT} from '../../support/start-console.ts';

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
    await using app = await openConsole({
      ...options,
      home,
      shell: true,
      rows: 40,
      env: {...options.env, EDITOR: editor},
    });
    const {terminal, sandbox} = app;
    await terminal.waitForText(/^\(selected\) [A-Z]+ \S+/m);
    expect(terminal.modes()).toMatchObject({alternateScreen: false});
    // oxlint-disable-next-line no-control-regex -- styles start with ESC
    expect(terminal.raw()).not.toMatch(/[┌│└─▸●]|\u001B\[[\d;]*[1-9]m/);
    const open = Number(/ Open (\d+)/.exec(terminal.screen())?.[1]);
    await terminal.waitFor('each ticket was asked for', () => {
      const asked = sandbox.log().filter(({operation}) => operation === 'getTicket');
      return new Set(asked.map(({path}) => path)).size >= open;
    });
    // One line, and nothing else; where the last tickets' news were said in the same moment, the next move.
    let said = Infinity;
    await terminal.waitFor('another row in one line', () => {
      const since = terminal.raw().slice(said);
      if (/^\r\n\(selected\) [^\n\u001B]{10,280}$/.test(since)) return true;
      if (said === Infinity || /^\(selected\) /m.test(since)) {
        said = terminal.raw().length;
        terminal.press(keyOf('move.down'));
      }
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
