import {readFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {openStore} from '../../src/store/open-store.ts';
import {temporaryFolder} from './temporary.ts';

const DOCS = readFileSync(new URL('../../docs/store.md', import.meta.url), 'utf8');

/** What SQLite keeps for itself: its own tables, and those in which FTS5 keeps an index. */
const OWN = /^sqlite_|_(?:words|parts)_(config|content|data|docsize|idx)$/;

function schema(): Readonly<Record<string, string>> {
  const file = `${temporaryFolder()}/store.db`;
  openStore({file}).close();
  const db = new DatabaseSync(file);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const names = tables.map(({name}) => String(name)).filter((name) => !OWN.test(name));
  const entries = names.map((name) => {
    const columns = db.prepare('SELECT name FROM pragma_table_xinfo(?)').all(name);
    // FTS5 has a hidden column named as the table, and one for the rank.
    const own = columns
      .map((column) => String(column['name']))
      .filter((column) => column !== name && column !== 'rank');
    return [name, own.join(' ')];
  });
  db.close();
  return Object.fromEntries(entries) as Record<string, string>;
}

test('docs/store.md names every table with what it is for, and every column', () => {
  const tables = schema();
  const listed = DOCS.split('```')[1]?.trim().split('\n') ?? [];
  expect(Object.fromEntries(listed.map((line) => line.split(': ')))).toEqual(tables);
  const described = DOCS.split('\n').flatMap((line) =>
    [...(/^\| ((?:`\w+`(?:, )?)+) \|/.exec(line)?.[1]?.matchAll(/`(\w+)`/g) ?? [])].map(
      ([, name = '']) => name,
    ),
  );
  expect(described.toSorted()).toEqual(Object.keys(tables).toSorted());
});
