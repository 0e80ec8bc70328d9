import {DatabaseSync} from 'node:sqlite';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openConsole} from '../../support/open-console.ts';
import {databaseOf, makeHome, startSmallSandbox} from '../../support/start-console.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

const OFTEN = '[refresh]\nlist = "2s"\nvisible = "2s"\nopen = "2s"\n';
const NOTE = 'The whip was replaced at noon.';

/** As if nobody had been here for so long. */
function age(home: string, hours: number): void {
  const db = new DatabaseSync(databaseOf(home), {timeout: 5000});
  const left = String(Date.now() - hours * 3_600_000);
  db.prepare("UPDATE meta SET value = ? WHERE name = 'user.console.here'").run(left);
  db.close();
}

test('after hours away the first page says what happened: a line opens what it tells of, any other key goes to the list', async () => {
  const sandbox = await startSmallSandbox();
  onTestFinished(() => sandbox.close());
  const home = makeHome();
  const size = {home, sandbox, config: OFTEN, cols: 80, rows: 24};
  const first = await openConsole(size);
  onTestFinished(() => first.close());
  await first.terminal.waitForText(/\d+ of \d+/);
  await untilAllRead({terminal: first.terminal, sandbox});
  first.terminal.press(keyOf('close'));
  await first.terminal.waitForExit();

  // Who comes back at once is in the list.
  const soon = await openConsole(size);
  onTestFinished(() => soon.close());
  await soon.terminal.waitForText(/┌ Open ─/);
  soon.terminal.press(keyOf('close'));
  await soon.terminal.waitForExit();

  age(home, 9);
  const told = sandbox.ticket('11150988');
  if (told === undefined) throw new Error('the seeds have changed');
  const createdDateTime = new Date().toISOString();
  const note = {id: 'since-1', type: 'RESOLUTION_NOTES', createdDateTime, text: NOTE} as const;
  sandbox.put({...told, updatedDateTime: createdDateTime, notes: [...told.notes, note]});
  const {terminal, ...app} = await openConsole(size);
  onTestFinished(() => app.close());
  await terminal.waitForText('What happened in 9 h');
  await terminal.waitForText('Needs you (');
  // The last of the page, which is longer than the screen.
  const isTold = () => {
    terminal.press(keyOf('move.last'));
    return /1 note: .*The whip was/.test(terminal.screen());
  };
  await terminal.waitFor('what was told', isTold);
  terminal.press(keyOf('since.open'));
  await terminal.waitForText(/┌ 11150988/);
  await terminal.waitForText(NOTE);
  terminal.press(keyOf('close'));
  await terminal.waitForText('What happened in 9 h');
  // The key of a dialog: here it is one key more.
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText(/┌ Open ─/);
  expect(terminal.screen()).not.toContain('┌ Cancel');
  terminal.press(keyOf('since'));
  await terminal.waitForText('What happened in 9 h');
});
