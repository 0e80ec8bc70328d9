import {composerOf} from '../../support/composer-title.ts';
import {renameSync, rmSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {expect, onTestFinished} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {breakPages, rootPage} from '../../store/damage/damage.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {runBuilt} from '../../support/signed-out.ts';
import {databaseOf, makeHome} from '../../support/start-console.ts';

const TICKET = '11150929';
const TEXT = 'Please check the optics.';
/** A note has to wait. */
const AWAY = [{operation: 'addCaseNote', status: 429, retryAfter: 12}];

async function noteWaits() {
  const home = makeHome();
  const app = await openConsole({home, sandbox: {faults: AWAY}});
  onTestFinished(() => app.close());
  const {terminal, sandbox} = app;
  await selectTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(TICKET));
  terminal.write(TEXT);
  await terminal.waitForText(`${TEXT.length} of 4000`);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(composerOf(TICKET));
  const command = (...args: string[]) => runBuilt(args, app.env);
  const copies = () => sandbox.ticket(TICKET)?.notes.filter(({text}) => text === TEXT).length;
  return {terminal, sandbox, command, copies, file: databaseOf(home)};
}

/** As a broken disk would, while a console works with the file. */
function breakDatabase(file: string): void {
  const db = new DatabaseSync(file, {timeout: 5000});
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE tbl_name IN ('tickets', 'aliases')").all();
  // What is still in the log would hide what is broken below it.
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  breakPages(
    file,
    names.map(({name}) => rootPage(file, String(name))).filter((page) => page > 1),
  );
}

// Also proven by test/store/damage/damage.test.ts.
longTest(
  'a database that is damaged while a console is open: commands leave it alone, and the note goes out once',
  async () => {
    const {terminal, sandbox, command, copies, file} = await noteWaits();
    breakDatabase(file);
    // Whoever meets the damage first leaves word.
    await command('list', '--offline');
    // The console, alone with it again, sets the file aside and says so; nobody else did.
    await terminal.waitForText(/was\s+damaged/, {timeout: 30_000});
    expect(await command('list', '--offline')).toMatchObject({code: 0});
    expect((await command('drafts', '--json')).code).toBe(0);
    sandbox.setFaults([]);
    await terminal.waitFor('the note at the service', () => copies() === 1, {timeout: 30_000});
    await command('sync');
    expect(copies()).toBe(1);
  },
);

// Also proven by test/store/moved.test.ts.
longTest.each<[string, (file: string) => void]>([
  ['deleted', (file) => rmSync(file)],
  ['moved away', (file) => renameSync(file, `${file}.elsewhere`)],
])(
  'a database that is %s while a console is open: the console goes on with a new one, and the note goes out once',
  async (_how, lose) => {
    const {terminal, sandbox, command, copies, file} = await noteWaits();
    lose(file);
    const other = command('sync');
    await terminal.waitForText(/was\s+moved\s+or\s+deleted/, {timeout: 30_000});
    sandbox.setFaults([]);
    await terminal.waitFor('the note at the service', () => copies() === 1, {timeout: 30_000});
    await other;
    await command('sync');
    expect(copies()).toBe(1);
  },
);

// Also proven by test/store/moved.test.ts.
longTest('logout --data leaves everything where it is while a console is open', async () => {
  const {terminal, command, file} = await noteWaits();
  const out = await command('logout', '--data', '--yes');
  expect(out).toMatchObject({code: 1, err: expect.stringContaining('it is not removed')});
  const db = new DatabaseSync(file, {readOnly: true});
  expect(db.prepare('SELECT count(*) AS count FROM outbox').get()).toEqual({count: 1});
  db.close();
  terminal.press(keyOf('close'));
});
