import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {AppError, describeError} from '../../src/errors.ts';
import {openDatabase} from '../../src/store/database/open-database.ts';
import {openStore} from '../../src/store/open-store.ts';
import {enqueue, outbox} from '../../src/store/outbox.ts';
import {draftSaver, drafts} from '../../src/store/drafts.ts';
import {count} from '../../src/store/list.ts';
import {putSummaries} from '../../src/store/tickets/tickets.ts';
import {START, safe, summary, ticket} from './sample.ts';
import {temporaryFolder} from './temporary.ts';

const ALL = {filter: {}, sort: 'id'} as const;

function failureOf(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return error as AppError;
  }
  throw new Error('nothing was thrown');
}

function journalMode(file: string): unknown {
  const db = new DatabaseSync(file);
  const mode = db.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  db.close();
  return mode;
}

test('what was stored is there at the next start', () => {
  const file = `${temporaryFolder()}/a/b/store.db`;
  const first = openStore({file});
  first.putTicket(ticket('1-1', {description: safe('kept')}), '{"raw":true}', START);
  first.close();
  const second = openStore({file});
  expect(second.ticket('1-1')).toMatchObject({raw: '{"raw":true}', row: {summary: 'kept'}});
  second.close();
});

test('the folder is made for the owner only, and so are the files, also mended ones', () => {
  const file = `${temporaryFolder()}/state/store.db`;
  openStore({file}).close();
  chmodSync(file, 0o644);
  const store = openStore({file});
  store.setMeta('a', '1');
  expect(statSync(`${file}/..`.replace('/store.db/..', '')).mode & 0o777).toBe(0o700);
  const folder = file.replace('/store.db', '');
  const modes = readdirSync(folder).map((name) => [name, statSync(`${folder}/${name}`).mode & 0o777]);
  expect(Object.fromEntries(modes)).toEqual({
    'store.db': 0o600,
    'store.db-wal': 0o600,
    'store.db.journals': 0o600,
    'store.db.lock': 0o600,
    'store.db-shm': 0o600,
  });
  store.close();
});

test('WAL on a local disk, none on a network file system, also where it was WAL before', () => {
  const file = `${temporaryFolder()}/store.db`;
  openStore({file}).close();
  expect(journalMode(file)).toBe('wal');
  const store = openStore({file, isNetworkFolder: () => true});
  store.putSummaries([summary('1-1')], START);
  expect(existsSync(`${file}-wal`)).toBe(false);
  store.close();
  expect(journalMode(file)).toBe('delete');
});

test('a database of a newer casedeck is refused with words and not touched', () => {
  const file = `${temporaryFolder()}/store.db`;
  openStore({file}).close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 999; PRAGMA wal_checkpoint(truncate)');
  db.close();
  const before = readFileSync(file);
  const {mtimeMs} = statSync(file);
  const error = failureOf(() => openStore({file}));
  expect(error.kind).toBe('store');
  expect(error.message).toContain('newer casedeck');
  expect(error.hint).toContain('Update casedeck');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
});

test('a newer version that is still in the write-ahead log is refused too', () => {
  const file = `${temporaryFolder()}/store.db`;
  openStore({file}).close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 999');
  expect(failureOf(() => openStore({file})).message).toContain('newer casedeck');
  db.close();
});

test('read-only: reads, refuses to write, and says so where there is nothing to read', () => {
  const file = `${temporaryFolder()}/store.db`;
  expect(failureOf(() => openStore({file, readOnly: true})).message).toContain('There is no database');
  expect(existsSync(file)).toBe(false);
  const writer = openStore({file});
  writer.putSummaries([summary('1-1')], START);
  writer.close();
  const reader = openStore({file, readOnly: true});
  expect(reader.page(ALL, 0, 9)).toHaveLength(1);
  expect(failureOf(() => reader.setMeta('a', '1')).message).toContain('Cannot write');
  reader.close();
});

test('a folder that cannot be made is an error with words', () => {
  const folder = temporaryFolder();
  writeFileSync(`${folder}/file`, '');
  const error = failureOf(() => openStore({file: `${folder}/file/store.db`}));
  expect(describeError(error)).toMatchObject({title: expect.stringContaining('Cannot open the database')});
  expect(error.hint).toContain('folder');
});

test('a home that cannot be written is an error with words', () => {
  const folder = temporaryFolder();
  mkdirSync(`${folder}/home`, {mode: 0o555});
  chmodSync(folder, 0o755);
  const script = `
    import {openStore} from ${JSON.stringify(new URL('../../src/store/open-store.ts', import.meta.url).href)};
    // The superuser may write anywhere: it becomes somebody else, once all is loaded.
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    try { openStore({file: ${JSON.stringify(`${folder}/home/casedeck/store.db`)}}); }
    catch (error) { console.log(error.kind, error.message, error.hint); }`;
  const {stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect({stdout, stderr}).toMatchObject({
    stdout: expect.stringMatching(/^store Cannot write to the database .*home\/casedeck/),
  });
});

test('a database that another process keeps locked is an error with words, and works again afterwards', () => {
  const file = `${temporaryFolder()}/store.db`;
  const store = openStore({file, busyTimeoutMs: 20});
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  expect(failureOf(() => store.setMeta('a', '1')).message).toContain('in use by another process');
  other.exec('ROLLBACK');
  store.setMeta('a', '1');
  expect(store.meta('a')).toBe('1');
  other.close();
  store.close();
});

test('a full disk: words, nothing half done, and what was accepted is kept', () => {
  const db = openDatabase({file: `${temporaryFolder()}/store.db`});
  const saveDraft = draftSaver(db, () => START);
  putSummaries(db, [summary('1-1')], START);
  saveDraft({ticketId: '1-1', kind: 'note', text: 'a note', updatedAt: START});
  const pages = db.get<{page_count: number}>('PRAGMA page_count')?.page_count ?? 0;
  db.exec(`PRAGMA max_page_count = ${pages + 2}`);
  const many = Array.from({length: 500}, (_, i) => summary(`1-9${i}`, {description: safe('x'.repeat(200))}));
  const error = failureOf(() => putSummaries(db, many, START));
  expect(error).toMatchObject({kind: 'store', message: expect.stringContaining('disk is full')});
  expect(count(db, ALL)).toBe(1);
  const long = 'y'.repeat(40_000);
  const item = {kind: 'note', ticketId: '1-1', text: long, extra: undefined} as const;
  expect(failureOf(() => enqueue(db, item, START)).message).toContain('disk is full');
  expect(drafts(db)).toMatchObject([{text: 'a note'}]);
  expect(outbox(db)).toEqual([]);
  db.exec('PRAGMA max_page_count = 1000000');
  enqueue(db, item, START);
  putSummaries(db, many, START);
  expect(count(db, ALL)).toBe(501);
  expect(drafts(db)).toEqual([]);
  expect(db.get('PRAGMA integrity_check')).toEqual({integrity_check: 'ok'});
  db.close();
});
