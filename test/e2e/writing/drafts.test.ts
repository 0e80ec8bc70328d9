import {composerOf} from '../../support/composer-title.ts';
import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {draftIn} from '../../support/draft-in.ts';
import {ONLY_ONE, selectTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {preload} from '../../support/preload.ts';
import {makeHome, startSmallSandbox} from '../../support/start-console.ts';

const TICKET = '11150929';
const TEXT = 'Half a thought about line card 3';

async function compose(env: Readonly<Record<string, string>> = {}, home = makeHome()) {
  const sandbox = await startSmallSandbox();
  onTestFinished(() => sandbox.close());
  const app = await openConsole({home, sandbox, env, ownProcess: true});
  onTestFinished(() => app.close());
  const {terminal} = app;
  await selectTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(TICKET));
  terminal.write(TEXT);
  await terminal.waitForText(`${TEXT.length} of 4000`);
  return {home, sandbox, terminal};
}

/** An editor of so many shell commands; `$1` is the file. */
function editor(home: string, ...lines: readonly string[]): string {
  const file = join(home, 'editor.sh');
  writeFileSync(file, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
  return file;
}

test.each(
  firstRows([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const),
)('%s: every letter is in the draft, and the end in good order, with code %d', async (signal, code) => {
  const {home, terminal} = await compose();
  terminal.kill(signal);
  expect(await terminal.waitForExit()).toEqual({code, signal: undefined});
  expect(terminal.modes()).toMatchObject({
    alternateScreen: false,
    cursorHidden: false,
    bracketedPaste: false,
  });
  expect(draftIn(home, TICKET, 'reply')).toBe(TEXT);
});

// Also proven by terminal/endings.test.ts.
longTest('a crash ends in order: the words, the terminal, every letter in the draft', async () => {
  const home = makeHome();
  const fuse = join(home, 'fuse');
  const look = `const {existsSync} = require('node:fs'); setInterval(() => { if (existsSync('${fuse}')) throw new Error('a bug of ours'); }, 20).unref();`;
  const {terminal} = await compose(preload(home, look), home);
  writeFileSync(fuse, '');
  const exit = await terminal.waitForExit();
  expect(exit.code).toBe(1);
  expect(terminal.screen()).toContain('a bug of ours');
  expect(draftIn(home, TICKET, 'reply')).toBe(TEXT);
});

// Also proven by test/console/edit-text.test.ts.
longTest('an editor that dies: what it had saved is in the note, and the words say where else', async () => {
  const home = makeHome();
  const {terminal} = await compose(
    {VISUAL: editor(home, 'echo "Saved in the editor" > "$1"', 'kill -9 $$')},
    home,
  );
  terminal.press(keyOf('write.editor'));
  await terminal.waitForText(/Saved in the editor[^]*The editor/);
  terminal.press(keyOf('write.close'));
  await terminal.waitForNoText(composerOf(TICKET));
  expect(draftIn(home, TICKET, 'reply')).toBe('Saved in the editor');
});

// Also proven by terminal/endings.test.ts (killed while an editor has the terminal).
longTest('the connection goes while an editor is open: what it had saved is the draft', async () => {
  const home = makeHome();
  const saved = join(home, 'saved');
  const lines = ['echo "Saved before the line broke" > "$1"', `touch ${saved}`, 'sleep 60'];
  const {terminal} = await compose({VISUAL: editor(home, ...lines)}, home);
  terminal.press(keyOf('write.editor'));
  await terminal.waitFor('the editor', () => existsSync(saved));
  process.kill(-terminal.pid, 'SIGHUP');
  await terminal.waitForExit();
  expect(draftIn(home, TICKET, 'reply')).toBe('Saved before the line broke');
});

test('a ticket that is closed while its note is written: it is said, the text is kept and can be read', async () => {
  const {home, sandbox, terminal} = await compose();
  const ticket = sandbox.ticket(TICKET);
  if (ticket === undefined) throw new Error('no such ticket');
  const updatedDateTime = new Date().toISOString();
  sandbox.put({...ticket, status: 'CLOSED', updatedDateTime});
  terminal.press(keyOf('write.close'));
  await terminal.waitForNoText(composerOf(TICKET));
  terminal.press(keyOf('refresh'));
  await terminal.waitForText('is closed by now');
  terminal.press(keyOf('quit'));
  await terminal.waitForExit();
  expect(draftIn(home, TICKET, 'reply')).toBe(TEXT);

  const next = await openConsole({home, sandbox});
  onTestFinished(() => next.close());
  await next.terminal.waitForText('closed by now');
  next.terminal.press(keyOf('filter.clear'));
  await next.terminal.waitForNoText(ONLY_ONE);
  next.terminal.press(keyOf('view.7'));
  await next.terminal.waitForText('All');
  next.terminal.press(keyOf('filter.open'));
  next.terminal.write('reseat line card');
  await next.terminal.waitForText(TICKET);
  next.terminal.press(keyOf('filter.done'));
  next.terminal.press(keyOf('ticket.note'));
  await next.terminal.waitForText(new RegExp(`${composerOf(TICKET).source} \\(CLOSED\\)`));
  await next.terminal.waitForText(TEXT);
  next.terminal.press(keyOf('write.send'));
  await next.terminal.waitForText('takes no more notes');
  expect(sandbox.ticket(TICKET)?.notes.some(({text}) => text === TEXT)).toBe(false);
});
