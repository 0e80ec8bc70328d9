import {COMPOSER} from '../../support/composer-title.ts';
import {chmodSync, readlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {preload} from '../../support/preload.ts';
import {makeHome, PROMPT, type Console} from '../../support/start-console.ts';

const AT_REST = {
  alternateScreen: false,
  cursorHidden: false,
  bracketedPaste: false,
  wrap: true,
  focusReporting: false,
  mouse: false,
  applicationCursorKeys: false,
  kittyKeyboard: 0,
};
const LINE_AT_REST = {echo: true, icanon: true, isig: true};

async function inShell(options: Parameters<typeof openConsole>[0] = {}): Promise<Console> {
  const app = await openConsole({...options, shell: true});
  await app.terminal.waitForText('ACTION');
  return app;
}

/** The shell has the terminal again, and nothing of the console is left on it. */
async function expectAtRest({terminal}: Console): Promise<void> {
  await terminal.waitFor('the shell in the foreground', () => terminal.foreground() === terminal.pid);
  await terminal.waitFor(
    'the modes of a terminal at rest',
    () => !terminal.modes().alternateScreen && terminal.lineModes().echo,
  );
  expect(terminal.modes()).toEqual(AT_REST);
  expect(terminal.lineModes()).toEqual(LINE_AT_REST);
  terminal.write('echo still-$((40+2))\r');
  await terminal.waitForText(/^still-42$/m);
}

// Also proven by the test of ctrl-z, which ends so.
longTest('q gives the terminal back as it was', async () => {
  await using app = await inShell();
  const {terminal} = app;
  expect(terminal.modes()).toMatchObject({
    alternateScreen: true,
    cursorHidden: true,
    bracketedPaste: true,
    focusReporting: true,
  });
  terminal.press(keyOf('close'));
  await expectAtRest(app);
});

// Also proven by endings.test.ts.
longTest.each(['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGSEGV'] as const)(
  '%s leaves the terminal as it was',
  async (signal) => {
    await using app = await inShell();
    process.kill(app.terminal.foreground(), signal);
    await expectAtRest(app);
  },
);

// Also proven by writing/drafts.test.ts.
longTest.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)('%s ends the console in good order, with code %d', async (signal, code) => {
  await using app = await openConsole({ownProcess: true});
  await app.terminal.waitForText('ACTION');
  app.terminal.kill(signal);
  expect(await app.terminal.waitForExit()).toEqual({code, signal: undefined});
  expect(app.terminal.modes()).toEqual(AT_REST);
});

// Also proven by drafts.test.ts.
longTest('an error that nobody caught leaves the terminal as it was, with its words', async () => {
  const script = 'process.on("SIGUSR2", () => setImmediate(() => {throw new Error("the sky fell")}))';
  const home = makeHome();
  await using app = await inShell({home, env: preload(home, script)});
  const {terminal} = app;
  process.kill(terminal.foreground(), 'SIGUSR2');
  await terminal.waitForText('the sky fell');
  await terminal.waitForText('This is a fault of casedeck');
  await expectAtRest(app);
});

test('ctrl-z suspends to the shell, fg draws everything again at the size of now', async () => {
  await using app = await inShell();
  const {terminal} = app;
  expect(terminal.modes()).toMatchObject({bracketedPaste: true, focusReporting: true});
  terminal.press(keyOf('suspend'));
  await expectAtRest(app);
  terminal.resize(100, 30);
  terminal.write('fg\r');
  await terminal.waitForText('1 Open');
  await terminal.waitFor('a frame of the new size', () => terminal.row(29).includes('open'));
  expect(terminal.modes()).toMatchObject({alternateScreen: true, cursorHidden: true});
  expect(terminal.lineModes()).toMatchObject({echo: false, icanon: false});
  // A second time: the first must not have used anything up.
  terminal.press(keyOf('suspend'));
  await expectAtRest(app);
  terminal.write('fg\r');
  await terminal.waitForText('1 Open');
  terminal.press(keyOf('close'));
  await expectAtRest(app);
});

function writeEditor(home: string, script: string): string {
  const file = join(home, 'editor.sh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test("an editor gets the terminal as a shell would give it, ctrl-c is the editor's, and the screen comes back with its text", async () => {
  const home = makeHome();
  // The second time it waits, and takes ctrl-c as its own.
  const editor = writeEditor(
    home,
    [
      'echo "editor has the screen"; stty -a | grep -o -w -e -*echo -e -*icanon; read -r line',
      `[ "$line" = stay ] || { printf "%s" "$line" > "$1"; exit 0; }`,
      `trap 'exit 130' INT; echo 'editor waits'; while :; do sleep 0.1; done`,
    ].join('\n'),
  );
  await using app = await inShell({home, env: {EDITOR: editor}});
  const {terminal} = app;
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.press(keyOf('write.editor'));
  await terminal.waitForText('editor has the screen');
  await terminal.waitForText(/^echo$/m);
  expect(terminal.modes()).toEqual(AT_REST);
  terminal.write('typed in the editor\r');
  await terminal.waitForText('19 of 4000');
  expect(terminal.modes()).toMatchObject({alternateScreen: true, cursorHidden: false});
  expect(terminal.screen()).toContain('typed in the editor');
  terminal.press(keyOf('write.editor'));
  await terminal.waitFor('the screen for the editor', () => !terminal.modes().alternateScreen);
  terminal.write('stay\r');
  await terminal.waitForText('editor waits');
  terminal.press('ctrl-c');
  await terminal.waitForText('The editor');
  expect(terminal.screen()).toContain('typed in the editor');
  terminal.press(keyOf('write.close'));
  // Esc and a letter in one portion are alt and the letter.
  await terminal.waitForNoText('19 of 4000');
  terminal.press(keyOf('close'));
  await expectAtRest(app);
});

// Also proven by stories/list.ts.
longTest('what somebody else wrote over the screen goes with ctrl-l', async () => {
  await using app = await inShell();
  const {terminal} = app;
  writeFileSync(readlinkSync(`/proc/${terminal.foreground()}/fd/1`), '\u001B[5;10Hwall: the build is broken');
  await terminal.waitForText('wall: the build is broken');
  terminal.press(keyOf('redraw'));
  await terminal.waitForNoText('wall: the build is broken');
  expect(terminal.screen()).toContain('1 Open');
});

test('a console that is killed while suspended leaves nothing behind', async () => {
  await using app = await inShell();
  const {terminal} = app;
  const pid = terminal.foreground();
  terminal.press(keyOf('suspend'));
  await terminal.waitForText(PROMPT);
  await expectAtRest(app);
  process.kill(pid, 'SIGKILL');
  await expectAtRest(app);
});
