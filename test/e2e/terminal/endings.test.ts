import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {draftIn} from '../../support/draft-in.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {firstRows} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {preload} from '../../support/preload.ts';
import {makeHome} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

// Loaded into casedeck before its own code: from SIGUSR2 on, drawing the header throws.
const BREAK_DRAWING = `
const now = Date.now;
let isBroken = false;
Date.now = () => {
  if (isBroken && new Error().stack?.includes('at Header') === true) throw new Error('the sky fell');
  return now();
};
process.on('SIGUSR2', () => {
  isBroken = true;
});
`;

async function composing(options: Parameters<typeof openConsole>[0]) {
  const app = await openConsole({...options, shell: true});
  const {terminal} = app;
  await openTicket(terminal, '11150871');
  expect(terminal.modes()).toMatchObject({alternateScreen: true, cursorHidden: true, wrap: false});
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText('0 of 4000');
  return app;
}

/** The shell has the terminal again, with all its modes, and says how the console ended. */
async function expectEnded(terminal: TerminalDriver, code: number): Promise<void> {
  await terminal.waitFor('the shell', () => terminal.foreground() === terminal.pid);
  await terminal.waitFor(
    'the line discipline',
    () => terminal.lineModes().echo && terminal.lineModes().icanon,
  );
  await terminal.waitFor('the first screen', () => !terminal.modes().alternateScreen);
  expect(terminal.modes()).toMatchObject({
    cursorHidden: false,
    bracketedPaste: false,
    wrap: true,
    focusReporting: false,
    mouse: false,
    applicationCursorKeys: false,
    kittyKeyboard: 0,
  });
  terminal.write('echo "ended with $?"\r');
  await terminal.waitForText(`ended with ${code}`);
}

test('an error while drawing gives the terminal back, says what happened, and loses no text', async () => {
  const home = makeHome();
  await using app = await composing({home, env: preload(home, BREAK_DRAWING)});
  const {terminal, sandbox} = app;
  terminal.write('Half a sentence');
  await terminal.waitForText('15 of 4000');
  process.kill(terminal.foreground(), 'SIGUSR2');
  // Makes the header draw itself again.
  terminal.resize(100, 30);
  await expectEnded(terminal, 1);
  expect(terminal.screen()).toContain('Internal error: the sky fell');

  await using next = await openConsole({home, sandbox});
  await openTicket(next.terminal, '11150871');
  next.terminal.press(keyOf('ticket.note'));
  await next.terminal.waitForText('Half a sentence');
});

test('killed while an editor has the terminal, the console leaves it as it was, and the draft is kept', async () => {
  const home = makeHome();
  await using app = await composing({home, env: {EDITOR: 'sleep 20;:'}});
  const {terminal, sandbox} = app;
  terminal.write('Half a sentence');
  await terminal.waitForText('15 of 4000');
  terminal.press(keyOf('write.editor'));
  await terminal.waitFor('the screen for the editor', () => !terminal.modes().alternateScreen);
  process.kill(terminal.foreground(), 'SIGKILL');
  await expectEnded(terminal, 137);

  await using next = await openConsole({home, sandbox});
  await openTicket(next.terminal, '11150871');
  next.terminal.press(keyOf('ticket.note'));
  await next.terminal.waitForText('Half a sentence');
});

test.for(firstRows(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const))(
  '%s in the middle of a note loses no text',
  async (signal) => {
    const home = makeHome();
    await using app = await composing({home});
    const {terminal, sandbox} = app;
    terminal.write('Half a sentence');
    await terminal.waitForText('15 of 4000');
    await terminal.waitFor('the draft', () => draftIn(home, '11150871', 'reply') === 'Half a sentence');
    if (signal !== 'SIGKILL') terminal.write(', and the rest');
    if (signal !== 'SIGKILL') await terminal.waitForText('29 of 4000');
    process.kill(terminal.foreground(), signal);
    await expectEnded(terminal, {SIGTERM: 143, SIGHUP: 129, SIGKILL: 137}[signal]);

    await using next = await openConsole({home, sandbox});
    await openTicket(next.terminal, '11150871');
    next.terminal.press(keyOf('ticket.note'));
    await next.terminal.waitForText(
      signal === 'SIGKILL' ? 'Half a sentence' : 'Half a sentence, and the rest',
    );
  },
);
