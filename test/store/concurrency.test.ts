import {execFile, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {openDatabase} from '../../src/store/database/open-database.ts';
import {openStore} from '../../src/store/open-store.ts';
import {firstRows, often} from '../support/long.ts';
import {temporaryFolder} from './temporary.ts';

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const ROUNDS = often(10, 30);

test('five processes make and write one database at once: nothing is lost, nothing is taken twice', async () => {
  const file = `${temporaryFolder()}/store.db`;
  const run = promisify(execFile);
  const outputs = await Promise.all(
    NAMES.map(async (name) => (await run(process.execPath, [WRITER, file, name, String(ROUNDS)])).stdout),
  );
  const store = openStore({file});
  expect(outputs.map(Number).reduce((sum, taken) => sum + taken, 0)).toBe(NAMES.length * ROUNDS);
  const texts = store.outbox().map((item) => item.text);
  expect(texts.toSorted()).toEqual(
    NAMES.flatMap((name) => Array.from({length: ROUNDS}, (_, i) => `${name} ${i}`)).toSorted(),
  );
  expect(store.outbox().every((item) => item.state === 'sending')).toBe(true);
  const rows = NAMES.length * ROUNDS + NAMES.length + 1;
  expect(store.counts()).toMatchObject({all: rows, open: rows, drafts: 1, outbox: NAMES.length * ROUNDS});
  expect(store.page({filter: {}, sort: 'id'}, 0, 1000)).toHaveLength(rows);
  for (const name of NAMES) expect(store.row(`1-${name}`)).toMatchObject({pending: ROUNDS});
  store.close();
  const db = openDatabase({file});
  expect(db.get('PRAGMA integrity_check')).toEqual({integrity_check: 'ok'});
  db.exec("INSERT INTO ticket_words (ticket_words, rank) VALUES ('integrity-check', 1)");
  db.close();
});

test('what was accepted survives kill -9 at any moment', async () => {
  for (const rounds of firstRows([20, 1, 45])) {
    const file = `${temporaryFolder()}/store.db`;
    const child = spawn(process.execPath, [WRITER, file, 'a', '100000', 'loud'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    for await (const chunk of child.stdout) {
      told += String(chunk);
      // The writer goes on meanwhile, so the kill hits it anywhere.
      if (told.split('\n').length > rounds) child.kill('SIGKILL');
    }
    const last = Number(told.trimEnd().split('\n').at(-1));
    expect(last).toBeGreaterThanOrEqual(rounds - 1);
    const store = openStore({file});
    const saved = Number(store.draft('1-shared', 'note')?.text.replace('a ', ''));
    expect(saved).toBeGreaterThanOrEqual(last);
    const queued = store.outbox().map((item) => item.text);
    expect(queued.slice(0, last + 1)).toEqual(Array.from({length: last + 1}, (_, i) => `a ${i}`));
    store.close();
  }
});
