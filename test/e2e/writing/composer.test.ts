import {beginNote, COMPOSER, composerOf} from '../../support/composer-title.ts';
import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS, makeHome} from '../../support/start-console.ts';
import {untilAllRead} from '../../support/until-all-read.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

const CASE = '11150871';
const ORDER = '1-204976070690';

async function compose(id: string, options: Parameters<typeof openConsole>[0] = {}) {
  const app = await openConsole({sandbox: ALL_TICKETS, ...options});
  const {terminal, sandbox} = app;
  await openTicket(terminal, id);
  await openComposer(terminal, id);
  const notes = () => sandbox.ticket(id)?.notes.map(({text}) => text) ?? [];
  return Object.assign(app, {notes});
}

async function openComposer(terminal: TerminalDriver, id: string): Promise<void> {
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(id));
}

/** What stands in the composer, without its frame. */
function written(terminal: TerminalDriver): string {
  const rows = terminal.screen().split('\n');
  const top = rows.findIndex((row) => COMPOSER.test(row));
  const inside = rows.slice(top + 1).filter((row) => row.startsWith('│'));
  return inside
    .map((row) => row.slice(2, -1).trimEnd())
    .join('\n')
    .trimEnd();
}

test('a note that is begun while a first start still reads leaves the cursor on its ticket', async () => {
  const faults = [{operation: 'getTicket', delay: 1000}];
  await using app = await openConsole({sandbox: {...ALL_TICKETS, faults}});
  const {terminal} = app;
  await terminal.waitForText(/1 of \d+/);
  const first = await beginNote(terminal);
  app.sandbox.setFaults([]);
  // Each of these is more urgent, and comes before it.
  await terminal.waitForText(/2 Action [1-9]/);
  await untilAllRead(app);
  terminal.press(keyOf('write.close'));
  await terminal.waitForNoText(composerOf(first));
  expect(await beginNote(terminal)).toBe(first);
});

// Also proven by main-story.test.ts, and by number of order: test/commands/write/note.test.ts.
longTest.for([
  [CASE, 'addCaseNote', `/support/v1/tickets/${CASE}/notes`],
  [ORDER, 'addTicketNote', `/support/v2/tickets/${ORDER}/notes`],
] as const)('a note to %s goes by %s', async ([id, operation, path]) => {
  await using app = await compose(id);
  const {terminal, sandbox} = app;
  terminal.write('First line');
  terminal.press('enter');
  terminal.write('second line');
  await terminal.waitForText('22 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note at the service', () => app.notes().includes('First line\nsecond line'));
  const writes = sandbox.log().filter(({path: asked}) => asked.endsWith('/notes'));
  expect(writes.map((request) => [request.operation, request.path, request.body])).toEqual([
    [operation, path, {text: 'First line\nsecond line'}],
  ]);
});

// Also proven by main-story.test.ts; the states: test/sync/outbox/outbox-runner.test.ts.
longTest('a note shows at once as sending, then as the service has it', async () => {
  await using app = await compose(CASE);
  const {terminal, sandbox} = app;
  sandbox.setFaults([{operation: 'addCaseNote', delay: 1500}]);
  terminal.write('Yes, please move it.');
  await terminal.waitForText('20 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('sending');
  expect(terminal.screen()).toContain('Yes, please move it.');
  expect(app.notes()).not.toContain('Yes, please move it.');
  await terminal.waitForNoText('sending');
  expect(app.notes().filter((text) => text === 'Yes, please move it.')).toHaveLength(1);
  await terminal.waitForText('Notes 6');
  // Once, not as ours and as the service's.
  expect(terminal.screen().split('Yes, please move it.')).toHaveLength(2);
});

// Also proven by test/text/text-buffer.test.ts and test/api/limits-complete.test.ts.
longTest('4,000 characters are sent, 4,001 are refused with the count and nothing is sent', async () => {
  await using app = await compose(CASE);
  const {terminal, sandbox} = app;
  await terminal.pasteAndLook('x'.repeat(4001), '4001 of 4000: 1 too many');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the refusal',
    () => /4,?001/.test(terminal.row(23)) || /4,?001/.test(terminal.row(22)),
  );
  expect(terminal.screen()).toMatch(composerOf(CASE));
  expect(sandbox.log().filter(({operation}) => operation === 'addCaseNote')).toEqual([]);
  terminal.press(keyOf('edit.backspace'));
  await terminal.waitForText('4000 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note at the service', () => app.notes().includes('x'.repeat(4000)));
});

// Also proven by test/commands/write/note.test.ts; a refusal on screen is the test before.
longTest('an empty note is refused before sending', async () => {
  await using app = await compose(CASE);
  const {terminal, sandbox} = app;
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the refusal',
    () => /\b1\b|empty/i.test(terminal.row(23)) && !terminal.row(23).includes('send'),
  );
  expect(sandbox.log().filter(({operation}) => operation === 'addCaseNote')).toEqual([]);
});

// Also proven by test/text/text-buffer.test.ts, and each of the keys: stories/write.ts.
longTest('words, lines and undo work as in an editor', async () => {
  await using app = await compose(CASE);
  const {terminal} = app;
  const press = (...ids: readonly Parameters<typeof keyOf>[0][]) => terminal.pressAll(ids.map(keyOf));
  const expectText = async (text: string) => {
    await terminal.waitFor(`the text ${JSON.stringify(text)}`, () => written(terminal) === text);
  };
  terminal.write('one two three');
  await expectText('one two three');
  press('edit.wordLeft', 'edit.wordLeft');
  terminal.write('and ');
  await expectText('one and two three');
  press('edit.killEnd');
  await expectText('one and');
  press('edit.undo');
  await expectText('one and two three');
  press('edit.end', 'edit.deleteWord');
  await expectText('one and two');
  press('edit.home', 'edit.wordRight', 'edit.newline');
  await terminal.waitForText(/│ one +│\n│ +and two/);
  press('edit.up', 'edit.end', 'edit.delete');
  await expectText('one and two');
  press('edit.end', 'edit.killStart');
  await expectText('');
  press('edit.yank');
  await expectText('one and two');
  press('edit.undo', 'edit.undo', 'edit.redo');
  await terminal.waitForText(/\d+ of 4000/);
  press('edit.home', 'edit.killEnd');
  terminal.write('é漢字👍🏽');
  await terminal.waitForText('é漢字');
  press('edit.backspace', 'edit.backspace');
  await expectText('é漢');
});

// Also proven by test/terminal/key-parser.test.ts and test/text/text-buffer-properties.test.ts; the next test pastes.
longTest('a paste of many lines is text, with its line breaks, and undone at once', async () => {
  await using app = await compose(ORDER);
  const {terminal} = app;
  const pasted = Array.from({length: 30}, (_, line) => `line ${line + 1}: \tq x c ? :`).join('\n');
  await terminal.pasteAndLook(pasted, 'line 30');
  terminal.press(keyOf('edit.undo'));
  await terminal.waitForText('0 of 4000');
  terminal.press(keyOf('edit.redo'));
  await terminal.waitForText('line 30');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note at the service', () => app.notes().length > 0);
  expect(app.notes().at(-1)?.split('\n')).toHaveLength(30);
  expect(app.notes().at(-1)).toMatch(/^line 1: /);
});

// Also proven by test/terminal/key-fuzz.test.ts and test/text/text-buffer-properties.test.ts.
longTest('terminal sequences in a paste are text without effect', async () => {
  await using app = await compose(ORDER);
  const {terminal} = app;
  await terminal.pasteAndLook('before\x1b]0;owned\x07\x1b[2Jafter', 'after');
  expect(terminal.title()).not.toContain('owned');
  expect(terminal.screen()).toContain('before');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note at the service', () => app.notes().length > 0);
  // oxlint-disable-next-line no-control-regex -- none must reach the service
  expect(app.notes().at(-1)).not.toMatch(/[\u0000-\u0008\u000B-\u001F]/);
});

function editor(home: string, script: string): string {
  const file = join(home, 'editor.sh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the text goes to $EDITOR and comes back, as one change', async () => {
  const home = makeHome();
  const EDITOR = editor(home, 'sed -i s/draft/text/ "$1"; echo "and a second line" >> "$1"');
  await using app = await compose(ORDER, {home, env: {EDITOR}});
  const {terminal} = app;
  terminal.write('A draft');
  await terminal.waitForText('7 of 4000');
  terminal.press(keyOf('write.editor'));
  await terminal.waitForText('and a second line');
  expect(written(terminal)).toContain('A text');
  terminal.press(keyOf('edit.undo'));
  await terminal.waitForText('7 of 4000');
  expect(written(terminal)).toBe('A draft');
  terminal.press(keyOf('edit.redo'));
  await terminal.waitForText('and a second line');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the note at the service', () =>
    /^A text\n?and a second line$/.test(app.notes().at(-1) ?? ''),
  );
});

// Also proven by terminal/terminal.test.ts: an editor that ends by ctrl-c fails.
longTest.for([
  ['fails', 'echo lost >> "$1"; exit 3', 'ended with code 3'],
  ['is not there', undefined, 'was not found'],
] as const)('an editor that %s costs nothing but a message', async ([, script, words]) => {
  const home = makeHome();
  const EDITOR = script === undefined ? 'no-such-editor' : editor(home, script);
  await using app = await compose(ORDER, {home, env: {EDITOR}});
  const {terminal} = app;
  terminal.write('A draft');
  await terminal.waitForText('7 of 4000');
  terminal.press(keyOf('write.editor'));
  await terminal.waitForText(words);
  expect(terminal.screen()).toContain('A draft');
});

test('Esc keeps the draft, in this run and the next', async () => {
  const home = makeHome();
  await using app = await compose(ORDER, {home});
  const {terminal, sandbox} = app;
  terminal.write('To be continued');
  terminal.press(keyOf('write.close'));
  await terminal.waitForNoText(composerOf(ORDER));
  await openComposer(terminal, ORDER);
  await terminal.waitForText('To be continued');
  terminal.press(keyOf('write.close'));
  await terminal.waitForNoText(composerOf(ORDER));
  terminal.press(keyOf('quit'));
  await terminal.waitForExit();

  await using next = await openConsole({home, sandbox});
  await openTicket(next.terminal, ORDER);
  await openComposer(next.terminal, ORDER);
  await next.terminal.waitForText('To be continued');
  next.terminal.write(' later');
  await next.terminal.waitForText('To be continued later');
  expect(sandbox.log().filter(({operation}) => operation === 'addTicketNote')).toEqual([]);
});

test('a note that the service refuses keeps its text on screen, with the reason, and can be sent again', async () => {
  await using app = await compose(CASE);
  const {terminal, sandbox} = app;
  sandbox.setFaults([{operation: 'addCaseNote', status: 422, times: 1}]);
  terminal.write('Yes, please move it.');
  await terminal.waitForText('20 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('not sent');
  expect(terminal.screen()).toContain('Yes, please move it.');
  expect(terminal.screen()).toMatch(/HTTP\s+422/);
  expect(terminal.screen()).toMatch(/correlation\s+id/);
  expect(app.notes()).not.toContain('Yes, please move it.');
  terminal.press(keyOf('outbox.again'));
  await terminal.waitForNoText('not sent');
  await terminal.waitFor('the note at the service', () => app.notes().includes('Yes, please move it.'));
});
