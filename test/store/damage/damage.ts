import {closeSync, openSync, writeSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';

export const PAGE = 4096;

/** Writes nonsense over pages of a table or an index, as a broken disk would. */
export function breakPages(file: string, pages: readonly number[]): void {
  const handle = openSync(file, 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (page - 1) * PAGE);
  closeSync(handle);
}

export function rootPage(file: string, name: string): number {
  const db = new DatabaseSync(file, {readOnly: true});
  const row = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  db.close();
  return Number(row?.['rootpage']);
}
