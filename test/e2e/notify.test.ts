import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {openTicket} from '../support/find-ticket.ts';
import {openConsole} from '../support/open-console.ts';
import {makeHome, type Console} from '../support/start-console.ts';

const ID = '1-204976070710';

/** Somebody at the service writes a note, and the console reads it. */
async function newNote({terminal, sandbox}: Console, text: string): Promise<void> {
  const ticket = sandbox.ticket(ID);
  if (ticket === undefined) throw new Error('no such ticket');
  const [last] = ticket.notes.slice(-1);
  if (last === undefined) throw new Error('no note to copy');
  // What comes with the first reading of a ticket is no change.
  await terminal.waitForText(last.text.slice(0, 20));
  sandbox.put({...ticket, notes: [...ticket.notes, {...last, id: `new-${text}`, text}]});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText(text);
}

async function start(config: string, home = makeHome()): Promise<Console> {
  const app = await openConsole({home, config});
  await openTicket(app.terminal, ID);
  return app;
}

test('a change rings once, and not again within a minute', async () => {
  await using app = await start('');
  const {terminal} = app;
  const before = terminal.bells();
  await newNote(app, 'first news');
  await terminal.waitFor('the bell', () => terminal.bells() === before + 1);
  await newNote(app, 'second news');
  await terminal.settled(500);
  expect(terminal.bells()).toBe(before + 1);
});

test('a program of the user and a notice of the desktop are told in our own words', async () => {
  const home = makeHome();
  const out = join(home, 'told');
  const program = join(home, 'tell.sh');
  writeFileSync(program, `#!/bin/sh\necho noise\ncat > ${out}.tmp; mv ${out}.tmp ${out}\n`, {mode: 0o755});
  const config = `[notify]\nbell = false\ndesktop = "osc9"\ncommand = ["${program}", "x"]\non = ["note"]\n`;
  await using app = await start(config, home);
  const {terminal} = app;
  await newNote(app, 'evil words');
  await terminal.waitFor('the program', () => existsSync(out));
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
    words: `New: ${ID} (note)`,
    tickets: [{id: ID, kinds: ['note']}],
  });
  expect(terminal.raw()).toContain(`\u001B]9;New: ${ID} (note)\u0007`);
  expect(terminal.bells()).toBe(0);
  expect(terminal.screen()).not.toContain('noise');
});
