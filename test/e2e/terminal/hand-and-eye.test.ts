import {composerOf} from '../../support/composer-title.ts';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf, type CommandId} from '../../../src/keys/keymap.ts';
import {startSandbox} from '../../../src/sandbox/start-sandbox.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {type Console} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

/** Beside the detail pane a number is short: its end tells it from the others. */
const ID = /1-\d{12}|\d{8}|…\d{7,}/;
const OFTEN = '[refresh]\nlist = "1s"\nvisible = "1s"\nopen = "5s"\n';

function press({terminal}: Pick<Console, 'terminal'>, ...ids: readonly CommandId[]): void {
  for (const id of ids) terminal.pressAll(keyOf(id).split(' '));
}

/** The line of the screen with the pointer, and the ticket there. */
function pointed(terminal: TerminalDriver): {readonly id: string; readonly y: number} {
  const y = terminal.find('▸')?.y ?? -1;
  return {y, id: ID.exec(terminal.row(y))?.[0] ?? `no ticket in ${terminal.row(y)}`};
}

/** The list, everything in it read, the cursor on its first row. */
async function openList(
  config = OFTEN,
  size: {readonly cols?: number; readonly rows?: number} = {},
): Promise<Console> {
  const app = await openConsole({config, ...size});
  const {terminal} = app;
  await untilAllRead(app);
  await terminal.waitForText('ACTION');
  await terminal.settled(400);
  press(app, 'move.first');
  await terminal.settled();
  return app;
}

function changed({sandbox}: Console, id: string, change: object): void {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error(`no ${id}`);
  sandbox.put({...ticket, updatedDateTime: new Date().toISOString(), ...change});
}

/** A ticket that was further down needs an answer now. */
async function newcomer(app: Console): Promise<string> {
  const {terminal} = app;
  const id = '11150988';
  changed(app, id, {status: 'ACTION_REQUIRED'});
  await terminal.waitForText('1 new above', {timeout: 20_000});
  return id;
}

/** Whether the ticket has a note of these words. */
function has({sandbox}: Console, id: string, words: string): boolean {
  return sandbox.ticket(id)?.notes.some(({text}) => text === words) === true;
}

test('a ticket that comes in above moves nothing: the note goes to the one under the cursor, and g goes to the newcomer', async () => {
  await using app = await openList();
  const {terminal} = app;
  const before = pointed(terminal);
  const above = await newcomer(app);
  expect(pointed(terminal)).toEqual(before);
  press(app, 'ticket.note');
  await terminal.waitForText(composerOf(before.id));
  terminal.write('For the one I saw.');
  await terminal.waitForText('18 of 4000');
  press(app, 'write.send');
  await terminal.waitFor('the note', () => has(app, before.id, 'For the one I saw.'));
  expect(has(app, above, 'For the one I saw.')).toBe(false);
  press(app, 'move.first');
  await terminal.waitForNoText('new above');
  expect(pointed(terminal).id).toBe(above);
});

// Also proven by keys.test.ts, and test/property/hand-and-eye.test.ts while tickets come in.
longTest('a burst answers the row that was below, whatever comes in', async () => {
  await using app = await openList();
  const {terminal} = app;
  const next = ID.exec(terminal.row(pointed(terminal).y + 1))?.[0] ?? '';
  await newcomer(app);
  terminal.write(keyOf('move.down') + keyOf('ticket.note'));
  await terminal.waitForText(composerOf(next));
});

// Also proven by test/property/hand-and-eye.test.ts.
longTest(
  'filter, view, order, group and size leave the cursor on its ticket and, where that can be, on its line',
  async () => {
    await using app = await openList();
    const {terminal} = app;
    press(app, 'move.down', 'move.down', 'move.down');
    await terminal.waitForText(/\b4 of \d+/);
    const before = pointed(terminal);
    const same = async (shows: string | RegExp) => {
      await terminal.waitForText(shows);
      await terminal.settled();
      expect(pointed(terminal)).toEqual(before);
    };
    press(app, 'filter.open');
    await terminal.waitForText('Esc clear');
    press(app, 'filter.cancel');
    await same(/\b4 of \d+/);
    press(app, 'filter.open');
    await terminal.waitForText('Esc clear');
    terminal.write('status:action');
    await terminal.waitForText('filtered: Esc shows all');
    press(app, 'filter.done');
    await terminal.waitForNoText('Esc clear');
    expect(pointed(terminal).id).toBe(before.id);
    press(app, 'filter.clear');
    await same(/\b4 of \d+/);
    press(app, 'view.7');
    await terminal.waitForText('┌ All');
    press(app, 'view.1');
    await same(/┌ Open ─/);
    press(app, 'group.next');
    await terminal.waitForText('Grouped by IBX');
    expect(pointed(terminal).id).toBe(before.id);
    press(app, 'group.next', 'group.next');
    await terminal.waitForText('Not grouped');
    expect(pointed(terminal).id).toBe(before.id);
    terminal.resize(80, 12);
    await terminal.settled(400);
    expect(pointed(terminal).id).toBe(before.id);
    terminal.resize(80, 24);
    await terminal.settled(400);
    expect(pointed(terminal).id).toBe(before.id);
  },
);

// Also proven by test/state/pointer.test.ts and test/property/hand-and-eye.test.ts.
longTest('what leaves the view stays in its place until the cursor moves, and then it goes', async () => {
  await using app = await openList();
  const {terminal} = app;
  press(app, 'view.2');
  await terminal.waitForText('┌ Action required');
  press(app, 'move.down');
  await terminal.settled();
  const before = pointed(terminal);
  const below = ID.exec(terminal.row(before.y + 1))?.[0] ?? '';
  changed(app, before.id, {status: 'IN_PROGRESS'});
  await terminal.waitForText('not in this view', {timeout: 20_000});
  expect(pointed(terminal)).toEqual(before);
  press(app, 'move.down');
  await terminal.waitForNoText('not in this view');
  expect(pointed(terminal).id).toBe(below);
  expect(terminal.screen()).not.toContain(before.id);
});

// Also proven by test/property/hand-and-eye.test.ts.
longTest('a range holds what the cursor passed; what came in is said, and not marked', async () => {
  await using app = await openList();
  const {terminal} = app;
  press(app, 'move.down', 'move.down', 'move.down');
  await terminal.waitForText(/\b4 of \d+/);
  const {y} = pointed(terminal);
  const ids = [y, y + 1, y + 2].map((row) => ID.exec(terminal.row(row))?.[0] ?? '');
  press(app, 'mark.range', 'move.down', 'move.down');
  await terminal.waitForText('range of 3');
  // Between the second and the third of them.
  const at = Date.parse(app.sandbox.ticket(ids[1] ?? '')?.updatedDateTime ?? '') - 1000;
  changed(app, '11150988', {status: 'ACTION_REQUIRED', updatedDateTime: new Date(at).toISOString()});
  await terminal.waitForText('+1 arrived, not marked', {timeout: 20_000});
  press(app, 'time');
  await terminal.waitForText('Times are in');
  press(app, 'mark.range');
  await terminal.waitForText('b 3 marked');
  // The footer offers what marks are for, whatever was said before, and a single key says whose it is.
  expect(terminal.row(23)).toContain('b 3 marked');
  press(app, 'ticket.note');
  await terminal.waitForText(composerOf(ids[2] ?? ''));
  await terminal.waitForText('alone, not the 3 marked');
});

// Also proven by test/property/hand-and-eye.test.ts; the switch: account/profiles.test.ts.
longTest('another profile and back: the cursor is where it was', async () => {
  const lab = await startSandbox({tickets: 7, seed: 5});
  onTestFinished(() => lab.close());
  const secret = JSON.stringify({client_id: lab.clientId, client_secret: lab.clientSecret});
  const config = `[profiles.default]\naccount = "Main street 1"\n[profiles.lab]\nendpoint = "${lab.url}"\ncredential_command = ["printf", "%s", ${JSON.stringify(secret)}]\n`;
  await using app = await openList(config, {cols: 120});
  const {terminal} = app;
  press(app, 'move.down', 'move.down');
  await terminal.waitForText(/\b3 of \d+/);
  await terminal.settled();
  const before = pointed(terminal);
  expect(before.id).toMatch(ID);
  const go = async (key: string, words: RegExp) => {
    press(app, 'profile.switch');
    await terminal.waitForText(/lab/);
    terminal.press(key);
    press(app, 'menu.choose');
    await terminal.waitForText(words);
  };
  await go('down', /custom.*lab/);
  await go('up', /Main street 1/);
  await terminal.waitForNoText(/· lab/);
  await terminal.settled();
  expect(pointed(terminal).id).toBe(before.id);
});
