import {beginNote, composerOf} from '../support/composer-title.ts';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {openStore} from '../../src/store/open-store.ts';
import {openConsole} from '../support/open-console.ts';
import {canMount, mountSmallDisk, type SmallDisk} from './support/small-disk.ts';

const isLeftOut = !canMount();
const reason = isLeftOut ? ' (left out: mounting a file system is not allowed here)' : '';

function smallDisk(megabytes: number): SmallDisk {
  const disk = mountSmallDisk(megabytes);
  if (disk === undefined) throw new Error('It could be mounted a moment ago.');
  onTestFinished(() => disk.remove());
  return disk;
}

/** A console that keeps its files there, with a note to the first ticket begun. */
async function composeOn(disk: SmallDisk) {
  // Few tickets: SQLite's journal has not yet grown to the size at which it is used over again.
  const sandbox = {tickets: 5};
  const app = await openConsole({
    sandbox,
    cols: 110,
    rows: 30,
    env: {XDG_STATE_HOME: disk.folder},
    ownProcess: true,
  });
  onTestFinished(() => app.close());
  await app.terminal.waitForText('ACTION');
  const ticketId = await beginNote(app.terminal);
  return {...app, ticketId, notes: () => (app.sandbox.ticket(ticketId)?.notes ?? []).map(({text}) => text)};
}

test.skipIf(isLeftOut)(
  `a disk that is full while a note is written: the console says so, keeps the text, and saves it when there is room${reason}`,
  async () => {
    const disk = smallDisk(24);
    const {terminal, sandbox, ticketId, notes} = await composeOn(disk);
    terminal.write('Before. ');
    await terminal.waitForText('draft saved');
    disk.fill();
    const long = `${'The disk is full by now. '.repeat(150)}End.`;
    terminal.paste(long);
    await terminal.waitForText('NOT SAVED');
    await terminal.waitForText('Not saved. The disk is full: nothing more fits');
    await terminal.waitForText('Free some space');

    // It cannot be queued either; the text stays where it is.
    terminal.press(keyOf('write.send'));
    await terminal.settled();
    expect(terminal.screen()).toMatch(composerOf(ticketId));
    expect(sandbox.log().some(({operation}) => operation?.endsWith('Note') === true)).toBe(false);

    disk.free();
    await terminal.waitForNoText('NOT SAVED');
    await terminal.waitForNoText('Not saved.');
    const store = openStore({file: join(disk.folder, 'casedeck', 'default.db')});
    const kept = () => (store.draft(ticketId, 'note') ?? store.draft(ticketId, 'reply'))?.text;
    await terminal.waitFor('the draft', () => kept() === `Before. ${long}`);
    store.close();
    terminal.press(keyOf('write.send'));
    await terminal.waitFor('the note at the service', () => notes().includes(`Before. ${long}`));
  },
);

test.skipIf(isLeftOut)(
  `a disk that stays full: what was typed is handed over at the end${reason}`,
  async () => {
    const disk = smallDisk(24);
    const {terminal} = await composeOn(disk);
    disk.fill();
    const text = 'Nobody else knows this. '.repeat(160).trim();
    terminal.paste(text);
    await terminal.waitForText('NOT SAVED');
    terminal.press(keyOf('quit'));
    await terminal.waitForExit();
    const file = /in (\S+\.txt)/.exec(terminal.screen().replaceAll('\n', ''))?.[1] ?? '';
    expect(readFileSync(file, 'utf8')).toContain(text);
  },
);

test.skipIf(isLeftOut)(
  `a home that cannot be written: tickets are shown, notes are sent, what is not sent is handed over${reason}`,
  async () => {
    const disk = smallDisk(2);
    disk.makeReadOnly();
    const {terminal, ticketId, notes} = await composeOn(disk);
    await terminal.waitForText('Nothing is kept when casedeck ends.');
    terminal.write('Sent without a disk.');
    await terminal.waitForText('20 of 4000');
    terminal.press(keyOf('write.send'));
    await terminal.waitFor('the note at the service', () => notes().includes('Sent without a disk.'));
    expect(await beginNote(terminal)).toBe(ticketId);
    terminal.write('Begun and not sent.');
    await terminal.waitForText('19 of 4000');
    terminal.press(keyOf('quit'));
    await terminal.waitForExit();
    const file = /in (\S+\.txt)/.exec(terminal.screen().replaceAll('\n', ''))?.[1] ?? '';
    // Where an answer is awaited the note is one.
    expect(readFileSync(file, 'utf8')).toMatch(
      new RegExp(`^== (Note|Reply) to ${ticketId} ==\\n\\nBegun and not sent\\.\\n$`),
    );
  },
);
