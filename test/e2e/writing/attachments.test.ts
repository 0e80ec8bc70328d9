import {mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {Console} from '../../support/start-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';

const CASE = '11150929';

async function writeNote({terminal}: Pick<Console, 'terminal'>, text: string): Promise<void> {
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText('of 4000');
  terminal.write(text);
  await terminal.waitForText(`${text.length} of 4000`);
}

async function attach({terminal}: Pick<Console, 'terminal'>, path: string, shown: string): Promise<void> {
  terminal.press(keyOf('write.attach'));
  await terminal.waitForText('Attach files');
  terminal.write(path);
  await terminal.waitForText(path.slice(-8));
  terminal.press('enter');
  await terminal.waitForText(shown);
  terminal.press(keyOf('form.close'));
  await terminal.waitForText('of 4000');
}

function uploads({sandbox}: Pick<Console, 'sandbox'>): number {
  return sandbox.log().filter(({operation, status}) => operation === 'uploadAttachment' && status === 201)
    .length;
}

/** Without what is still being written. */
function wholeFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => !name.endsWith('.part'));
}

test('a file chosen with completion goes out with the note, uploaded once although the note failed first', async () => {
  const home = temporaryHome();
  mkdirSync(join(home, 'logs'));
  writeFileSync(join(home, 'logs', 'switch-1.txt'), 'interface down\n');
  writeFileSync(join(home, 'logs', 'switch-2.txt'), 'interface up\n');
  await using app = await openConsole({home, rows: 30});
  const {terminal, sandbox} = app;
  await openTicket(app.terminal, 'reseat');
  await writeNote(app, 'The log is attached.');
  terminal.press(keyOf('write.attach'));
  await terminal.waitForText('Attach files');
  terminal.write(join(home, 'log'));
  await terminal.waitForText('logs/');
  terminal.press(keyOf('form.next'));
  await terminal.waitForText('switch-1.txt');
  terminal.press('down');
  terminal.press('down');
  terminal.press('enter');
  await terminal.waitForText(/switch-[12]\.txt, 1\d B/);
  terminal.press(keyOf('form.close'));
  await terminal.waitForText('Files: switch-');

  sandbox.setFaults([{operation: 'addCaseNote', status: 422, times: 1}]);
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('not sent');
  expect(uploads(app)).toBe(1);
  terminal.press(keyOf('outbox.edit'));
  await terminal.waitForText('uploaded before');
  terminal.press(keyOf('write.send'));
  await terminal.waitFor(
    'the note with its file',
    () => sandbox.ticket(CASE)?.attachments.some(({name}) => name.startsWith('switch-')) === true,
  );
  expect(uploads(app)).toBe(1);
});

// Also proven by test/text/find-secrets.test.ts and test/commands/write/attach.test.ts.
longTest(
  'a file that seems to hold a secret is shown with the secret hidden, and sent only when asked again',
  async () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'router.txt'), 'hostname r1\nenable secret hunter2hunter2\n');
    await using app = await openConsole({home, rows: 30, cols: 100});
    const {terminal, sandbox} = app;
    await openTicket(app.terminal, 'reseat');
    await writeNote(app, 'Configuration.');
    await attach(app, join(home, 'router.txt'), 'seems to hold a secret');
    terminal.press(keyOf('write.send'));
    await terminal.waitForText('again sends it all the same');
    await terminal.waitForText('line 2');
    expect(terminal.screen()).not.toContain('hunter2hunter2');
    expect(uploads(app)).toBe(0);
    terminal.press(keyOf('write.send'));
    await terminal.waitFor(
      'the file',
      () => sandbox.ticket(CASE)?.attachments.some(({name}) => name === 'router.txt') === true,
    );
  },
);

// Also proven by test/commands/write/attach.test.ts; refusals on screen: composer.test.ts.
longTest('what cannot be attached is refused at once, with the limit', async () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'big.txt'), Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
  writeFileSync(join(home, 'tool.exe'), 'MZ');
  for (let index = 1; index <= 5; index += 1) writeFileSync(join(home, `log-${index}.txt`), `${index}`);
  await using app = await openConsole({home, rows: 40, cols: 100});
  const {terminal} = app;
  await openTicket(app.terminal, 'reseat');
  await writeNote(app, 'Files.');
  terminal.press(keyOf('write.attach'));
  await terminal.waitForText('Attach files');
  terminal.write(join(home, 'big.txt'));
  await terminal.waitForText('10.0 MB');
  terminal.press('enter');
  await terminal.waitForText('at most 10485760 (10 MB)');
  terminal.write(join(home, 'tool.exe'));
  await terminal.waitForText('2 B');
  terminal.press('enter');
  // Only believed: the file is taken, with a warning.
  await terminal.waitForText('tool.exe, 2 B, of a type that Equinix may refuse');
  for (let index = 1; index <= 4; index += 1) {
    terminal.write(join(home, `log-${index}.txt`));
    await terminal.waitForText(new RegExp(`Path: .*log-${index}.txt`));
    await terminal.waitForText(new RegExp(`\\n.*   log-${index}\\.txt  1 B`));
    terminal.press('enter');
    await terminal.waitForText(`log-${index}.txt, 1 B`);
  }
  terminal.write(join(home, 'log-5.txt'));
  await terminal.waitForText(/\n.* {3}log-5\.txt {2}1 B/);
  terminal.press('enter');
  await terminal.waitForText('At most 5 files go with one note');
  expect(uploads(app)).toBe(0);
});

// Also proven by commands-writing.test.ts, and the key that stops it: stories/write.ts.
longTest('an upload shows how far it is, and stops when asked; the note stays a draft', async () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'slow.txt'), Buffer.alloc(9_000_000, 'x'));
  await using app = await openConsole({
    home,
    rows: 30,
    cols: 100,
    sandbox: {faults: [{operation: 'uploadAttachment', readBytesPerSecond: 400_000}]},
  });
  const {terminal} = app;
  await openTicket(app.terminal, 'reseat');
  await writeNote(app, 'Slow.');
  await attach(app, join(home, 'slow.txt'), '8.6 MB');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText(/\[#*-+\].*%.*8\.6 MB.*slow\.txt/);
  terminal.press(keyOf('transfer.stop'));
  await terminal.waitForText('slow.txt was not uploaded');
  await terminal.waitForText('Files: slow.txt');
  expect(app.sandbox.log().some(({operation}) => operation === 'addCaseNote')).toBe(false);
});

// Also proven by test/commands/read/download-command.test.ts; the keys: stories/ticket.ts.
longTest(
  'one file and all files of a ticket are saved where they were wanted, never over others',
  async () => {
    const home = temporaryHome();
    const folder = join(home, 'evidence');
    await using app = await openConsole({home, rows: 30, cols: 100});
    const {terminal, sandbox} = app;
    const attachments = sandbox.ticket(CASE)?.attachments ?? [];
    expect(attachments.length).toBeGreaterThan(0);
    await openTicket(app.terminal, 'reseat');
    terminal.press(keyOf('ticket.files'));
    await terminal.waitForText('[Files');
    for (const round of [1, 2]) {
      terminal.press(keyOf('file.save'));
      await terminal.waitForText('Folder:');
      if (round === 1) {
        terminal.press('backspace');
        terminal.write(folder);
        await terminal.waitForText('evidence');
      }
      terminal.press('enter');
      await terminal.waitForText('Saved ');
      await terminal.waitFor('the file', () => wholeFiles(folder).length === round);
    }
    const names = readdirSync(folder);
    expect(names.some((name) => name.includes('(1)'))).toBe(true);
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    terminal.press(keyOf('file.saveAll'));
    await terminal.waitForText('Folder:');
    terminal.press('enter');
    await terminal.waitFor('all files', () => wholeFiles(folder).length === 2 + attachments.length);
  },
);

// Also proven by stories/ticket.ts, and what is in it: test/commands/read/export.test.ts.
longTest('a whole ticket is exported from the console', async () => {
  const home = temporaryHome();
  await using app = await openConsole({home, rows: 30, cols: 100});
  const {terminal} = app;
  await openTicket(app.terminal, 'reseat');
  terminal.press(keyOf('ticket.export'));
  await terminal.waitForText('Folder:');
  terminal.press('backspace');
  terminal.write(home);
  terminal.press('enter');
  await terminal.waitForText(`Saved in ${home}/${CASE}`, {timeout: 20_000});
  const sums = readFileSync(join(home, CASE, 'SHA256SUMS'), 'utf8');
  expect(sums).toContain('ticket.json');
});

// Also proven by test/commands/read/download-command.test.ts; words on screen: view-files.test.ts.
longTest('a download that is cut says so in words, and leaves no finished-looking file', async () => {
  const home = temporaryHome();
  await using app = await openConsole({
    home,
    rows: 30,
    cols: 100,
    sandbox: {faults: [{operation: 'downloadAttachment', truncate: 10}]},
  });
  const {terminal} = app;
  await openTicket(app.terminal, 'reseat');
  terminal.press(keyOf('ticket.files'));
  await terminal.waitForText('[Files');
  terminal.press(keyOf('file.save'));
  await terminal.waitForText('Folder:');
  terminal.press('backspace');
  terminal.write(join(home, 'cut'));
  terminal.press('enter');
  await terminal.waitForText('was not saved');
  expect(readdirSync(join(home, 'cut'))).toEqual([]);
});
