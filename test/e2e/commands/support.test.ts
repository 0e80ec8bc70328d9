import {existsSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {longTest} from '../../support/long.ts';
import {PROMPT, startConsole, type ConsoleOptions} from '../../support/start-console.ts';

async function start(options?: ConsoleOptions) {
  const started = await startConsole(options);
  onTestFinished(() => started.close());
  return started;
}

// Also proven by every other test here.
longTest('a console starts in an empty home on a sandbox of its own, and takes both away', async () => {
  const {terminal, home, sandbox, close} = await startConsole({args: ['list'], sandbox: {tickets: 80}});
  expect(await terminal.waitForExit()).toEqual({code: 0, signal: undefined});
  expect(sandbox.log().length).toBeGreaterThan(1);
  await close();
  expect(existsSync(home)).toBe(false);
  await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed');
});

test('in a shell the terminal outlives the command', async () => {
  const {terminal} = await start({args: ['--version'], shell: true});
  await terminal.waitForText(new RegExp(`\\d+\\.\\d+\\.\\d+\n${PROMPT}`));
  expect(terminal.hasEnded()).toBe(false);
  expect(terminal.lineModes()).toEqual({echo: true, icanon: true, isig: true});
});
