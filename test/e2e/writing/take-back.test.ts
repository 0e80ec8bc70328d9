import {composerOf} from '../../support/composer-title.ts';
import {rmSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {draftIn} from '../../support/draft-in.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {runCommand} from '../../support/signed-out.ts';
import {
  type Console,
  consoleEnv,
  databaseOf,
  makeHome,
  startConsole,
  startSmallSandbox,
} from '../../support/start-console.ts';

const TICKET = '11150929';
const TEXT = 'Sent too early, perhaps.';
const HERE = `${TEXT.length} of 4000`;

/** Writes the note and sends it, with the time to take it back that nobody changed. */
async function writeAndSend(
  {terminal, home}: Pick<Console, 'terminal' | 'home'>,
  text = TEXT,
): Promise<void> {
  await selectTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(TICKET));
  terminal.write(text);
  await terminal.waitForText(`${text.length} of 4000`);
  await terminal.waitFor('the draft', () => draftIn(home, TICKET, 'reply') === text);
  terminal.press(keyOf('write.send'));
}

function copiesIn({sandbox}: Pick<Console, 'sandbox'>): number {
  return sandbox.ticket(TICKET)?.notes.filter(({text}) => text === TEXT).length ?? 0;
}

test('a note that was sent too early comes back into the composer, and goes out when it is sent again', async () => {
  await using app = await startConsole({cols: 80, rows: 24, ownProcess: false});
  const {terminal} = app;
  await writeAndSend(app);
  await terminal.waitForText('Goes out in 3 s; z takes it back');
  terminal.press(keyOf('undo'));
  await terminal.waitForText(HERE);
  await terminal.waitForText('Taken back: nothing was sent');
  terminal.write(' It was.');
  await terminal.waitForText(`${TEXT.length + 8} of 4000`);
  expect(app.sandbox.ticket(TICKET)?.notes.some(({text}) => text.startsWith(TEXT))).toBe(false);
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the note',
    () => app.sandbox.ticket(TICKET)?.notes.filter(({text}) => text === `${TEXT} It was.`).length === 1,
  );
  // Too late by now, and said so.
  await terminal.waitForNoText('goes out in a moment');
  await terminal.waitForNoText('takes it back');
  terminal.press(keyOf('undo'));
  await terminal.waitForText('It was sent already');
});

// Also proven by test/sync/outbox/outbox-take-back.test.ts.
longTest('quitting sends it at once', async () => {
  const app = await startConsole({cols: 80, rows: 24});
  onTestFinished(() => app.close());
  await writeAndSend(app);
  await app.terminal.waitForText('takes it back');
  app.terminal.press(keyOf('quit'));
  await app.terminal.waitForExit();
  expect(copiesIn(app)).toBe(1);
});

// Also proven by every test that opens its console with openConsole.
longTest('0 turns it off', async () => {
  await using app = await openConsole({cols: 80, rows: 24});
  await writeAndSend(app);
  await app.terminal.waitFor('the note', () => copiesIn(app) === 1);
  expect(app.terminal.screen()).not.toContain('takes it back');
});

/** Milliseconds after the key that sends, and the key that is pressed before the end. */
const MOMENTS = [
  {after: 0, key: undefined},
  {after: 500, key: 'undo'},
  {after: 1500, key: undefined},
  {after: 3000, key: undefined},
  {after: 3000, key: 'undo'},
  ...[50, 2960, 3040].flatMap((after) => [
    {after, key: undefined},
    {after, key: 'undo' as const},
  ]),
] as const;

test.each(firstRows(MOMENTS, 2))(
  'killed $after ms after sending (and $key): the text is on the ticket once or with the person, never both, never none',
  async ({after, key}) => {
    const home = makeHome();
    const sandbox = await startSmallSandbox();
    onTestFinished(async () => {
      await sandbox.close();
      rmSync(home, {recursive: true, force: true});
    });
    const app = await startConsole({home, sandbox, cols: 80, rows: 24});
    onTestFinished(() => app.close());
    await writeAndSend(app);
    await new Promise((resolve) => setTimeout(resolve, after));
    if (key !== undefined) app.terminal.press(keyOf(key));
    process.kill(app.terminal.pid, 'SIGKILL');
    await app.terminal.waitForExit();
    const env = consoleEnv(home, sandbox);
    // 7: killed while it went out, and it is not on the ticket: the person decides.
    expect([0, 1, 7]).toContain((await runCommand(['sync', '--quiet'], env)).code);
    const store = openStore({file: databaseOf(home)});
    onTestFinished(() => store.close());
    const drafts = store.drafts().filter(({text}) => text.includes(TEXT)).length;
    const stays = store.outbox(['unknown']).length;
    const story = JSON.stringify(store.outbox());
    expect(copiesIn(app) + drafts, story).toBeLessThanOrEqual(1);
    expect(copiesIn(app) + drafts + stays, story).toBeGreaterThanOrEqual(1);
    expect(store.outbox(['queued', 'sending', 'held', 'failed'])).toEqual([]);
  },
);
