import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {openConsole} from '../support/open-console.ts';
import type {TerminalDriver} from '../support/terminal.ts';
import {temporaryHome} from '../support/temporary-home.ts';

/** Where the detail pane begins, beside the list or below it. */
function border(terminal: TerminalDriver): number {
  const [first = ''] = terminal.screen().split('\n').slice(1);
  const beside = first.indexOf('┐┌');
  return beside === -1 ? (terminal.find('[Timeline')?.y ?? -1) : beside;
}

test('a border between the panes that keys have moved is where it was after a restart, each way of its own', async () => {
  const home = temporaryHome();
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const kept: number[] = [];
  {
    await using app = await openConsole({home, sandbox, cols: 120, rows: 36});
    const {terminal} = app;
    await terminal.waitForText('[Timeline');
    await terminal.waitForText('┐┌');
    const before = border(terminal);
    terminal.press(keyOf('split.more'));
    await terminal.waitFor('a wider list', () => border(terminal) > before);
    kept.push(border(terminal));
    terminal.press(keyOf('preview'));
    await terminal.waitForNoText('┐┌');
    const below = border(terminal);
    terminal.press(keyOf('split.less'));
    await terminal.waitFor('a lower list', () => border(terminal) < below);
    kept.push(border(terminal));
    terminal.press(keyOf('quit'));
    await terminal.waitForExit();
  }
  await using app = await openConsole({home, sandbox, cols: 120, rows: 36});
  const {terminal} = app;
  await terminal.waitForText('┐┌');
  expect(border(terminal)).toBe(kept[0]);
  terminal.press(keyOf('preview'));
  await terminal.waitForNoText('┐┌');
  expect(border(terminal)).toBe(kept[1]);
});
